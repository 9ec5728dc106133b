package dev.belfry.effect;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import java.util.List;
import java.util.Optional;

/** One thing that a rule wants done. Times are milliseconds since 1970-01-01T00:00Z. */
public sealed interface Effect {
  long timeMillis();

  Origin origin();

  /** Publish a message. */
  record Publish(
      long timeMillis, Origin origin, String topic, Payload payload, int qos, boolean retain)
      implements Effect {}

  /** Tell people, over every channel named. */
  record Notify(
      long timeMillis,
      Origin origin,
      List<String> channels,
      String text,
      Optional<String> title,
      Optional<Priority> priority,
      List<Attachment> attachments)
      implements Effect {}

  /**
   * Call a connector of the configuration.
   *
   * @param payload what the rule gives along; absent where it gives nothing
   */
  record Call(long timeMillis, Origin origin, String connector, Optional<Value> payload)
      implements Effect {
    /** The payload as it is sent: a text as it is, everything else as JSON. */
    public Optional<String> text() {
      return payload.map(Printed::text);
    }
  }

  /**
   * An instance of an alert changed, for people and for the retained topic of its state.
   *
   * @param status all there is to say of it
   */
  record Alert(long timeMillis, Origin origin, AlertStatus status) implements Effect {
    /** The retained message that tells its state to whoever subscribes. */
    public Publish published() {
      return new Publish(timeMillis, origin, status.topic(), status.payload(origin), 1, true);
    }
  }

  /** Write a line to the log. */
  record Log(long timeMillis, Origin origin, Level level, String text) implements Effect {}

  /** How urgent a notification is. */
  enum Priority {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
  }

  /** How serious a log line is. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** What goes along with a notification. */
  sealed interface Attachment {
    /** The attachment as its author would write it, topics spelled out. */
    default String described() {
      return switch (this) {
        case Snapshot it -> "snapshot of " + it.camera();
        case Clip it -> "clip of " + it.camera() + " for " + Printed.stretch(it.millis());
        case Graph it ->
            "graph of " + String.join(", ", it.topics()) + " over " + Printed.stretch(it.millis());
      };
    }

    /** A picture that the camera takes when the notification is delivered. */
    record Snapshot(String camera) implements Attachment {}

    /** A film of the camera of so many milliseconds. */
    record Clip(String camera, long millis) implements Attachment {}

    /** A picture of what topics said in the last so many milliseconds. */
    record Graph(List<String> topics, long millis) implements Attachment {}
  }
}
