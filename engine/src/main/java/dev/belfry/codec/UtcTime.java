package dev.belfry.codec;

import java.time.LocalDate;

/** Moments as text: UTC in ISO 8601 with as many digits of the second as needed. */
public final class UtcTime {
  private static final long DAY_MILLIS = 86_400_000;

  private UtcTime() {}

  /** A time as it is written: {@code 2026-01-10T20:10:00.5Z}. */
  public static String written(long millis) {
    StringBuilder out = new StringBuilder(24);
    append(millis, out);
    return out.toString();
  }

  /** Appends a time by hand: the running service writes several for each message. */
  public static void append(long millis, StringBuilder out) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS));
    int ofDay = (int) Math.floorMod(millis, DAY_MILLIS);
    two(date.getYear() / 100, out);
    two(date.getYear() % 100, out);
    two(date.getMonthValue(), out.append('-'));
    two(date.getDayOfMonth(), out.append('-'));
    two(ofDay / 3_600_000, out.append('T'));
    two(ofDay / 60_000 % 60, out.append(':'));
    two(ofDay / 1_000 % 60, out.append(':'));
    fraction(ofDay % 1_000, out);
    out.append('Z');
  }

  private static void two(int number, StringBuilder out) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static void fraction(int millis, StringBuilder out) {
    if (millis == 0) {
      return;
    }
    out.append('.').append((char) ('0' + millis / 100));
    if (millis % 100 != 0) {
      out.append((char) ('0' + millis / 10 % 10));
    }
    if (millis % 10 != 0) {
      out.append((char) ('0' + millis % 10));
    }
  }
}
