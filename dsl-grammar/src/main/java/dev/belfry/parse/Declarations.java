package dev.belfry.parse;

import dev.belfry.parse.RulesParser.HeaderContext;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.TypeSyntax;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds declarations from the parse tree. */
final class Declarations {
  private final Phrases phrases = new Phrases();
  private final Actions actions = new Actions(phrases);

  Declaration declaration(RulesParser.DeclarationContext context) {
    return switch (context) {
      case RulesParser.TopicDeclarationContext topic -> topic(topic);
      case RulesParser.LetDeclarationContext let -> let(let);
      case RulesParser.RuleDeclarationContext rule -> rule(rule);
      case RulesParser.AlertDeclarationContext alert ->
          new Declaration.Alert(
              quoted(alert.TEXT()),
              alert.clause().stream().map(this::clause).toList(),
              Phrases.span(alert));
      case RulesParser.TestDeclarationContext test -> test(test);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private Declaration topic(RulesParser.TopicDeclarationContext context) {
    return new Declaration.Topic(
        Phrases.name(context.name(0)),
        captures(context.captures()),
        quoted(context.TEXT()),
        context.FROM() == null ? Optional.empty() : Optional.of(Phrases.name(context.name(1))),
        Optional.ofNullable(context.type()).map(this::type),
        Optional.ofNullable(context.sum()).map(phrases::sum),
        Optional.ofNullable(context.DURATION()).map(Phrases::millis),
        context.AS() == null
            ? Optional.empty()
            : Optional.of(Phrases.name(context.name(context.FROM() == null ? 1 : 2))),
        Phrases.span(context));
  }

  private static List<Name> captures(RulesParser.@Nullable CapturesContext context) {
    return context == null ? List.of() : context.name().stream().map(Phrases::name).toList();
  }

  private TypeSyntax type(RulesParser.TypeContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.AlternativesTypeContext texts ->
          new TypeSyntax.Alternatives(
              texts.TEXT().stream().map(Declarations::quoted).toList(), span);
      case RulesParser.ShapeTypeContext shape ->
          new TypeSyntax.Shape(
              shape.field().stream()
                  .map(field ->
                      new TypeSyntax.Field(
                          Primaries.key(field.word(), field.getStart()), type(field.type())))
                  .toList(),
              span);
      case RulesParser.ListTypeContext list -> new TypeSyntax.ListOf(type(list.type()), span);
      case RulesParser.NamedTypeContext named ->
          new TypeSyntax.Named(Phrases.name(named.name()), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private Declaration let(RulesParser.LetDeclarationContext context) {
    Declaration.Definition definition =
        context.MVEL() != null
            ? new Declaration.Definition.Formula(quoted(context.TEXT()))
            : new Declaration.Definition.Of(phrases.expression(context.expression()));
    return new Declaration.Let(
        Phrases.name(context.name()),
        captures(context.captures()),
        definition,
        Phrases.span(context));
  }

  private Declaration rule(RulesParser.RuleDeclarationContext context) {
    Header header = new Header();
    for (HeaderContext part : context.header()) {
      header.take(part);
    }
    int last =
        context.FINALLY() == null
            ? Integer.MAX_VALUE
            : context.FINALLY().getSymbol().getTokenIndex();
    return new Declaration.Rule(
        quoted(context.TEXT()),
        header.when,
        header.whileState,
        header.limit,
        header.mode,
        context.action().stream()
            .filter(action -> action.getStart().getTokenIndex() < last)
            .map(actions::action)
            .toList(),
        context.action().stream()
            .filter(action -> action.getStart().getTokenIndex() > last)
            .map(actions::action)
            .toList(),
        Phrases.span(context));
  }

  /** The parts of a rule's header, each at most once, in any order. */
  private final class Header {
    Optional<Expression> when = Optional.empty();
    Optional<Expression> whileState = Optional.empty();
    Optional<Declaration.Limit> limit = Optional.empty();
    Optional<Name> mode = Optional.empty();

    void take(HeaderContext part) {
      switch (part) {
        case RulesParser.WhenHeaderContext context ->
            when = once(when, phrases.disjunction(context.disjunction()), part);
        case RulesParser.WhileHeaderContext context ->
            whileState = once(whileState, phrases.disjunction(context.disjunction()), part);
        case RulesParser.LimitHeaderContext context -> limit = once(limit, limit(context), part);
        case RulesParser.ModeHeaderContext context ->
            mode = once(mode, Phrases.name(context.name()), part);
        default -> throw new IllegalStateException(part.getText());
      }
    }

    private static Declaration.Limit limit(RulesParser.LimitHeaderContext context) {
      return new Declaration.Limit(
          context.NUMBER() == null ? 1 : Units.count(context.NUMBER().getSymbol()),
          Phrases.period(context.DURATION()),
          context.OVERALL() != null,
          Phrases.span(context));
    }

    private static <T> Optional<T> once(Optional<T> before, T now, HeaderContext part) {
      if (before.isPresent()) {
        throw new Refusal(
            new SyntaxProblem.Twice(Lexing.span(part.getStart()), part.getStart().getText()));
      }
      return Optional.of(now);
    }
  }

  private Declaration.Clause clause(RulesParser.ClauseContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.WhileClauseContext clause ->
          new Declaration.Clause.While(phrases.disjunction(clause.disjunction()), span);
      case RulesParser.SeverityClauseContext clause ->
          new Declaration.Clause.Severity(Phrases.name(clause.name()), span);
      case RulesParser.MessageClauseContext clause ->
          new Declaration.Clause.Message(phrases.texts().template(clause.TEXT().getSymbol()), span);
      case RulesParser.NotifyClauseContext clause ->
          notify(clause.audience(), clause.TEXT(), clause.notifyOption(), false, span);
      case RulesParser.ResolvedClauseContext clause ->
          notify(clause.audience(), clause.TEXT(), clause.notifyOption(), true, span);
      case RulesParser.RemindClauseContext clause ->
          new Declaration.Clause.Remind(Phrases.period(clause.DURATION()), span);
      case RulesParser.EscalateClauseContext clause ->
          new Declaration.Clause.Escalate(
              Actions.channels(clause.audience()), Phrases.millis(clause.DURATION()), span);
      case RulesParser.UnlessClauseContext clause ->
          new Declaration.Clause.Unless(phrases.disjunction(clause.disjunction()), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private Declaration.Clause notify(
      RulesParser.AudienceContext audience,
      @Nullable TerminalNode text,
      List<RulesParser.NotifyOptionContext> options,
      boolean resolved,
      Span span) {
    return new Declaration.Clause.Notify(
        Actions.channels(audience),
        Optional.ofNullable(text).map(token -> phrases.texts().template(token.getSymbol())),
        actions.options(options),
        resolved,
        span);
  }

  private Declaration test(RulesParser.TestDeclarationContext context) {
    Optional<LocalDateTime> start =
        Optional.ofNullable(context.DATE())
            .map(date ->
                Units.date(date.getSymbol())
                    .atTime(
                        context.TIME() == null
                            ? LocalTime.MIDNIGHT
                            : Units.time(context.TIME().getSymbol())));
    Steps steps = new Steps(phrases, actions);
    return new Declaration.Test(
        quoted(context.TEXT()),
        start,
        context.step().stream().map(steps::step).toList(),
        Phrases.span(context));
  }

  static Name quoted(TerminalNode text) {
    return Texts.name(text.getSymbol());
  }
}
