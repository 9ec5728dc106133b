package dev.belfry.service.loop;

import dev.belfry.service.store.ClockReading;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time that only ever passes: the wall clock's at start, and what elapsed since. It goes on where
 * an earlier run ended; the downtime in between is the wall clock's, and never negative.
 */
public final class SteadyClock {
  /** By how much the wall clock must move against steady time to be taken for set. */
  static final long STEP_MILLIS = 500;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final long originMillis;
  private final long originNanos;
  private long knownOffsetMillis;

  SteadyClock(InstantSource wall, LongSupplier nanos, Optional<ClockReading> last) {
    this.wall = wall;
    this.nanos = nanos;
    this.originNanos = nanos.getAsLong();
    long wallMillis = wall.millis();
    this.originMillis =
        last.map(reading -> reading.steadyMillis() + Math.max(0, wallMillis - reading.wallMillis()))
            .orElse(wallMillis);
  }

  /** The clock of this computer, going on from the last reading of an earlier run. */
  public static SteadyClock goingOnFrom(Optional<ClockReading> last) {
    return new SteadyClock(InstantSource.system(), System::nanoTime, last);
  }

  /** Steady milliseconds since 1970-01-01T00:00Z. */
  public long millis() {
    return originMillis + TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - originNanos);
  }

  ClockReading reading() {
    return new ClockReading(millis(), wall.millis());
  }

  /** The new distance from steady time to the wall clock, once, when the wall clock was set. */
  OptionalLong step() {
    long offsetMillis = reading().offsetMillis();
    if (Math.abs(offsetMillis - knownOffsetMillis) <= STEP_MILLIS) {
      return OptionalLong.empty();
    }
    knownOffsetMillis = offsetMillis;
    return OptionalLong.of(offsetMillis);
  }
}
