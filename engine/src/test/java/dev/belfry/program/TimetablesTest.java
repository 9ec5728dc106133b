package dev.belfry.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.model.Happening.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Schedules against an oracle that knows nothing but the hands of the local clock: it walks every
 * half minute and looks at what the clock on the wall shows.
 */
class TimetablesTest {
  private static final long STEP_MILLIS = 30_000;
  private static final Set<DayOfWeek> ALL = Set.of();
  private static final Set<DayOfWeek> SOME =
      EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, DayOfWeek.SUNDAY);

  /** A zone and the days to look at, around changes of its clock. */
  private record Stretch(String zone, String from, int days) {}

  private static final List<Stretch> STRETCHES =
      List.of(
          new Stretch("Europe/Berlin", "2026-03-20", 20),
          new Stretch("Europe/Berlin", "2026-10-20", 12),
          new Stretch("Australia/Lord_Howe", "2026-03-30", 10),
          new Stretch("Australia/Lord_Howe", "2026-09-28", 12),
          new Stretch("America/Havana", "2026-03-01", 14),
          new Stretch("America/Havana", "2026-10-25", 14),
          new Stretch("Asia/Beirut", "2026-03-22", 12),
          new Stretch("Asia/Beirut", "2026-10-20", 12),
          new Stretch("America/Sao_Paulo", "2018-10-30", 10),
          new Stretch("America/Sao_Paulo", "2019-02-10", 12),
          new Stretch("Pacific/Apia", "2011-12-20", 20),
          new Stretch("Africa/Casablanca", "2026-02-10", 45),
          new Stretch("Antarctica/Troll", "2026-03-25", 8),
          new Stretch("Asia/Kathmandu", "1985-12-28", 8),
          new Stretch("UTC", "2026-06-30", 3));

  @TestFactory
  Stream<DynamicTest> timesOfDay() {
    List<LocalTime> times =
        Stream.of("00:00", "00:15", "00:30", "01:30", "02:00", "02:15", "02:30", "12:00", "23:30")
            .map(LocalTime::parse)
            .toList();
    return STRETCHES.stream()
        .flatMap(stretch ->
            Stream.of(ALL, SOME)
                .flatMap(days ->
                    times.stream()
                        .map(time ->
                            DynamicTest.dynamicTest(
                                stretch + " " + time + " " + days,
                                () -> compare(stretch, new Schedule.At(time, days, 0))))));
  }

  @TestFactory
  Stream<DynamicTest> intervals() {
    List<Duration> intervals =
        List.of(
            Duration.ofMinutes(17),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(7),
            Duration.ofMinutes(23 * 60 + 30),
            Duration.ofDays(1),
            Duration.ofDays(3));
    return STRETCHES.stream()
        .flatMap(stretch ->
            intervals.stream()
                .map(interval ->
                    DynamicTest.dynamicTest(
                        stretch + " every " + interval,
                        () -> compare(stretch, new Schedule.Every(interval.toMillis())))));
  }

  private static void compare(Stretch stretch, Schedule schedule) {
    ZoneId zone = ZoneId.of(stretch.zone());
    LocalDate first = LocalDate.parse(stretch.from());
    long from = first.atTime(12, 0).atZone(zone).toInstant().toEpochMilli();
    long to = from + stretch.days() * 86_400_000L;
    List<String> expected =
        new TreeSet<>(
                switch (schedule) {
                  case Schedule.At at -> walk(at, zone, from, to);
                  case Schedule.Every every -> walk(every, zone, from, to);
                  default -> throw new IllegalStateException();
                })
            .stream().map(millis -> shown(millis, zone)).toList();
    List<String> actual = new ArrayList<>();
    long at = from;
    while (true) {
      at =
          Timetables.next(
              schedule, at, new dev.belfry.catalog.Site("", zone, java.util.Optional.empty()));
      if (at > to) {
        break;
      }
      actual.add(shown(at, zone));
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  /** A day's time is at the first half minute on which the clock shows it, or has passed it. */
  private static List<Long> walk(Schedule.At at, ZoneId zone, long from, long to) {
    List<Long> found = new ArrayList<>();
    long start = from - 2 * 86_400_000L;
    LocalDate last = local(to, zone).toLocalDate();
    for (LocalDate day = local(start, zone).toLocalDate().plusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (at.days().isEmpty() || at.days().contains(day.getDayOfWeek())) {
        long due = firstAtOrPast(day.atTime(at.time()), zone);
        if (due > from && due <= to) {
          found.add(due);
        }
      }
    }
    return found;
  }

  private static List<Long> walk(Schedule.Every every, ZoneId zone, long from, long to) {
    List<Long> found = new ArrayList<>();
    LocalDate last = local(to, zone).toLocalDate();
    for (LocalDate day = local(from, zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      long midnight = firstAtOrPast(day.atStartOfDay(), zone);
      long next = firstAtOrPast(day.plusDays(1).atStartOfDay(), zone);
      boolean whole = every.millis() % 86_400_000 == 0;
      long each = whole ? next - midnight : every.millis();
      boolean counts = !whole || Math.floorMod(day.toEpochDay(), every.millis() / 86_400_000) == 0;
      for (long due = midnight; counts && due < Math.max(next, midnight + 1); due += each) {
        if (due > from && due <= to) {
          found.add(due);
        }
        if (each == 0) {
          break;
        }
      }
    }
    return found;
  }

  /** Walks the clock from two days before; it may jump over the time, or show it twice. */
  private static long firstAtOrPast(LocalDateTime wanted, ZoneId zone) {
    long guess = wanted.toInstant(java.time.ZoneOffset.UTC).toEpochMilli();
    for (long at = guess - 27 * 3_600_000L; ; at += STEP_MILLIS) {
      if (!local(at, zone).isBefore(wanted)) {
        return at;
      }
    }
  }

  private static LocalDateTime local(long millis, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  private static String shown(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).toString();
  }
}
