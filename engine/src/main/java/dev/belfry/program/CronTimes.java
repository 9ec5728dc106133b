package dev.belfry.program;

import dev.belfry.model.CronFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** When crons are due, in milliseconds of the wall clock. */
final class CronTimes {
  private static final int SECONDS_OF_DAY = 86_400;

  private CronTimes() {}

  /** The first time after this one, or {@link Timetables#NEVER}. */
  static long next(CronFields fields, long afterMillis, ZoneId zone) {
    return fields.hoursFixed()
        ? nextTime(fields, afterMillis, zone)
        : nextShown(fields, afterMillis, zone);
  }

  // ---- fixed hours: like `at`

  private static long nextTime(CronFields fields, long after, ZoneId zone) {
    Optional<LocalDate> day = fields.nextDay(Timetables.dateOf(after, zone));
    while (day.isPresent()) {
      Optional<LocalDateTime> next = nextTimeOn(day.get(), fields, after, zone);
      if (next.isPresent()) {
        return Timetables.instantOf(next.get(), zone);
      }
      day = fields.nextDay(day.get().plusDays(1));
    }
    return Timetables.NEVER;
  }

  /** A later time of a day never has an earlier instant, so the first of them can be bisected. */
  private static Optional<LocalDateTime> nextTimeOn(
      LocalDate day, CronFields fields, long after, ZoneId zone) {
    int low = 0;
    int high = SECONDS_OF_DAY;
    while (low < high) {
      int middle = (low + high) / 2;
      LocalDateTime local = day.atTime(LocalTime.ofSecondOfDay(middle));
      if (Timetables.instantOf(local, zone) > after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == SECONDS_OF_DAY
        ? Optional.empty()
        : fields.nextTime(LocalTime.ofSecondOfDay(low)).map(day::atTime);
  }

  // ---- other hours: whenever the clock shows one of the times

  private static long nextShown(CronFields fields, long after, ZoneId zone) {
    Instant from = Instant.ofEpochSecond(Math.floorDiv(after, 1000L) + 1);
    while (true) {
      ZoneOffset offset = zone.getRules().getOffset(from);
      Optional<Instant> shown =
          nextShown(fields, LocalDateTime.ofInstant(from, offset))
              .map(local -> local.toInstant(offset));
      ZoneOffsetTransition change = zone.getRules().nextTransition(from);
      boolean changesFirst =
          change != null && shown.map(it -> !it.isBefore(change.getInstant())).orElse(true);
      if (!changesFirst) {
        return shown.map(Instant::toEpochMilli).orElse(Timetables.NEVER);
      }
      from = change.getInstant();
      if (change.getDateTimeAfter().getYear() > CronFields.LAST_YEAR) {
        return Timetables.NEVER;
      }
    }
  }

  private static Optional<LocalDateTime> nextShown(CronFields fields, LocalDateTime from) {
    Optional<LocalDate> day = fields.nextDay(from.toLocalDate());
    if (day.isPresent() && day.get().equals(from.toLocalDate())) {
      Optional<LocalTime> time = fields.nextTime(from.toLocalTime());
      if (time.isPresent()) {
        return time.map(day.get()::atTime);
      }
      day = fields.nextDay(day.get().plusDays(1));
    }
    return day.flatMap(it -> fields.nextTime(LocalTime.MIDNIGHT).map(it::atTime));
  }
}
