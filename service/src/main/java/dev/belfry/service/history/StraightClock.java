package dev.belfry.service.history;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock, believed only while it goes as elapsed time does: one that stands ten years on
 * for a while, before somebody sets it right, must not throw ten years away.
 */
final class StraightClock {
  private static final long TOLERANCE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final InstantSource wall;
  private final LongSupplier nanos;
  private boolean looked;
  private long lastOffsetMillis;

  StraightClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
  }

  /** The time, unless this is the first look or the clock was set since the one before. */
  OptionalLong look() {
    long wallMillis = wall.millis();
    long offsetMillis = wallMillis - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    boolean straight = looked && Math.abs(offsetMillis - lastOffsetMillis) <= TOLERANCE_MILLIS;
    looked = true;
    lastOffsetMillis = offsetMillis;
    return straight ? OptionalLong.of(wallMillis) : OptionalLong.empty();
  }
}
