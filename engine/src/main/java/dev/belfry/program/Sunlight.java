package dev.belfry.program;

import dev.belfry.catalog.Site;
import java.time.Instant;
import org.shredzone.commons.suncalc.SunPosition;

/**
 * Sunrise and sunset at a place, to the second. The sun's height is looked at every ten minutes of
 * universal time, and where it crosses the horizon between two looks, the crossing is narrowed
 * down: so a rise is always followed by a set, and the answer does not depend on where a search
 * begins. All times are milliseconds of the wall clock.
 */
public final class Sunlight {
  /**
   * The centre of the sun when its upper edge is seen on the horizon, in degrees: 34' of refraction
   * and 16' of the sun's radius, as in the almanacs.
   */
  private static final double HORIZON_DEGREES = -50.0 / 60;

  private static final long STEP_MILLIS = 600_000;

  /** Between two looks the sun rises or sinks by less than this: the earth turns 15° an hour. */
  private static final double STEP_DEGREES = 2.6;

  /** At the poles the sun rises once a year. */
  private static final long SEARCH_MILLIS = 400 * 86_400_000L;

  private final Site.Place place;

  public Sunlight(Site.Place place) {
    this.place = place;
  }

  /** Whether the sun has risen and not set since. */
  public boolean isUp(long millis) {
    long look = lookBefore(millis);
    boolean up = height(look) >= 0;
    boolean crosses = up != height(look + STEP_MILLIS) >= 0;
    boolean crossed = crosses && crossing(look, up) <= millis;
    return up != crossed;
  }

  /** The next sunrise or sunset after this time, or {@link Timetables#NEVER}. */
  public long nextChange(long afterMillis) {
    long end = afterMillis + SEARCH_MILLIS;
    long look = lookBefore(afterMillis);
    double height = height(look);
    while (look < end) {
      long next = look + Math.max(1, (long) (Math.abs(height) / STEP_DEGREES)) * STEP_MILLIS;
      double nextHeight = height(next);
      boolean up = height >= 0;
      if (up != nextHeight >= 0) {
        long crossing = crossing(look, up);
        if (crossing > afterMillis) {
          return crossing;
        }
      }
      look = next;
      height = nextHeight;
    }
    return Timetables.NEVER;
  }

  /** The next sunrise after this time, or {@link Timetables#NEVER}. */
  public long nextRise(long afterMillis) {
    return nextChangeTo(true, afterMillis);
  }

  /** The next sunset after this time, or {@link Timetables#NEVER}. */
  public long nextSet(long afterMillis) {
    return nextChangeTo(false, afterMillis);
  }

  private long nextChangeTo(boolean up, long after) {
    long change = nextChange(after);
    return change == Timetables.NEVER || isUp(change) == up ? change : nextChange(change);
  }

  private static long lookBefore(long millis) {
    return Math.floorDiv(millis, STEP_MILLIS) * STEP_MILLIS;
  }

  /** When the sun crosses the horizon between this look and the next, rounded to the second. */
  private long crossing(long look, boolean up) {
    long before = look;
    long after = look + STEP_MILLIS;
    while (after - before > 1) {
      long middle = (before + after) / 2;
      if (height(middle) >= 0 == up) {
        before = middle;
      } else {
        after = middle;
      }
    }
    return Math.floorDiv(after + 500, 1000L) * 1000;
  }

  /** Degrees above the height at which the sun rises and sets. */
  private double height(long millis) {
    return SunPosition.compute()
            .on(Instant.ofEpochMilli(millis))
            .at(place.latitude(), place.longitude())
            .execute()
            .getTrueAltitude()
        - HORIZON_DEGREES;
  }
}
