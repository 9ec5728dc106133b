package dev.belfry.service.supervision;

import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.AlertStatus.State;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.effect.Origin;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Alerts that the service raises about itself. Each is told once while it fires: as a retained
 * message beside those of rules, and to the channels that the configuration names for it. Nothing
 * of it passes through the store, which may be what it is about.
 */
public final class HouseAlerts {
  /** What the service can be in trouble with; the names are in the topics. */
  public enum Trouble {
    /** The store cannot be written: nothing is acknowledged. */
    STORE("Belfry store", "critical", Priority.CRITICAL),
    /** Something was given up that should have been delivered. */
    DELIVERY("Belfry delivery", "critical", Priority.HIGH),
    /** The clock on the wall cannot be right. */
    CLOCK("Belfry clock", "warning", Priority.NORMAL);

    private final String alert;
    private final String severity;
    private final Priority priority;

    Trouble(String alert, String severity, Priority priority) {
      this.alert = alert;
      this.severity = severity;
      this.priority = priority;
    }
  }

  private record Instance(Trouble trouble, String key) {}

  private final Map<Instance, Long> firing = new LinkedHashMap<>();
  private final List<String> channels;
  private final BiConsumer<String, String> announce;
  private final Consumer<Effect.Notify> tell;
  private final InstantSource wall;

  /**
   * Alerts of which none fires.
   *
   * @param channels who is told
   * @param announce publishes a retained text on a topic
   * @param tell delivers a notification, as well as can be without the store
   */
  public HouseAlerts(
      List<String> channels,
      BiConsumer<String, String> announce,
      Consumer<Effect.Notify> tell,
      InstantSource wall) {
    this.channels = channels;
    this.announce = announce;
    this.tell = tell;
    this.wall = wall;
  }

  /**
   * Something is wrong; nobody is told again while it was already.
   *
   * @param key what it is about, where there may be several; else empty
   */
  public synchronized void raise(Trouble trouble, String key, String message) {
    if (firing.putIfAbsent(new Instance(trouble, key), wall.millis()) == null) {
      announce(trouble, key, State.FIRING, message);
      tell(trouble, key, trouble.alert + ": " + message);
    }
  }

  /** It is over, if it was. */
  public synchronized void resolve(Trouble trouble, String key, String message) {
    if (firing.remove(new Instance(trouble, key)) != null) {
      announce(trouble, key, State.RESOLVED, message);
      tell(trouble, key, "resolved: " + trouble.alert + ": " + message);
    }
  }

  /** Tells the owner something that is no alert, in the same ways but for a topic. */
  public void inform(String title, String text, Priority priority) {
    Origin origin = new Origin(Origin.Kind.ALERT, title, Map.of());
    notify(origin, Optional.of(title), text, priority);
  }

  private void announce(Trouble trouble, String key, State state, String message) {
    Effect.Alert alert =
        new Effect.Alert(
            wall.millis(),
            origin(trouble, key),
            new AlertStatus(
                AlertStatus.topicOf(trouble.alert, key.isEmpty() ? List.of() : List.of(key)),
                state,
                trouble.severity,
                message,
                wall.millis(),
                false,
                false));
    Effect.Publish published = alert.published();
    announce.accept(published.topic(), published.payload().text().orElse(""));
  }

  private void tell(Trouble trouble, String key, String text) {
    notify(origin(trouble, key), Optional.empty(), text, trouble.priority);
  }

  private void notify(Origin origin, Optional<String> title, String text, Priority priority) {
    if (!channels.isEmpty()) {
      tell.accept(
          new Effect.Notify(
              wall.millis(), origin, channels, text, title, Optional.of(priority), List.of()));
    }
  }

  private static Origin origin(Trouble trouble, String key) {
    return new Origin(
        Origin.Kind.ALERT, trouble.alert, key.isEmpty() ? Map.of() : Map.of("what", key));
  }
}
