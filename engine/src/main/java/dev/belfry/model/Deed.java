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
      List<Effect.Attachment> attachments)
      implements Deed {}

  /** Call a connector. */
  record Call(String connector, Optional<Expr> value) implements Deed {}

  /** Write to the log. */
  record Log(Effect.Level level, Expr text) implements Deed {}

  /** Do one thing or another. */
  record Branch(Expr state, List<Deed> yes, List<Deed> no) implements Deed {}

  /** Go on after so much time. */
  record Wait(long millis) implements Deed {}

  /** End the run. */
  record Stop() implements Deed {}
}
