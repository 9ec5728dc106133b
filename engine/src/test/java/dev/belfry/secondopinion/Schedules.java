package dev.belfry.secondopinion;

import dev.belfry.model.CronFields;
import dev.belfry.model.Happening.Schedule;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** When schedules are due by the clock on the wall (language.md, Schedules). */
final class Schedules {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
  private static final int MOST_DAYS = 800;
  private static final long NEVER = Long.MAX_VALUE / 2;
  private static final long USUAL_CATCH_UP_MILLIS = 5L * 60 * 1000;

  private final Wall wall;
  private final Map<Map.Entry<Schedule, LocalDate>, List<Long>> days = new HashMap<>();

  Schedules(Wall wall) {
    this.wall = wall;
  }

  /** How late a time missed while the engine was down still happens. */
  static long catchUpMillis(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every ignored -> USUAL_CATCH_UP_MILLIS;
      case Schedule.At it -> it.catchUpMillis();
      case Schedule.Cron it -> it.catchUpMillis();
      case Schedule.Sun it -> it.catchUpMillis();
    };
  }

  /** The first instant after this one at which it is due. */
  long next(Schedule schedule, long afterMillis) {
    LocalDate day = wall.read(afterMillis).toLocalDate().minusDays(1);
    for (int days = 0; days < MOST_DAYS; days++) {
      for (long due : known(day, schedule, afterMillis)) {
        if (due > afterMillis) {
          return due;
        }
      }
      day = day.plusDays(1);
    }
    return NEVER;
  }

  /** A cron has many instants in a day; they are looked up once. */
  private List<Long> known(LocalDate day, Schedule schedule, long afterMillis) {
    return schedule instanceof Schedule.Cron
        ? days.computeIfAbsent(Map.entry(schedule, day), it -> on(day, schedule, afterMillis))
        : on(day, schedule, afterMillis);
  }

  /** The instants of a day at which it is due, in order, those long past perhaps left out. */
  private List<Long> on(LocalDate day, Schedule schedule, long afterMillis) {
    return switch (schedule) {
      case Schedule.Every it when it.millis() < DAY_MILLIS -> parts(day, it.millis(), afterMillis);
      case Schedule.Every it ->
          Math.floorMod(day.toEpochDay(), it.millis() / DAY_MILLIS) == 0
              ? List.of(wall.midnight(day))
              : List.of();
      case Schedule.At it ->
          it.days().isEmpty() || it.days().contains(day.getDayOfWeek())
              ? List.of(wall.at(day, it.time()))
              : List.of();
      case Schedule.Cron it -> cron(day, it.fields());
      case Schedule.Sun ignored -> List.of();
    };
  }

  /** Elapsed time counts from local midnight, and afresh from the next. */
  private List<Long> parts(LocalDate day, long millis, long afterMillis) {
    long midnight = wall.midnight(day);
    long passed = Math.max(-1, Math.floorDiv(afterMillis - midnight, millis));
    long next = midnight + (passed + 1) * millis;
    return next < wall.midnight(day.plusDays(1)) ? List.of(next) : List.of();
  }

  /**
   * One with a fixed hour happens like {@code at}; one with a wildcard or step in its hours at
   * every instant at which the clock shows one of its times.
   */
  private List<Long> cron(LocalDate day, CronFields fields) {
    if (fields.days().stream().noneMatch(days -> days.includes(day))
        || !fields.months().contains(day.getMonthValue())
        || !(fields.years().isEmpty() || fields.years().contains(day.getYear()))) {
      return List.of();
    }
    TreeSet<Long> instants = new TreeSet<>();
    for (int hour : fields.hours()) {
      for (int minute : fields.minutes()) {
        for (int second : fields.seconds()) {
          LocalTime time = LocalTime.of(hour, minute, second);
          if (fields.hoursFixed()) {
            instants.add(wall.at(day, time));
          } else {
            instants.addAll(wall.whenItReads(day.atTime(time)));
          }
        }
      }
    }
    return List.copyOf(instants);
  }
}
