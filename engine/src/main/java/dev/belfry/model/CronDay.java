package dev.belfry.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** One of the ways in which a cron names days. */
public sealed interface CronDay {
  /** Whether this day is one of them. */
  boolean includes(LocalDate day);

  /** {@code 1,15}: days of the month, counted from 1. */
  record Dates(List<Integer> dates) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return dates.contains(day.getDayOfMonth());
    }
  }

  /** {@code L-3}: so many days before the last of the month. */
  record FromEnd(int days) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth() - days;
    }
  }

  /** {@code 15W}: the day from Monday to Friday nearest to another day, in the same month. */
  record Nearest(CronDay to) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return switch (day.getDayOfWeek()) {
        case SATURDAY, SUNDAY -> false;
        case TUESDAY, WEDNESDAY, THURSDAY -> to.includes(day);
        case MONDAY -> isAnyOf(day, 0, -1) || (day.getDayOfMonth() == 3 && isAnyOf(day, -2));
        case FRIDAY ->
            isAnyOf(day, 0, 1)
                || (day.getDayOfMonth() == day.lengthOfMonth() - 2 && isAnyOf(day, 2));
      };
    }

    /** Whether one of the days so far from this one, and in its month, is the other day. */
    private boolean isAnyOf(LocalDate day, int... distances) {
      return IntStream.of(distances)
          .mapToObj(day::plusDays)
          .anyMatch(near -> near.getMonth() == day.getMonth() && to.includes(near));
    }
  }

  /** {@code MON-FRI}. */
  record Weekdays(Set<DayOfWeek> days) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return days.contains(day.getDayOfWeek());
    }
  }

  /** {@code 6L}: the last such day of the month. */
  record LastWeekday(DayOfWeek weekday) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return day.equals(day.with(TemporalAdjusters.lastInMonth(weekday)));
    }
  }

  /** {@code 6#3}: the third such day of the month. */
  record NthWeekday(DayOfWeek weekday, int nth) implements CronDay {
    @Override
    public boolean includes(LocalDate day) {
      return day.getDayOfWeek() == weekday && (day.getDayOfMonth() + 6) / 7 == nth;
    }
  }
}
