package dev.belfry.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Site;
import dev.belfry.model.Happening.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sunrise and sunset as almanacs print them, and as schedules and states need them. */
class SunlightTest {
  private static final Site BERLIN = site("Europe/Berlin", 52.52, 13.405);
  private static final Site TROMSO = site("Europe/Oslo", 69.6492, 18.9553);
  private static final Site QUITO = site("America/Guayaquil", -0.1807, -78.4678);
  private static final Site SYDNEY = site("Australia/Sydney", -33.8688, 151.2093);
  private static final Site NEW_YORK = site("America/New_York", 40.7128, -74.006);
  private static final Site NORTH_POLE = site("UTC", 90, 0);
  private static final long FROM = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long TO = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();

  private static Site site(String zone, double latitude, double longitude) {
    return new Site(zone, ZoneId.of(zone), Optional.of(new Site.Place(latitude, longitude)));
  }

  /** A day in an almanac: local times to the minute. */
  private record Almanac(Site site, String day, String rise, String set) {}

  private static final List<Almanac> ALMANAC =
      List.of(
          new Almanac(BERLIN, "2026-06-21", "04:43", "21:33"),
          new Almanac(BERLIN, "2026-12-21", "08:15", "15:54"),
          new Almanac(BERLIN, "2026-03-20", "06:11", "18:20"),
          new Almanac(NEW_YORK, "2026-06-21", "05:25", "20:31"),
          new Almanac(NEW_YORK, "2026-12-21", "07:17", "16:32"),
          new Almanac(SYDNEY, "2026-06-21", "07:00", "16:54"),
          new Almanac(SYDNEY, "2026-12-21", "05:41", "20:05"),
          new Almanac(QUITO, "2026-03-20", "06:18", "18:25"));

  @TestFactory
  Stream<DynamicTest> asAlmanacsPrintIt() {
    return ALMANAC.stream()
        .map(it ->
            DynamicTest.dynamicTest(
                it.site.name() + " " + it.day,
                () -> {
                  Sunlight sun = sunAt(it.site);
                  LocalDate day = LocalDate.parse(it.day);
                  long midnight = Timetables.startOf(day, it.site.zone());
                  assertNear(it.rise, sun.nextRise(midnight), it);
                  assertNear(it.set, sun.nextSet(midnight), it);
                }));
  }

  private static void assertNear(String time, long actual, Almanac it) {
    LocalDateTime expected = LocalDateTime.parse(it.day + "T" + time);
    LocalDateTime found = Instant.ofEpochMilli(actual).atZone(it.site.zone()).toLocalDateTime();
    assertTrue(
        Duration.between(expected, found).abs().compareTo(Duration.ofMinutes(2)) <= 0,
        () -> expected + " and " + found);
  }

  @Test
  void theSunStaysUpInSummerAndDownInWinter() {
    Sunlight sun = sunAt(TROMSO);
    long may = Instant.parse("2026-05-20T00:00:00Z").toEpochMilli();
    assertEquals("2026-07", month(sun.nextSet(may)));
    assertTrue(sun.isUp(Instant.parse("2026-06-21T23:00:00Z").toEpochMilli()));
    long december = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();
    assertEquals("2027-01", month(sun.nextRise(december)));
    assertFalse(sun.isUp(Instant.parse("2026-12-21T11:00:00Z").toEpochMilli()));
  }

  @Test
  void atThePoleItRisesOnceAYear() {
    Sunlight sun = sunAt(NORTH_POLE);
    long rise = sun.nextRise(FROM);
    long set = sun.nextSet(rise);
    assertEquals("2026-03", month(rise));
    assertEquals("2026-09", month(set));
    assertEquals("2027-03", month(sun.nextRise(rise)));
  }

  private static String month(long millis) {
    return Instant.ofEpochMilli(millis).toString().substring(0, 7);
  }

  @TestFactory
  Stream<DynamicTest> riseAndSetFollowEachOtherWhereverOneBeginsToLook() {
    return Stream.of(BERLIN, TROMSO, QUITO, SYDNEY, NEW_YORK, NORTH_POLE)
        .map(site -> DynamicTest.dynamicTest(site.name(), () -> follow(sunAt(site))));
  }

  private static void follow(Sunlight sun) {
    List<Long> changes = new ArrayList<>();
    boolean up = sun.isUp(FROM);
    for (long at = sun.nextChange(FROM); at < TO; at = sun.nextChange(at)) {
      assertEquals(0, at % 1000);
      assertEquals(up, sun.isUp(at - 1), () -> "before the change");
      up = !up;
      assertEquals(up, sun.isUp(at), () -> "at the very instant");
      changes.add(at);
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      long after = random.nextLong(FROM, changes.getLast());
      long expected = changes.stream().filter(at -> at > after).findFirst().orElseThrow();
      assertEquals(expected, sun.nextChange(after), () -> "after " + after + ", seed " + seed);
      long index = changes.stream().filter(at -> at <= after).count();
      assertEquals(
          sun.isUp(FROM) == (index % 2 == 0),
          sun.isUp(after),
          () -> "at " + after + ", seed " + seed);
    }
  }

  @Test
  void aScheduleFollowsTheSun() {
    Sunlight sun = sunAt(BERLIN);
    Schedule plain = WrittenSchedule.compiled("at sunset", BERLIN);
    Schedule early = WrittenSchedule.compiled("at sunset - 30 min", BERLIN);
    long at = FROM;
    for (int day = 0; day < 365; day++) {
      long set = sun.nextSet(at);
      assertEquals(set, Timetables.next(plain, at, BERLIN));
      assertEquals(set, Timetables.next(plain, set - 1, BERLIN));
      assertEquals(set - 1_800_000, Timetables.next(early, at - 1_800_000, BERLIN));
      at = set;
    }
  }

  /** The day is that of the sunset, even where the schedule is due on the next. */
  @Test
  void aScheduleCountsTheDaysOfTheSun() {
    Schedule late = WrittenSchedule.compiled("at sunset + 6 h on friday", BERLIN);
    long friday = Timetables.startOf(LocalDate.of(2026, 6, 19), BERLIN.zone());
    long saturday = Timetables.startOf(LocalDate.of(2026, 6, 20), BERLIN.zone());
    long due = sunAt(BERLIN).nextSet(friday) + 6 * 3_600_000;
    assertTrue(due > saturday);
    assertEquals(due, Timetables.next(late, friday, BERLIN));
    assertEquals(due, Timetables.next(late, saturday, BERLIN));
  }

  private static Sunlight sunAt(Site site) {
    return new Sunlight(site.place().orElseThrow());
  }
}
