package dev.belfry.connectors;

import java.time.Duration;

/**
 * When a failed delivery is tried again.
 *
 * @param first pause after the first failure; each further one is twice as long
 * @param longest pause, also when a sink asks for a longer one
 * @param total after which a delivery is given up
 * @param breakerFailures failures in a row after which a sink that is down is left alone
 * @param breakerPause for how long it is left alone before one delivery tries again
 */
public record RetrySettings(
    Duration first, Duration longest, Duration total, int breakerFailures, Duration breakerPause) {
  /** 1 s, 2 s, 4 s … 5 min, for 24 h; after 5 failures in a row a pause of 10 s. */
  public static final RetrySettings USUAL =
      new RetrySettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(24),
          5,
          Duration.ofSeconds(10));
}
