package dev.belfry.secondopinion;

import dev.belfry.model.TopicUse;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is so at this instant. */
final class World {
  final History history = new History();

  /** The names of alerts of which some instance fires. */
  final Set<String> firing = new HashSet<>();

  /** The alerts that somebody wishes to hear nothing of. */
  record Silenced(String alert, Map<String, String> key) {}

  /** Until when, by the wall clock. */
  final Map<Silenced, Long> silences = new HashMap<>();

  Wall wall = new Wall(ZoneOffset.UTC);
  Schedules schedules = new Schedules(wall);
  long nowMillis = Long.MIN_VALUE;
  long wallOffsetMillis;

  void setZone(ZoneId zone) {
    wall = new Wall(zone);
    schedules = new Schedules(wall);
  }

  long wallNowMillis() {
    return nowMillis + wallOffsetMillis;
  }

  /** Whether somebody wishes to hear nothing of an instance now. */
  boolean isSilenced(String alert, Map<String, String> key) {
    return silences.entrySet().stream()
        .filter(silence -> silence.getKey().alert().equals(alert))
        .filter(silence -> key.entrySet().containsAll(silence.getKey().key().entrySet()))
        .anyMatch(silence -> silence.getValue() > wallNowMillis());
  }

  /** What the topics bind on which a message was seen and that agree with these captures. */
  List<Captures> seen(TopicUse use, Captures known) {
    return history.seen().stream()
        .map(topic -> Captures.of(use, topic))
        .flatMap(Optional::stream)
        .filter(bound -> bound.and(known).isPresent())
        .toList();
  }
}
