package dev.belfry.secondopinion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The site's clock on the wall. All times are milliseconds since 1970-01-01T00:00Z. */
record Wall(ZoneId zone) {
  LocalDateTime read(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  /**
   * The instants at which the clock reads this: one, two in the hour that occurs twice, or none.
   */
  List<Long> whenItReads(LocalDateTime reading) {
    return zone.getRules().getValidOffsets(reading).stream()
        .map(offset -> reading.toInstant(offset).toEpochMilli())
        .sorted()
        .toList();
  }

  /**
   * A time of day that a clock change skips is at the first instant after the gap; one that occurs
   * twice is at its first occurrence (language.md, Clock changes).
   */
  long at(LocalDate day, LocalTime time) {
    List<Long> instants = whenItReads(day.atTime(time));
    return instants.isEmpty() ? afterGap(day.atTime(time)) : instants.getFirst();
  }

  /** A gap is walked through in steps of a minute; no zone changes within one these days. */
  private long afterGap(LocalDateTime skipped) {
    LocalDateTime minute = skipped.withSecond(0).withNano(0);
    while (whenItReads(minute).isEmpty()) {
      minute = minute.plusMinutes(1);
    }
    return whenItReads(minute).getFirst();
  }

  /** The first instant of a day. */
  long midnight(LocalDate day) {
    return at(day, LocalTime.MIDNIGHT);
  }

  /** The next instant at which the clock jumps by itself. */
  Optional<Long> nextChange(long afterMillis) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochMilli(afterMillis));
    return Optional.ofNullable(next).map(change -> change.getInstant().toEpochMilli());
  }

  /** All instants around a day at which the clock reads one of these times. */
  List<Long> around(long millis, Iterable<LocalTime> times) {
    LocalDate today = read(millis).toLocalDate();
    List<Long> instants = new ArrayList<>();
    for (LocalDate day = today.minusDays(1); !day.isAfter(today.plusDays(2)); day = next(day)) {
      instants.add(midnight(day));
      for (LocalTime time : times) {
        instants.addAll(whenItReads(day.atTime(time)));
      }
    }
    return instants;
  }

  private static LocalDate next(LocalDate day) {
    return day.plusDays(1);
  }
}
