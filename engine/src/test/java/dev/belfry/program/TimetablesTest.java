package dev.belfry.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Site;
import dev.belfry.model.Happening.Schedule;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Schedules against a clock on the wall that is looked at every second: around every change of the
 * clock of ten years, and on some other days; and every minute of two of the years. {@code
 * -Dbelfry.oracle=long} looks at every second and minute of the ten years, {@code
 * -Dbelfry.oracle.seed=N} at the schedules of an earlier run.
 */
class TimetablesTest {
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;
  private static final boolean LONG = "long".equals(System.getProperty("belfry.oracle"));
  private static final long SEED = Long.getLong("belfry.oracle.seed", System.nanoTime());
  private static final long FROM = Instant.parse("2008-01-01T00:00:00Z").getEpochSecond();
  private static final long TO = Instant.parse("2018-01-01T00:00:00Z").getEpochSecond();

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Africa/Windhoek",
          "America/Asuncion",
          "America/Caracas",
          "America/Godthab",
          "America/Havana",
          "America/Miquelon",
          "America/New_York",
          "America/Santiago",
          "America/Sao_Paulo",
          "America/St_Johns",
          "Antarctica/Troll",
          "Asia/Amman",
          "Asia/Beirut",
          "Asia/Damascus",
          "Asia/Gaza",
          "Asia/Hovd",
          "Asia/Jerusalem",
          "Asia/Kathmandu",
          "Asia/Pyongyang",
          "Asia/Tehran",
          "Atlantic/Azores",
          "Australia/Lord_Howe",
          "Australia/Sydney",
          "Europe/Berlin",
          "Europe/Dublin",
          "Europe/Istanbul",
          "Europe/London",
          "Europe/Moscow",
          "Pacific/Apia",
          "Pacific/Auckland",
          "Pacific/Chatham",
          "Pacific/Fiji",
          "Pacific/Kiritimati",
          "Pacific/Norfolk");

  /** Strange days of other years. */
  private static final List<String> STRANGE =
      List.of(
          "Africa/Casablanca 2026-02-15",
          "Africa/Monrovia 1972-01-07",
          "America/Sao_Paulo 2018-11-04",
          "America/St_Johns 2010-11-07",
          "Asia/Kathmandu 1986-01-01",
          "Asia/Manila 1978-03-22",
          "Australia/Lord_Howe 2026-04-05",
          "Europe/Berlin 2026-03-29",
          "Europe/Berlin 2026-10-25",
          "Pacific/Enderbury 1994-12-31",
          "Pacific/Kiritimati 1994-12-31",
          "Pacific/Kwajalein 1993-08-21");

  private static final int MOST_ASKED = 40;

  /** Seconds since 1970-01-01T00:00Z. */
  private record Stretch(long from, long to) {}

  @TestFactory
  Stream<DynamicTest> everySecond() {
    return ZONES.stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  Random random = new Random(SEED ^ name.hashCode());
                  ZoneId zone = ZoneId.of(name);
                  for (Stretch stretch : stretches(zone, random)) {
                    compare(zone, stretch, 1, 3, random);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyMinute() {
    return ZONES.stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  Random random = new Random(SEED ^ name.hashCode());
                  long part = LONG ? TO - FROM : (TO - FROM) / 5;
                  long from = LONG ? FROM : FROM + random.nextInt(5) * part;
                  compare(ZoneId.of(name), new Stretch(from, from + part), 60, 3, random);
                }));
  }

  @TestFactory
  Stream<DynamicTest> strangeDays() {
    return STRANGE.stream()
        .map(strange ->
            DynamicTest.dynamicTest(
                strange,
                () -> {
                  String[] words = strange.split(" ", -1);
                  long day = Instant.parse(words[1] + "T00:00:00Z").getEpochSecond();
                  Random random = new Random(SEED ^ strange.hashCode());
                  Stretch stretch = new Stretch(day - 2 * DAY, day + 3 * DAY);
                  compare(ZoneId.of(words[0]), stretch, 1, 30, random);
                }));
  }

  private static List<Stretch> stretches(ZoneId zone, Random random) {
    List<Stretch> stretches = new ArrayList<>();
    if (LONG) {
      for (long from = FROM; from < TO; from += 4 * DAY) {
        stretches.add(new Stretch(from, from + 4 * DAY));
      }
      return stretches;
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.ofEpochSecond(FROM));
    while (change != null && change.toEpochSecond() < TO) {
      long at = change.toEpochSecond();
      stretches.add(new Stretch(at - 30 * HOUR, at + 30 * HOUR));
      change = zone.getRules().nextTransition(change.getInstant());
    }
    for (int i = 0; i < 3; i++) {
      long from = FROM + random.nextInt(3600) * DAY;
      stretches.add(new Stretch(from, from + 3 * DAY));
    }
    return stretches;
  }

  private static void compare(ZoneId zone, Stretch stretch, int step, int count, Random random) {
    WallClock clock = new WallClock(zone, stretch.from, stretch.to, step);
    RandomSchedules schedules = new RandomSchedules(random, step == 60, clock.firstSetting());
    for (int i = 0; i < count; i++) {
      WrittenSchedule written = schedules.next();
      Schedule schedule = written.compiled();
      Site site = new Site("", zone, Optional.empty());
      compare(
          written.text(),
          clock,
          written.times().apply(clock),
          after -> Timetables.next(schedule, after, site),
          random);
    }
    if (LONG || random.nextInt(10) < count) {
      compareBoundaries(clock, zone, step, random);
    }
  }

  private static void compareBoundaries(WallClock clock, ZoneId zone, int step, Random random) {
    int one = random.nextInt(86_400 / step) * step;
    int near = clock.firstSetting() + random.nextInt(-3_600, 3_600);
    int other = Math.floorMod(near, 86_400) / step * step;
    LocalTime time = LocalTime.ofSecondOfDay(one);
    List<LocalTime> times = List.of(time, LocalTime.ofSecondOfDay(other));
    compare(
        "the next day",
        clock,
        clock.firstTimes(day -> true, second -> second == 0),
        after -> Timetables.nextDayStart(after, zone),
        random);
    compare(
        "past " + times.getLast(),
        clock,
        clock.passes(other),
        after -> Timetables.nextLocalTime(times.getLast(), after, zone),
        random);
    compare(
        "a change at " + times,
        clock,
        clock.possibleChanges(second -> second == 0 || second == one || second == other),
        after -> Timetables.nextPossibleChange(times, after, zone),
        random);
  }

  /** Asks at the times themselves, just before and after, around each change, and anywhere. */
  private static void compare(
      String what, WallClock clock, long[] times, LongUnaryOperator next, Random random) {
    NavigableSet<Long> asked = new TreeSet<>();
    LongStream found = Arrays.stream(times);
    if (times.length > MOST_ASKED && !LONG) {
      found = random.longs(MOST_ASKED, 0, times.length).map(i -> times[(int) i]);
    }
    LongStream.concat(found, Arrays.stream(clock.settings()))
        .map(time -> time * 1000)
        .forEach(time -> asked.addAll(List.of(time - 1000, time - 1, time, time + 1)));
    random.longs(20, clock.from(), clock.to()).forEach(time -> asked.add(time * 1000 + 500));
    for (long after : asked.tailSet(clock.from() * 1000).headSet(clock.to() * 1000)) {
      long expected = firstAfter(times, after);
      long actual = next.applyAsLong(after);
      boolean right = expected < 0 ? actual >= clock.to() * 1000 : actual == expected;
      assertTrue(
          right,
          () ->
              what
                  + " after "
                  + clock.shown(after)
                  + " is "
                  + (expected < 0 ? "none" : clock.shown(expected))
                  + ", not "
                  + clock.shown(actual)
                  + ", seed "
                  + SEED);
    }
  }

  private static long firstAfter(long[] times, long afterMillis) {
    int found = Arrays.binarySearch(times, Math.floorDiv(afterMillis, 1000L) + 1);
    int index = found >= 0 ? found : -found - 1;
    return index < times.length ? times[index] * 1000 : -1;
  }
}
