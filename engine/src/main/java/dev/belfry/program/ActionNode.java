package dev.belfry.program;

import dev.belfry.effect.Effect;
import java.util.List;
import java.util.Optional;

/** An action that brings about an effect, made ready. */
public sealed interface ActionNode {
  /** Publish a message. */
  record Publish(Node topic, Node value, int qos, boolean retain) implements ActionNode {}

  /** Tell people. */
  record Notify(
      List<String> channels,
      Node text,
      Optional<Node> title,
      Optional<Effect.Priority> priority,
      List<Effect.Attachment> attachments)
      implements ActionNode {}

  /** Call a connector. */
  record Call(String connector, Optional<Node> value) implements ActionNode {}

  /** Write to the log. */
  record Log(Effect.Level level, Node text) implements ActionNode {}
}
