package dev.belfry.service.loop;

import dev.belfry.service.store.ClockReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Time that only ever passes: the wall clock's at start, and what elapsed since, also while the
 * computer slept. It goes on where an earlier run ended; the downtime in between is the wall
 * clock's, and never negative.
 */
public final class SteadyClock {
  /** By how much the wall clock must move against steady time to be taken for set. */
  static final long STEP_MILLIS = 500;

  /** Shorter sleeps are not told from the coarseness of the clocks. */
  private static final long SHORTEST_SLEEP_NANOS = Duration.ofMillis(50).toNanos();

  /** No wall clock that is right shows a time before this program was written. */
  private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

  private static final Path UPTIME = Path.of("/proc/uptime");

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final LongSupplier sinceBoot;
  private final long originMillis;
  private final long originNanos;
  private final long originSinceBoot;
  private final long lastWallMillis;
  private final AtomicLong sleptNanos = new AtomicLong();
  private long knownOffsetMillis;

  /**
   * A clock out of others.
   *
   * @param nanos elapsed time that may stand still while the computer sleeps
   * @param sinceBoot elapsed time that does not; it may be coarse
   * @param last where an earlier run ended
   */
  public SteadyClock(
      InstantSource wall, LongSupplier nanos, LongSupplier sinceBoot, Optional<ClockReading> last) {
    this.wall = wall;
    this.nanos = nanos;
    this.sinceBoot = sinceBoot;
    this.originNanos = nanos.getAsLong();
    this.originSinceBoot = sinceBoot.getAsLong();
    this.lastWallMillis = last.map(ClockReading::wallMillis).orElse(Long.MIN_VALUE);
    long wallMillis = wall.millis();
    this.originMillis =
        last.map(reading -> reading.steadyMillis() + Math.max(0, wallMillis - reading.wallMillis()))
            .orElse(wallMillis);
  }

  /** The clock of this computer, going on from the last reading of an earlier run. */
  public static SteadyClock goingOnFrom(Optional<ClockReading> last) {
    boolean linux = Files.isReadable(UPTIME);
    return new SteadyClock(
        InstantSource.system(),
        System::nanoTime,
        linux ? SteadyClock::uptimeNanos : System::nanoTime,
        last);
  }

  /** Linux counts the time since boot with the sleep in it, in hundredths of a second. */
  private static long uptimeNanos() {
    try {
      String text = Files.readString(UPTIME);
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
    } catch (IOException | RuntimeException gone) {
      throw new IllegalStateException("the time since boot cannot be read", gone);
    }
  }

  /** Steady milliseconds since 1970-01-01T00:00Z. */
  public long millis() {
    long elapsed = nanos.getAsLong() - originNanos + sleptNanos.get();
    return originMillis + TimeUnit.NANOSECONDS.toMillis(elapsed);
  }

  /** The wall clock's milliseconds since 1970-01-01T00:00Z. */
  public long wallMillis() {
    return wall.millis();
  }

  /** Whether the wall clock cannot be right: it shows a time that is over. */
  public boolean isDoubtful() {
    return wall.millis() < Math.max(lastWallMillis, WRITTEN.toEpochMilli());
  }

  ClockReading reading() {
    return new ClockReading(millis(), wall.millis());
  }

  /** Adds the time that the computer slept since this was last asked. */
  private void wakeUp() {
    long elapsed = nanos.getAsLong() - originNanos + sleptNanos.get();
    long passed = sinceBoot.getAsLong() - originSinceBoot;
    if (passed - elapsed > SHORTEST_SLEEP_NANOS) {
      sleptNanos.addAndGet(passed - elapsed);
    }
  }

  /** The new distance from steady time to the wall clock, once, when the wall clock was set. */
  OptionalLong step() {
    wakeUp();
    long offsetMillis = reading().offsetMillis();
    if (Math.abs(offsetMillis - knownOffsetMillis) <= STEP_MILLIS) {
      return OptionalLong.empty();
    }
    knownOffsetMillis = offsetMillis;
    return OptionalLong.of(offsetMillis);
  }
}
