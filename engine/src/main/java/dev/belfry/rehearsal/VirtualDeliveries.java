package dev.belfry.rehearsal;

import dev.belfry.effect.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The connectors of a test: all of them work but those that a step lets fail. What is refused is
 * tried again, ever more seldom, without end.
 */
final class VirtualDeliveries {
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 300_000;

  /** How many deliveries a connector still refuses. */
  private final Map<Connector, Integer> refusing = new HashMap<>();

  private final List<Undelivered> waiting = new ArrayList<>();

  /** Whom an effect is handed to: a channel of people, or something that is called. */
  private record Connector(boolean channel, String name) {}

  private record Undelivered(
      Effect effect, Connector connector, long dueMillis, long pauseMillis) {}

  /** What was delivered, and what was refused. */
  record Delivered(List<Effect> done, List<Effect> refused) {}

  /** Lets a connector refuse so many deliveries. */
  void fail(boolean channel, String name, int times) {
    refusing.put(new Connector(channel, name), times);
  }

  /** Hands an effect to its connectors for the first time. */
  Delivered attempt(Effect effect, long nowMillis) {
    return switch (effect) {
      case Effect.Notify it -> attempt(it, nowMillis);
      case Effect.Call it ->
          refuses(new Connector(false, it.connector()))
              ? refused(it, new Connector(false, it.connector()), nowMillis)
              : new Delivered(List.of(it), List.of());
      default -> new Delivered(List.of(effect), List.of());
    };
  }

  /** A notification is delivered over each of its channels by itself. */
  private Delivered attempt(Effect.Notify it, long nowMillis) {
    List<String> reached = new ArrayList<>();
    List<Effect> refused = new ArrayList<>();
    for (String name : it.channels()) {
      Connector channel = new Connector(true, name);
      if (refuses(channel)) {
        refused.addAll(refused(over(it, List.of(name)), channel, nowMillis).refused());
      } else {
        reached.add(name);
      }
    }
    return new Delivered(reached.isEmpty() ? List.of() : List.of(over(it, reached)), refused);
  }

  private static Effect.Notify over(Effect.Notify it, List<String> channels) {
    return new Effect.Notify(
        it.timeMillis(),
        it.origin(),
        List.copyOf(channels),
        it.text(),
        it.title(),
        it.priority(),
        it.attachments());
  }

  private Delivered refused(Effect effect, Connector connector, long nowMillis) {
    long due = nowMillis + FIRST_PAUSE_MILLIS;
    waiting.add(new Undelivered(effect, connector, due, FIRST_PAUSE_MILLIS));
    return new Delivered(List.of(), List.of(effect));
  }

  private boolean refuses(Connector connector) {
    int left = refusing.getOrDefault(connector, 0);
    if (left == 0) {
      return false;
    }
    if (left != Integer.MAX_VALUE) {
      refusing.put(connector, left - 1);
    }
    return true;
  }

  /** When something is tried again, or {@link Long#MAX_VALUE}. */
  long nextDueMillis() {
    return waiting.stream().mapToLong(Undelivered::dueMillis).min().orElse(Long.MAX_VALUE);
  }

  /** Tries again what is due at this instant. */
  Delivered retry(long nowMillis) {
    List<Undelivered> due = waiting.stream().filter(it -> it.dueMillis() <= nowMillis).toList();
    waiting.removeAll(due);
    List<Effect> done = new ArrayList<>();
    List<Effect> refused = new ArrayList<>();
    for (Undelivered it : due) {
      if (refuses(it.connector())) {
        long pause = Math.min(2 * it.pauseMillis(), LONGEST_PAUSE_MILLIS);
        waiting.add(new Undelivered(it.effect(), it.connector(), nowMillis + pause, pause));
        refused.add(it.effect());
      } else {
        done.add(it.effect());
      }
    }
    return new Delivered(done, refused);
  }
}
