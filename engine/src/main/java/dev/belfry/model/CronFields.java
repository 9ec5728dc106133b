package dev.belfry.model;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The times that a cron names. The lists are sorted.
 *
 * @param hoursFixed whether the hours are named one by one or as a range, so that it happens like
 *     {@code at}; else at every instant at which the clock shows one of its times
 * @param days any of these
 * @param years empty where all do
 */
public record CronFields(
    List<Integer> seconds,
    List<Integer> minutes,
    List<Integer> hours,
    boolean hoursFixed,
    List<CronDay> days,
    List<Integer> months,
    List<Integer> years) {
  public static final int FIRST_YEAR = 1970;
  public static final int LAST_YEAR = 2199;

  /** The first of its days that is not before this one, if there is any. */
  public Optional<LocalDate> nextDay(LocalDate from) {
    LocalDate day = from.getYear() < FIRST_YEAR ? LocalDate.of(FIRST_YEAR, 1, 1) : from;
    while (day.getYear() <= LAST_YEAR) {
      if (!years.isEmpty() && !years.contains(day.getYear())) {
        day = LocalDate.of(day.getYear() + 1, 1, 1);
      } else if (!months.contains(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
      } else if (!includes(day)) {
        day = day.plusDays(1);
      } else {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  private boolean includes(LocalDate day) {
    return days.stream().anyMatch(it -> it.includes(day));
  }

  /** The first of its times of day that is not before this one, if there is any. */
  public Optional<LocalTime> nextTime(LocalTime from) {
    return hours.stream()
        .filter(hour -> hour >= from.getHour())
        .flatMap(hour -> minutes.stream().map(minute -> LocalTime.of(hour, minute)))
        .filter(minute -> !minute.isBefore(from.truncatedTo(ChronoUnit.MINUTES)))
        .flatMap(minute -> seconds.stream().map(minute::withSecond))
        .filter(time -> !time.isBefore(from))
        .findFirst();
  }
}
