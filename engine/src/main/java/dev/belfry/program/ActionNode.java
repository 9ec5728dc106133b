package dev.belfry.program;

import dev.belfry.effect.Effect;
import java.util.List;
import java.util.Optional;

/** An action made ready. */
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

  /** Do one thing or another. */
  record Branch(Node state, List<ActionNode> yes, List<ActionNode> no) implements ActionNode {}

  /** End the run. */
  record Stop() implements ActionNode {}
}
