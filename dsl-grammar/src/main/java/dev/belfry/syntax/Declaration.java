package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** What a rule file is made of. */
public sealed interface Declaration {
  Name name();

  Span span();

  /** {@code topic door(room) = "home/{room}/door" : type = default}. */
  record Topic(
      Name name,
      List<Name> captures,
      Name pattern,
      Optional<Name> broker,
      Optional<TypeSyntax> type,
      Optional<Expression> initial,
      Optional<Long> staleMillis,
      Optional<Name> codec,
      Span span)
      implements Declaration {}

  /** {@code let low(name) = expression}. */
  record Let(Name name, List<Name> parameters, Definition definition, Span span)
      implements Declaration {}

  /** <code>rule "name" { … }</code>. */
  record Rule(
      Name name,
      Optional<Expression> when,
      Optional<Expression> whileState,
      Optional<Limit> limit,
      Optional<Name> mode,
      List<Action> then,
      List<Action> last,
      Span span)
      implements Declaration {}

  /** <code>alert "name" { … }</code>. */
  record Alert(Name name, List<Clause> clauses, Span span) implements Declaration {}

  /** <code>test "name" { … }</code>. */
  record Test(Name name, Optional<LocalDateTime> start, List<Step> steps, Span span)
      implements Declaration {}

  /** What a let stands for. */
  sealed interface Definition {
    /** An expression of the language. */
    record Of(Expression expression) implements Definition {}

    /** A formula in MVEL. */
    record Formula(Name text) implements Definition {}
  }

  /** {@code at most N times per D overall}. */
  record Limit(int times, long millis, boolean overall, Span span) {}

  /** A clause of an alert. */
  sealed interface Clause {
    Span span();

    /** {@code while state}. */
    record While(Expression state, Span span) implements Clause {}

    /** {@code severity critical}. */
    record Severity(Name level, Span span) implements Clause {}

    /** {@code message "text"}. */
    record Message(Template text, Span span) implements Clause {}

    /** {@code notify owner with …}. */
    record Notify(
        List<Name> channels,
        Optional<Template> text,
        Action.NotifyOptions options,
        boolean resolved,
        Span span)
        implements Clause {}

    /** {@code remind every D}. */
    record Remind(long millis, Span span) implements Clause {}

    /** {@code escalate to neighbour after D}. */
    record Escalate(List<Name> channels, long millis, Span span) implements Clause {}

    /** {@code unless state}. */
    record Unless(Expression state, Span span) implements Clause {}
  }
}
