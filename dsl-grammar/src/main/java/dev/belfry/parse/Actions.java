package dev.belfry.parse;

import dev.belfry.parse.RulesParser.ActionContext;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.Target;
import dev.belfry.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds actions from the parse tree. */
final class Actions {
  private final Phrases phrases;
  private final Primaries primaries;

  Actions(Phrases phrases) {
    this.phrases = phrases;
    this.primaries = new Primaries(phrases, phrases.texts());
  }

  Action action(ActionContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.PublishActionContext publish ->
          new Action.Publish(
              target(publish.target()),
              phrases.expression(publish.expression()),
              qos(publish.NUMBER()),
              publish.RETAIN() != null,
              span);
      case RulesParser.SetActionContext set ->
          new Action.Put(target(set.target()), phrases.expression(set.expression()), span);
      case RulesParser.NotifyActionContext notify ->
          new Action.Notify(
              channels(notify.audience()),
              template(notify.TEXT()),
              options(notify.notifyOption()),
              span);
      case RulesParser.CallActionContext call ->
          new Action.Call(
              Phrases.name(call.name()),
              Optional.ofNullable(call.disjunction()).map(phrases::disjunction),
              span);
      case RulesParser.LogActionContext log ->
          new Action.Log(
              Optional.ofNullable(log.name()).map(Phrases::name), template(log.TEXT()), span);
      case RulesParser.StopActionContext stop -> new Action.Stop(span);
      default -> compound(context, span);
    };
  }

  private Action compound(ActionContext context, Span span) {
    return switch (context) {
      case RulesParser.WaitActionContext wait ->
          new Action.Wait(Phrases.period(wait.DURATION()), span);
      case RulesParser.WaitUntilActionContext wait ->
          new Action.WaitUntil(
              phrases.disjunction(wait.disjunction()),
              Optional.ofNullable(wait.DURATION()).map(Phrases::millis),
              span);
      case RulesParser.RepeatActionContext repeat ->
          new Action.Repeat(
              Units.count(repeat.NUMBER().getSymbol()),
              Lexing.span(repeat.NUMBER().getSymbol()),
              Optional.ofNullable(repeat.DURATION()).map(Phrases::period),
              block(repeat.block()),
              span);
      case RulesParser.IfActionContext branch -> branch(branch, 0, span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  /** The branch from the state of this number on; what follows an else-if is nested in the else. */
  private Action branch(RulesParser.IfActionContext context, int from, Span span) {
    int states = context.disjunction().size();
    List<Action> no =
        from + 1 < states
            ? List.of(branch(context, from + 1, span))
            : context.block().size() > states ? block(context.block(states)) : List.of();
    return new Action.Branch(
        phrases.disjunction(context.disjunction(from)), block(context.block(from)), no, span);
  }

  private List<Action> block(RulesParser.BlockContext context) {
    return context.action().stream().map(this::action).toList();
  }

  private static int qos(@org.jspecify.annotations.Nullable TerminalNode number) {
    if (number == null) {
      return 0;
    }
    return switch (number.getText()) {
      case "0" -> 0;
      case "1" -> 1;
      case "2" -> 2;
      default ->
          throw new Refusal(
              new SyntaxProblem.Impossible(
                  Lexing.span(number.getSymbol()), number.getText(), "a QoS is 0, 1 or 2"));
    };
  }

  static List<Name> channels(RulesParser.AudienceContext context) {
    return context.name().stream().map(Phrases::name).toList();
  }

  Action.NotifyOptions options(List<RulesParser.NotifyOptionContext> contexts) {
    Optional<Template> title = Optional.empty();
    Optional<Name> priority = Optional.empty();
    List<Action.Attachment> attachments = new ArrayList<>();
    for (RulesParser.NotifyOptionContext context : contexts) {
      switch (context) {
        case RulesParser.TitleOptionContext option -> {
          refuseIf(title.isPresent(), option.TITLE());
          title = Optional.of(template(option.TEXT()));
        }
        case RulesParser.PriorityOptionContext option -> {
          refuseIf(priority.isPresent(), option.PRIORITY());
          priority = Optional.of(Phrases.name(option.name()));
        }
        case RulesParser.AttachmentOptionContext option ->
            option.attachment().stream().map(this::attachment).forEach(attachments::add);
        default -> throw new IllegalStateException(context.getText());
      }
    }
    return new Action.NotifyOptions(title, priority, List.copyOf(attachments));
  }

  private static void refuseIf(boolean twice, TerminalNode word) {
    if (twice) {
      throw new Refusal(new SyntaxProblem.Twice(Lexing.span(word.getSymbol()), word.getText()));
    }
  }

  Action.Attachment attachment(RulesParser.AttachmentContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.SnapshotAttachmentContext snapshot ->
          new Action.Attachment.Snapshot(Phrases.name(snapshot.name()), span);
      case RulesParser.ClipAttachmentContext clip ->
          new Action.Attachment.Clip(
              Phrases.name(clip.name()), Phrases.period(clip.DURATION()), span);
      case RulesParser.GraphAttachmentContext graph ->
          new Action.Attachment.Graph(
              graph.target().stream().map(this::target).toList(),
              Phrases.period(graph.DURATION()),
              span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  Target target(RulesParser.TargetContext context) {
    Span span = Phrases.span(context);
    if (context.TEXT() != null) {
      return new Target.Written(template(context.TEXT()), span);
    }
    return new Target.Declared(
        Phrases.name(context.name()),
        context.arguments() == null ? List.of() : primaries.arguments(context.arguments()),
        span);
  }

  Template template(TerminalNode text) {
    return phrases.texts().template(text.getSymbol());
  }
}
