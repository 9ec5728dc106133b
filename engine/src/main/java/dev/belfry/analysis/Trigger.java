package dev.belfry.analysis;

import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import java.util.Optional;

/** What makes a rule run. */
sealed interface Trigger {
  /**
   * A message.
   *
   * @param times how often it comes before the rule runs
   * @param first a message that must have come before
   * @param delayMillis how long after it the rule runs
   */
  record Arrival(
      TopicUse topic,
      Happening.Path path,
      Happening.Change change,
      int times,
      Optional<Arrival> first,
      long delayMillis)
      implements Trigger {
    Arrival times(int count) {
      return new Arrival(topic, path, change, count, first, delayMillis);
    }

    Arrival after(Arrival earlier) {
      return new Arrival(topic, path, change, times, Optional.of(earlier), delayMillis);
    }

    Arrival delayed(long millis) {
      return new Arrival(topic, path, change, times, first, millis);
    }
  }

  /**
   * A state begins, or ends.
   *
   * @param delayMillis how long it must have held
   * @param tolerant whether it may be unknown for a while
   */
  record Turn(Expr state, boolean begins, long delayMillis, boolean tolerant) implements Trigger {}

  /** A time of the site's clock. */
  record Due(Happening.Schedule schedule) implements Trigger {}

  /** The engine starts. */
  record Start() implements Trigger {}
}
