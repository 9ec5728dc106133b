package dev.belfry.service.outbox;

import dev.belfry.connectors.sink.Attempt;
import java.util.random.RandomGenerator;

/** How long a pause is after so many failures: twice as long each time, a fifth more or less. */
record Backoff(OutboxLimits limits, RandomGenerator random) {
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 30;

  long millis(int failures, Attempt.Again again) {
    if (again.after().isPresent()) {
      // Nobody is to come earlier than asked.
      long asked = Math.min(again.after().get().toMillis(), limits.longestAsked().toMillis());
      return Math.round(asked * (1 + random.nextDouble(JITTER)));
    }
    long doubled = limits.first().toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long pause = Math.min(doubled, limits.longest().toMillis());
    return Math.round(pause * (1 + random.nextDouble(-JITTER, JITTER)));
  }
}
