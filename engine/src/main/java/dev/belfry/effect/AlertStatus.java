package dev.belfry.effect;

import dev.belfry.codec.Printed;
import dev.belfry.codec.UtcTime;
import dev.belfry.codec.Value;
import dev.belfry.event.Payload;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How it stands with one instance of an alert.
 *
 * @param topic where its state is published, retained
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param message its text when it last changed
 * @param sinceMillis when it began to fire, or when it was resolved, by the wall clock
 * @param inhibited whether it tells nobody because of another alert
 * @param silenced whether it tells nobody because a person wished so
 */
public record AlertStatus(
    String topic,
    State state,
    String severity,
    String message,
    long sinceMillis,
    boolean inhibited,
    boolean silenced) {
  /** The states of all alerts are published on topics below this one. */
  public static final String ROOT = "belfry/alerts/";

  /** The life of an instance. */
  public enum State {
    FIRING,
    ACKNOWLEDGED,
    RESOLVED
  }

  /**
   * Where the state of an instance is published: what people call the alert, in letters, digits and
   * hyphens, then the parts of its key.
   */
  public static String topicOf(String alert, Collection<String> key) {
    StringBuilder topic = new StringBuilder(ROOT);
    topic.append(alert.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]+", "-"));
    key.forEach(part -> topic.append('/').append(part.replaceAll("[+#/]", "_")));
    return topic.toString();
  }

  /** The state as JSON. */
  Payload payload(Origin origin) {
    Map<String, Value> key = new LinkedHashMap<>();
    origin.key().forEach((name, text) -> key.put(name, new Value.Text(text)));
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("alert", new Value.Text(origin.name()));
    fields.put("key", new Value.Fields(key));
    fields.put("state", new Value.Text(word()));
    fields.put("severity", new Value.Text(severity));
    fields.put("message", new Value.Text(message));
    fields.put("since", new Value.Text(UtcTime.written(sinceMillis)));
    fields.put("inhibited", Value.Truth.of(inhibited));
    fields.put("silenced", Value.Truth.of(silenced));
    return Payload.of(Printed.json(new Value.Fields(fields)));
  }

  /** The one word that says most: what keeps it from telling comes before what it does. */
  public String word() {
    return switch (state) {
      case RESOLVED -> "resolved";
      case ACKNOWLEDGED -> "acknowledged";
      case FIRING -> silenced ? "silenced" : inhibited ? "inhibited" : "firing";
    };
  }
}
