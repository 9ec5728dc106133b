package dev.belfry.program;

import dev.belfry.model.Happening.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** When schedules are due. All times are milliseconds of the wall clock since 1970-01-01T00:00Z. */
public final class Timetables {
  private static final long DAY_MILLIS = 86_400_000;

  private Timetables() {}

  /** The first time after this one at which the schedule is due. */
  public static long next(Schedule schedule, long afterMillis, ZoneId zone) {
    return switch (schedule) {
      case Schedule.Every every ->
          every.millis() < DAY_MILLIS
              ? nextPart(every.millis(), afterMillis, zone)
              : nextDay(every.millis() / DAY_MILLIS, afterMillis, zone);
      case Schedule.At at -> nextTime(at, afterMillis, zone);
    };
  }

  /** How late a missed time of the schedule still happens, in milliseconds. */
  public static long catchUpMillis(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every ignored -> 300_000;
      case Schedule.At at -> at.catchUpMillis();
    };
  }

  /** Elapsed time counts from local midnight, and afresh from the next. */
  private static long nextPart(long millis, long after, ZoneId zone) {
    LocalDate today = dateOf(after, zone);
    long midnight = startOf(today, zone);
    long next = midnight + (Math.floorDiv(after - midnight, millis) + 1) * millis;
    return Math.min(next, startOf(today.plusDays(1), zone));
  }

  private static long nextDay(long days, long after, ZoneId zone) {
    LocalDate day = dateOf(after, zone);
    while (Math.floorMod(day.toEpochDay(), days) != 0 || startOf(day, zone) <= after) {
      long past = Math.floorMod(day.toEpochDay(), days);
      day = day.plusDays(days - past);
    }
    return startOf(day, zone);
  }

  private static long nextTime(Schedule.At at, long after, ZoneId zone) {
    LocalDate day = dateOf(after, zone).minusDays(1);
    while (true) {
      if (at.days().isEmpty() || at.days().contains(day.getDayOfWeek())) {
        long due = instantOf(day.atTime(at.time()), zone);
        if (due > after) {
          return due;
        }
      }
      day = day.plusDays(1);
    }
  }

  /**
   * The instant of a local time: its first occurrence where it occurs twice, the first instant
   * after the gap where a clock change skips it.
   */
  public static long instantOf(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant().toEpochMilli();
    }
    return change.isGap()
        ? change.getInstant().toEpochMilli()
        : local.toInstant(change.getOffsetBefore()).toEpochMilli();
  }

  private static long startOf(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static LocalDate dateOf(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }
}
