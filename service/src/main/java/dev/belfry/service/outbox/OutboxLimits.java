package dev.belfry.service.outbox;

import java.time.Duration;

/**
 * How patient the outbox is.
 *
 * @param first pause after the first failure; each further one is twice as long
 * @param longest pause that we choose
 * @param longestAsked pause that a sink may ask for
 * @param total after which a parcel is given up whose sink cannot be reached
 * @param refused after which a parcel is given up that its sink, which is there, does not take,
 *     while others wait behind it
 * @param waitingPerLane parcels that may wait for one target
 * @param waiting parcels that may wait in all
 * @param deadLetters that are kept; the oldest go
 */
public record OutboxLimits(
    Duration first,
    Duration longest,
    Duration longestAsked,
    Duration total,
    Duration refused,
    int waitingPerLane,
    int waiting,
    int deadLetters) {
  /** 1 s, 2 s, 4 s … 5 min, for a day; for an hour if others wait behind. */
  public static final OutboxLimits USUAL =
      new OutboxLimits(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofHours(24),
          Duration.ofHours(1),
          1_000,
          20_000,
          1_000);
}
