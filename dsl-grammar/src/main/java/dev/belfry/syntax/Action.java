package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;

/** Something a rule does. */
public sealed interface Action {
  Span span();

  /** {@code publish target value qos 1 retain}. */
  record Publish(Target target, Expression value, int qos, boolean retain, Span span)
      implements Action {}

  /** {@code set target value}. */
  record Put(Target target, Expression value, Span span) implements Action {}

  /** {@code notify owner "text" title "…" priority high with snapshot of porch}. */
  record Notify(List<Name> channels, Template text, NotifyOptions options, Span span)
      implements Action {}

  /** {@code call connector value}. */
  record Call(Name connector, Optional<Expression> value, Span span) implements Action {}

  /** {@code wait D}. */
  record Wait(long millis, Span span) implements Action {}

  /** {@code wait until state for at most D}. */
  record WaitUntil(Expression state, Optional<Long> atMostMillis, Span span) implements Action {}

  /** <code>repeat N times every D { … }</code>; {@code written} is where the number stands. */
  record Repeat(int count, Span written, Optional<Long> everyMillis, List<Action> body, Span span)
      implements Action {}

  /** <code>if state { … } else { … }</code>. */
  record Branch(Expression state, List<Action> yes, List<Action> no, Span span) implements Action {}

  /** {@code log info "text"}. */
  record Log(Optional<Name> level, Template text, Span span) implements Action {}

  /** {@code stop}. */
  record Stop(Span span) implements Action {}

  /** What may stand behind the text of a notification. */
  record NotifyOptions(
      Optional<Template> title, Optional<Name> priority, List<Attachment> attachments) {}

  /** What goes along with a notification. */
  sealed interface Attachment {
    Span span();

    /** {@code snapshot of camera}. */
    record Snapshot(Name camera, Span span) implements Attachment {}

    /** {@code clip of camera for D}. */
    record Clip(Name camera, long millis, Span span) implements Attachment {}

    /** {@code graph of topic, topic over D}. */
    record Graph(List<Target> topics, long millis, Span span) implements Attachment {}
  }
}
