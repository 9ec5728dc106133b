package dev.belfry.program;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * A clock on a wall that somebody looks at every second, or every minute. It finds when schedules
 * are due from nothing but what its hands show, sentence by sentence.
 */
final class WallClock {
  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final int step;
  private final long from;

  /** What it shows at each look: seconds since 1970-01-01 on the clock. */
  private final long[] shown;

  private final int[] secondsOfDay;

  /** The looks at which it was set since the one before. */
  private final long[] settings;

  /** The latest that it showed before the first look. */
  private final long latestBefore;

  /** When it showed a new day for the last time before the first look. */
  private final long midnightBefore;

  /** Seconds since 1970-01-01T00:00Z; the end is not looked at. */
  WallClock(ZoneId zone, long from, long to, int step) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.step = step;
    this.from = from;
    int looks = (int) ((to - from) / step);
    this.shown = new long[looks];
    this.secondsOfDay = new int[looks];
    LongStream.Builder set = LongStream.builder();
    for (int i = 0; i < looks; i++) {
      shown[i] = shows(timeOf(i));
      secondsOfDay[i] = (int) Math.floorMod(shown[i], (long) DAY);
      if (i > 0 && shown[i] - shown[i - 1] != step) {
        set.add(timeOf(i));
      }
    }
    this.settings = set.build().toArray();
    long latest = shows(from - 30 * HOUR);
    long midnight = 0;
    for (long at = from - 30 * HOUR; at < from; at += step) {
      if (dayOf(shows(at)) > dayOf(latest)) {
        midnight = at;
      }
      latest = Math.max(latest, shows(at));
    }
    this.latestBefore = latest;
    this.midnightBefore = midnight;
  }

  private long shows(long at) {
    return at + rules.getOffset(Instant.ofEpochSecond(at)).getTotalSeconds();
  }

  private long timeOf(int look) {
    return from + (long) look * step;
  }

  /**
   * A time of day that a clock change skips happens at the first instant after the gap; one that
   * occurs twice happens at its first occurrence: whenever the clock shows what it never showed,
   * all times up to there have come.
   */
  long[] firstTimes(Predicate<LocalDate> days, IntPredicate counting) {
    LongStream.Builder found = LongStream.builder();
    Day day = new Day(days);
    long latest = latestBefore;
    for (int i = 0; i < shown.length; i++) {
      boolean due = false;
      for (long local = latest + step; local <= shown[i]; local += step) {
        due |= counting.test((int) Math.floorMod(local, (long) DAY)) && day.counts(local);
      }
      if (due) {
        found.add(timeOf(i));
      }
      latest = Math.max(latest, shown[i]);
    }
    return found.build().toArray();
  }

  /** At every instant at which the clock shows such a time. */
  long[] allTimes(Predicate<LocalDate> days, IntPredicate counting) {
    LongStream.Builder found = LongStream.builder();
    Day day = new Day(days);
    for (int i = 0; i < shown.length; i++) {
      if (counting.test(secondsOfDay[i]) && day.counts(shown[i])) {
        found.add(timeOf(i));
      }
    }
    return found.build().toArray();
  }

  /** Elapsed time counts from local midnight, and afresh from the next. */
  long[] every(long seconds) {
    LongStream.Builder found = LongStream.builder();
    long latest = latestBefore;
    long midnight = midnightBefore;
    for (int i = 0; i < shown.length; i++) {
      long at = timeOf(i);
      if (dayOf(shown[i]) > dayOf(latest)) {
        midnight = at;
      }
      if ((at - midnight) % seconds == 0) {
        found.add(at);
      }
      latest = Math.max(latest, shown[i]);
    }
    return found.build().toArray();
  }

  /** When it is set, and when it shows a time of day that counts. */
  long[] possibleChanges(IntPredicate counting) {
    LongStream.Builder found = LongStream.builder();
    for (int i = 1; i < shown.length; i++) {
      boolean set = shown[i] - shown[i - 1] != step;
      if (set || counting.test(secondsOfDay[i])) {
        found.add(timeOf(i));
      }
    }
    return found.build().toArray();
  }

  /** When it shows a time of day, or is set past it in either direction. */
  long[] passes(int secondOfDay) {
    LongStream.Builder found = LongStream.builder();
    for (int i = 1; i < shown.length; i++) {
      long low = Math.min(shown[i - 1] + step, shown[i]);
      long high = Math.max(shown[i - 1] + step, shown[i]);
      long next = low + Math.floorMod(secondOfDay - low, (long) DAY);
      if (next <= high) {
        found.add(timeOf(i));
      }
    }
    return found.build().toArray();
  }

  /** The time of day, in seconds, at which it is set first; midnight, if it never is. */
  int firstSetting() {
    return settings.length == 0
        ? 0
        : (int) Math.floorMod(shows(settings[0] - step) + step, (long) DAY);
  }

  /** When it is set. */
  long[] settings() {
    return settings;
  }

  long from() {
    return from;
  }

  long to() {
    return from + (long) shown.length * step;
  }

  String shown(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toString();
  }

  private static long dayOf(long local) {
    return Math.floorDiv(local, (long) DAY);
  }

  /** Asks about each day once. */
  private static final class Day {
    private final Predicate<LocalDate> days;
    private long asked = Long.MIN_VALUE;
    private boolean counts;

    Day(Predicate<LocalDate> days) {
      this.days = days;
    }

    boolean counts(long local) {
      long day = dayOf(local);
      if (day != asked) {
        asked = day;
        counts = days.test(LocalDate.ofEpochDay(day));
      }
      return counts;
    }
  }
}
