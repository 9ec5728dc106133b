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
    /** A picture that the camera takes when the notification is delivered. */
    record Snapshot(String camera) implements Attachment {}
  }
}
