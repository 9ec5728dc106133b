package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every message on every topic that rules read (language.md, Facts). */
final class History {
  /**
   * A message and when it came, in steady milliseconds.
   *
   * @param number how many came before it, on any topic
   */
  record Arrival(long number, long atMillis, Message message) {
    /** An empty retained message stands for no value at all. */
    boolean clears() {
      return message.retain() && message.payload().isEmpty();
    }

    /** What it says where a rule mentions its topic. */
    Value value(TopicUse use) {
      return clears() ? Value.Truth.UNKNOWN : use.decoder().decode(message.payload());
    }
  }

  /** By topic, in text order; oldest first. */
  private final Map<String, List<Arrival>> topics = new TreeMap<>();

  private long count;

  /** How many messages came so far. */
  long count() {
    return count;
  }

  void take(Message message, long nowMillis) {
    topics
        .computeIfAbsent(message.topic(), topic -> new ArrayList<>())
        .add(new Arrival(count++, nowMillis, message));
  }

  void forgetUnless(Predicate<String> isRead) {
    topics.keySet().removeIf(topic -> !isRead.test(topic));
  }

  /** The topics on which a message was seen. */
  Collection<String> seen() {
    return topics.keySet();
  }

  /** All messages of a topic, oldest first. */
  List<Arrival> of(String topic) {
    return topics.getOrDefault(topic, List.of());
  }

  Optional<Arrival> newest(String topic) {
    List<Arrival> all = of(topic);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** The value of a topic at an instant: unknown from exactly {@code stale after} on. */
  Value value(TopicUse use, String topic, long nowMillis) {
    Optional<Arrival> newest = newest(topic);
    if (newest.isEmpty()) {
      return use.initial().orElse(Value.Truth.UNKNOWN);
    }
    return isStale(use, newest.get(), nowMillis) ? Value.Truth.UNKNOWN : newest.get().value(use);
  }

  /** The value before the newest: none after a message that cleared, or that had gone stale. */
  Value previous(TopicUse use, String topic) {
    List<Arrival> all = of(topic);
    if (all.size() < 2) {
      return Value.Truth.UNKNOWN;
    }
    Arrival before = all.get(all.size() - 2);
    return isStale(use, before, all.getLast().atMillis()) ? Value.Truth.UNKNOWN : before.value(use);
  }

  private static boolean isStale(TopicUse use, Arrival arrival, long nowMillis) {
    return use.staleMillis().isPresent()
        && nowMillis - arrival.atMillis() >= use.staleMillis().get();
  }
}
