package dev.belfry.secondopinion;

import dev.belfry.model.Happening.Schedule;
import java.time.LocalDate;
import java.util.List;

/** When schedules are due by the clock on the wall (reference, 4). */
final class Schedules {
  private static final long DAY_MILLIS = 24L * 60 * 60 * 1000;
  private static final long USUAL_CATCH_UP_MILLIS = 5L * 60 * 1000;

  private final Wall wall;

  Schedules(Wall wall) {
    this.wall = wall;
  }

  /** Whether it is due at an instant after the first and at or before the second. */
  boolean isDue(Schedule schedule, long afterMillis, long untilMillis) {
    return next(schedule, afterMillis) <= untilMillis;
  }

  /** How late a time missed while the engine was down still happens. */
  static long catchUpMillis(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every ignored -> USUAL_CATCH_UP_MILLIS;
      case Schedule.At it -> it.catchUpMillis();
    };
  }

  /** The first instant after this one at which it is due. */
  long next(Schedule schedule, long afterMillis) {
    LocalDate day = wall.read(afterMillis).toLocalDate().minusDays(1);
    while (true) {
      for (long due : on(day, schedule, afterMillis)) {
        if (due > afterMillis) {
          return due;
        }
      }
      day = day.plusDays(1);
    }
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
    };
  }

  /** Elapsed time counts from local midnight, and afresh from the next. */
  private List<Long> parts(LocalDate day, long millis, long afterMillis) {
    long midnight = wall.midnight(day);
    long passed = Math.max(-1, Math.floorDiv(afterMillis - midnight, millis));
    long next = midnight + (passed + 1) * millis;
    return next < wall.midnight(day.plusDays(1)) ? List.of(next) : List.of();
  }
}
