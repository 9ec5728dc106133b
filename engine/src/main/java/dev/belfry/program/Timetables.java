package dev.belfry.program;

import dev.belfry.catalog.Site;
import dev.belfry.model.Happening.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Set;

/** When schedules are due. All times are milliseconds of the wall clock since 1970-01-01T00:00Z. */
public final class Timetables {
  /** A time that no clock reaches, with room to add to. */
  public static final long NEVER = Long.MAX_VALUE / 2;

  private static final long DAY_MILLIS = 86_400_000;
  private static final long CATCH_UP_MILLIS = 300_000;

  private Timetables() {}

  /** The first time after this one at which the schedule is due, or {@link #NEVER}. */
  public static long next(Schedule schedule, long afterMillis, Site site) {
    return switch (schedule) {
      case Schedule.Every every ->
          every.millis() < DAY_MILLIS
              ? nextPart(every.millis(), afterMillis, site.zone())
              : nextDay(every.millis() / DAY_MILLIS, afterMillis, site.zone());
      case Schedule.At at -> nextTime(at, afterMillis, site.zone());
      case Schedule.Sun sun -> nextSun(sun, afterMillis, site);
      case Schedule.Cron cron -> CronTimes.next(cron.fields(), afterMillis, site.zone());
    };
  }

  /** How late a missed time of the schedule still happens, in milliseconds. */
  public static long catchUpMillis(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every ignored -> CATCH_UP_MILLIS;
      case Schedule.At at -> at.catchUpMillis();
      case Schedule.Sun sun -> sun.catchUpMillis();
      case Schedule.Cron cron -> cron.catchUpMillis();
    };
  }

  /** Elapsed time counts from local midnight, and afresh from the next. */
  private static long nextPart(long millis, long after, ZoneId zone) {
    long next = nextDayStart(after, zone);
    LocalDate day = dateOf(next, zone);
    long midnight = startOf(day, zone);
    while (midnight > after) {
      day = day.minusDays(1);
      midnight = startOf(day, zone);
    }
    return Math.min(midnight + ((after - midnight) / millis + 1) * millis, next);
  }

  private static long nextDay(long days, long after, ZoneId zone) {
    LocalDate day = dateOf(after, zone);
    day = day.minusDays(Math.floorMod(day.toEpochDay(), days));
    while (startOf(day, zone) <= after) {
      day = day.plusDays(days);
    }
    return startOf(day, zone);
  }

  private static long nextTime(Schedule.At at, long after, ZoneId zone) {
    LocalDate day = dateOf(after, zone);
    while (true) {
      if (isOn(at.days(), day)) {
        long due = instantOf(day.atTime(at.time()), zone);
        if (due > after) {
          return due;
        }
      }
      day = day.plusDays(1);
    }
  }

  /** The days are those of the sunrise or sunset itself, whatever its distance. */
  private static long nextSun(Schedule.Sun sun, long after, Site site) {
    Sunlight sunlight = new Sunlight(site.place().orElseThrow());
    long event = after - sun.offsetMillis();
    do {
      event = sun.rise() ? sunlight.nextRise(event) : sunlight.nextSet(event);
    } while (event != NEVER && !isOn(sun.days(), dateOf(event, site.zone())));
    return event == NEVER ? NEVER : event + sun.offsetMillis();
  }

  private static boolean isOn(Set<DayOfWeek> days, LocalDate day) {
    return days.isEmpty() || days.contains(day.getDayOfWeek());
  }

  // ---- the local clock

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

  /** The first time after this one at which a local day begins. */
  public static long nextDayStart(long afterMillis, ZoneId zone) {
    LocalDate day = dateOf(afterMillis, zone);
    while (startOf(day, zone) <= afterMillis) {
      day = day.plusDays(1);
    }
    return startOf(day, zone);
  }

  /**
   * The first time after this one at which the local clock shows this time of day, or is set past
   * it, forward or back.
   */
  public static long nextLocalTime(LocalTime time, long afterMillis, ZoneId zone) {
    long after = afterMillis;
    while (true) {
      long shown = nextShown(time, after, zone);
      ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochMilli(after));
      if (change == null || shown < change.toEpochSecond() * 1000) {
        return shown;
      }
      after = change.toEpochSecond() * 1000;
      if (passes(change, time)) {
        return after;
      }
    }
  }

  /**
   * The first time after this one at which the local clock shows one of these times of day or
   * midnight, or is set: what depends on how the time of day compares to them, or on the date,
   * stays as it is until then.
   */
  public static long nextPossibleChange(List<LocalTime> boundaries, long afterMillis, ZoneId zone) {
    long next = nextShown(LocalTime.MIDNIGHT, afterMillis, zone);
    for (LocalTime boundary : boundaries) {
      next = Math.min(next, nextShown(boundary, afterMillis, zone));
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochMilli(afterMillis));
    return change == null ? next : Math.min(next, change.toEpochSecond() * 1000);
  }

  /** When the clock shows a time of day next, unless it is set before. */
  private static long nextShown(LocalTime time, long after, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(after));
    LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochMilli(after), offset);
    LocalDateTime today = now.with(time);
    LocalDateTime next = today.isAfter(now) ? today : today.plusDays(1);
    return next.toInstant(offset).toEpochMilli();
  }

  /** Whether the clock shows or skips or repeats this time when it is set. */
  private static boolean passes(ZoneOffsetTransition change, LocalTime time) {
    LocalDateTime before = change.getDateTimeBefore();
    LocalDateTime after = change.getDateTimeAfter();
    LocalDateTime first = change.isGap() ? before : after;
    LocalDateTime last = change.isGap() ? after : before;
    LocalDateTime passed = first.with(time);
    return !(passed.isBefore(first) ? passed.plusDays(1) : passed).isAfter(last);
  }

  static long startOf(LocalDate day, ZoneId zone) {
    return instantOf(day.atStartOfDay(), zone);
  }

  static LocalDate dateOf(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }
}
