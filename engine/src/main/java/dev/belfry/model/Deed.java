package dev.belfry.model;

import dev.belfry.effect.Effect;
import java.util.List;
import java.util.Optional;

/** A checked action. */
public sealed interface Deed {
  /** Publish a message to the topic that an expression spells. */
  record Publish(Expr topic, Expr value, int qos, boolean retain) implements Deed {}

  /** Tell people. */
  record Notify(
      List<String> channels,
      Expr text,
      Optional<Expr> title,
      Optional<Effect.Priority> priority,
      List<Attachment> attachments)
      implements Deed {}

  /** What goes along with a notification. */
  sealed interface Attachment {
    /** A picture of a camera. */
    record Snapshot(String camera) implements Attachment {}

    /** A film of a camera. */
    record Clip(String camera, long millis) implements Attachment {}

    /** A picture of what topics said lately; the expressions spell the topics. */
    record Graph(List<Expr> topics, long millis) implements Attachment {}
  }

  /** Call a connector. */
  record Call(String connector, Optional<Expr> value) implements Deed {}

  /** Write to the log. */
  record Log(Effect.Level level, Expr text) implements Deed {}

  /** Do one thing or another. */
  record Branch(Expr state, List<Deed> yes, List<Deed> no) implements Deed {}

  /** Go on after so much time. */
  record Wait(long millis) implements Deed {}

  /** Go on when a state is true, or after so much time. */
  record WaitUntil(Expr state, Optional<Long> atMostMillis) implements Deed {}

  /**
   * Do something several times.
   *
   * @param everyMillis what passes between repetitions, not after the last
   */
  record Repeat(int times, Optional<Long> everyMillis, List<Deed> deeds) implements Deed {}

  /** End the run. */
  record Stop() implements Deed {}
}
