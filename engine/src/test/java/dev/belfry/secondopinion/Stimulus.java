package dev.belfry.secondopinion;

import dev.belfry.event.Message;
import dev.belfry.model.Model;
import java.util.Map;
import java.util.Optional;

/** What an engine reacts to. Times are steady milliseconds since 1970-01-01T00:00Z. */
public sealed interface Stimulus {
  long atMillis();

  /** The engine starts, for the first time or again after it was down. */
  record Start(long atMillis, long wallOffsetMillis, Model model) implements Stimulus {}

  /** The rules are exchanged. */
  record Reload(long atMillis, Model model) implements Stimulus {}

  /** A message arrives. */
  record Arrival(long atMillis, Message message) implements Stimulus {}

  /** A fact is set, silently. */
  record Given(long atMillis, Message message) implements Stimulus {}

  /** Time passes. */
  record Tick(long atMillis) implements Stimulus {}

  /** The wall clock is set to this much more than steady time. */
  record ClockStep(long atMillis, long wallOffsetMillis) implements Stimulus {}

  /** A person switches a rule. */
  record Switch(long atMillis, String rule, boolean on) implements Stimulus {}

  /** A person lets a rule run. */
  record Trigger(long atMillis, String rule, Map<String, String> key) implements Stimulus {}

  /** A person knows of an alert. */
  record Acknowledge(long atMillis, String alert, Optional<Map<String, String>> key)
      implements Stimulus {}

  /** A person wants to hear nothing of an alert for a while. */
  record Silence(long atMillis, String alert, Map<String, String> key, long untilWallMillis)
      implements Stimulus {}
}
