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
      List<Attachment> attachments)
      implements ActionNode {}

  /** What goes along with a notification, made ready. */
  sealed interface Attachment {
    /** What does not depend on the moment. */
    record Fixed(Effect.Attachment attachment) implements Attachment {}

    /** A picture of topics that are spelled at the moment. */
    record Graph(List<Node> topics, long millis) implements Attachment {}
  }

  /** Call a connector. */
  record Call(String connector, Optional<Node> value) implements ActionNode {}

  /** Write to the log. */
  record Log(Effect.Level level, Node text) implements ActionNode {}
}
