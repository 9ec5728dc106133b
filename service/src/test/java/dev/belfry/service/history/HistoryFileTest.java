package dev.belfry.service.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.service.config.HistorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  private static final long EVENING = Instant.parse("2026-01-10T20:00:00Z").toEpochMilli();
  private static final long ALWAYS = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();
  private static final Series HALL = new Series("home/hall", "");
  private static final Series BATH = new Series("home/bath", "temperature");
  private static final HistorySettings SETTINGS = settings(7, 90, 1_825, 1_024);

  @TempDir Path folder;

  private static HistorySettings settings(int raw, int minutes, int hours, int megabytes) {
    return new HistorySettings(
        List.of(),
        Duration.ofDays(raw),
        Duration.ofDays(minutes),
        Duration.ofDays(hours),
        megabytes);
  }

  private HistoryFile open(HistorySettings settings) throws SQLException {
    return HistoryFile.open(file(), settings);
  }

  private Path file() {
    return folder.resolve(HistoryTables.FILE_NAME);
  }

  private History history() throws SQLException {
    return History.in(folder).orElseThrow();
  }

  private List<Point> points(Series series, Resolution resolution) throws SQLException {
    try (History history = history()) {
      return history.points(series, 0, ALWAYS, resolution);
    }
  }

  /** What the file must hold, from all numbers that were ever written. */
  private static List<Point> naive(List<Measured> all, Series series, long slotMillis) {
    TreeMap<Long, List<Double>> slots = new TreeMap<>();
    for (Measured each : all) {
      if (each.series().equals(series)) {
        slots
            .computeIfAbsent(each.timeMillis() / slotMillis * slotMillis, it -> new ArrayList<>())
            .add(each.value());
      }
    }
    List<Point> points = new ArrayList<>();
    slots.forEach((time, values) ->
        points.add(
            new Point(
                time,
                values.stream().mapToDouble(it -> it).min().orElseThrow(),
                values.stream().mapToDouble(it -> it).max().orElseThrow(),
                values.stream().mapToDouble(it -> it).average().orElseThrow(),
                values.getLast(),
                values.size())));
    return points;
  }

  private static void assertSame(List<Point> expected, List<Point> actual, String words) {
    assertEquals(expected.size(), actual.size(), words);
    for (int i = 0; i < expected.size(); i++) {
      Point one = expected.get(i);
      Point other = actual.get(i);
      assertEquals(one.mean(), other.mean(), 1e-9, words);
      Point likeIt =
          new Point(
              other.timeMillis(),
              other.lowest(),
              other.highest(),
              one.mean(),
              other.last(),
              other.count());
      assertEquals(one, likeIt, words);
    }
  }

  /**
   * Batches of random size at random times, in hours that the clock sometimes goes through twice.
   * What is on the disk while the file is open is what a kill of the process leaves.
   */
  @Test
  void rollupsAreThoseOfAllNumbersOverRestartsKillsAndClocksThatAreSet() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Measured> all = new ArrayList<>();
    long now = EVENING;
    HistoryFile open = open(SETTINGS);
    for (int batch = 0; batch < 120; batch++) {
      List<Measured> numbers = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        now += random.nextInt(4) == 0 ? 0 : random.nextInt(40_000);
        Series series = random.nextInt(3) == 0 ? BATH : HALL;
        numbers.add(new Measured(series, now, random.nextInt(400) / 10.0 - 20));
      }
      open.write(numbers);
      all.addAll(numbers);
      switch (random.nextInt(12)) {
        case 0 -> {
          open.close();
          open = open(SETTINGS);
        }
        case 1 -> open = afterAKill(open, batch);
        case 2 -> now -= 3_600_000;
        default -> {}
      }
    }
    open.close();
    for (Series series : List.of(HALL, BATH)) {
      String words = "seed " + seed;
      assertSame(naive(all, series, 60_000), points(series, Resolution.MINUTE), words);
      assertSame(naive(all, series, 3_600_000), points(series, Resolution.HOUR), words);
      long count = all.stream().filter(it -> it.series().equals(series)).count();
      assertEquals(count, points(series, Resolution.RAW).size(), words);
    }
  }

  /** Goes on with copies of the files as they lie there. */
  private HistoryFile afterAKill(HistoryFile open, int batch) throws Exception {
    Path left = Files.createDirectory(folder.resolve("left-" + batch));
    for (String name : List.of("history.db", "history.db-wal")) {
      if (Files.exists(folder.resolve(name))) {
        Files.copy(folder.resolve(name), left.resolve(name));
      }
    }
    open.close();
    Files.delete(file());
    for (String name : List.of("history.db", "history.db-wal")) {
      Files.deleteIfExists(folder.resolve(name));
      if (Files.exists(left.resolve(name))) {
        Files.copy(left.resolve(name), folder.resolve(name));
      }
    }
    return open(SETTINGS);
  }

  @Test
  void eachKindIsKeptForItsTimeAndNamesOfWhatIsGoneGo() throws Exception {
    long now = EVENING;
    long day = 86_400_000;
    try (HistoryFile open = open(settings(7, 90, 365, 1_024))) {
      open.write(
          List.of(
              new Measured(BATH, now - 366 * day, 1),
              new Measured(HALL, now - 364 * day, 2),
              new Measured(HALL, now - 91 * day, 3),
              new Measured(HALL, now - 89 * day, 4),
              new Measured(HALL, now - 8 * day, 5),
              new Measured(HALL, now - 6 * day, 6)));
      assertFalse(open.removeOld(now));
    }
    assertEquals(List.of(6.0), values(Resolution.RAW));
    assertEquals(List.of(4.0, 5.0, 6.0), values(Resolution.MINUTE));
    assertEquals(List.of(2.0, 3.0, 4.0, 5.0, 6.0), values(Resolution.HOUR));
    try (History history = history()) {
      assertEquals(List.of(HALL), history.series());
    }
  }

  private List<Double> values(Resolution resolution) throws SQLException {
    return points(HALL, resolution).stream().map(Point::last).toList();
  }

  @Test
  void whatIsKeptForNoTimeIsNotWritten() throws Exception {
    try (HistoryFile open = open(settings(0, 90, 0, 1_024))) {
      open.write(List.of(new Measured(HALL, EVENING, 1)));
    }
    assertEquals(List.of(), values(Resolution.RAW));
    assertEquals(List.of(1.0), values(Resolution.MINUTE));
    assertEquals(List.of(), values(Resolution.HOUR));
  }

  @Test
  void theOldestSingleNumbersGoFirstWhereThereIsLittleRoom() throws Exception {
    long now = EVENING;
    try (HistoryFile open = open(settings(7, 90, 1_825, 1))) {
      for (int batch = 0; batch < 20; batch++) {
        List<Measured> numbers = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
          now += 250;
          numbers.add(new Measured(HALL, now, i / 7.0));
        }
        open.write(numbers);
        for (int i = 0; i < 10 && open.shrink(); i++) {
          // A little more each time.
        }
      }
    }
    assertTrue(Files.size(file()) < 1_400_000, () -> "it has " + file().toFile().length());
    assertEquals((now - EVENING) / 3_600_000 + 1, points(HALL, Resolution.HOUR).size());
    List<Point> raw = points(HALL, Resolution.RAW);
    assertEquals(now, raw.getLast().timeMillis());
    assertTrue(raw.size() > 10_000 && raw.size() < 60_000, () -> raw.size() + " are left");
  }

  @Test
  void aFileThatIsTooLargeForNewSettingsBecomesSmaller() throws Exception {
    try (HistoryFile open = open(SETTINGS)) {
      for (int batch = 0; batch < 20; batch++) {
        List<Measured> numbers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
          numbers.add(new Measured(HALL, EVENING + (batch * 10_000L + i) * 10, i / 7.0));
        }
        open.write(numbers);
      }
    }
    long before = Files.size(file());
    assertTrue(before > 3_000_000, () -> "only " + before);
    try (HistoryFile open = open(settings(7, 90, 1_825, 1))) {
      int rounds = 0;
      while (open.shrink()) {
        rounds++;
        assertTrue(rounds < 1_000, "it goes on for ever");
      }
    }
    long after = Files.size(file());
    assertTrue(after < before / 2, () -> before + " became " + after);
  }

  @Test
  void tooManySeriesFindNoPlaceAndThoseThatAreThereGoOn() throws Exception {
    try (HistoryFile open = open(SETTINGS)) {
      List<Measured> numbers = new ArrayList<>();
      for (int i = 0; i < SeriesIds.MOST + 5; i++) {
        numbers.add(new Measured(new Series("t/" + i, ""), EVENING, i));
      }
      assertEquals(5, open.write(numbers));
      assertEquals(0, open.write(List.of(numbers.getFirst())));
    }
    try (History history = history()) {
      assertEquals(SeriesIds.MOST, history.series().size());
    }
  }

  @Test
  void theResolutionSuitsTheStretchAndWhatIsKept() throws Exception {
    long day = 86_400_000;
    try (HistoryFile open = open(settings(7, 90, 1_825, 1_024))) {
      for (int i = 400; i >= 0; i--) {
        open.write(List.of(new Measured(HALL, EVENING - i * day, i)));
      }
      assertFalse(open.removeOld(EVENING));
    }
    try (History history = history()) {
      assertEquals(Resolution.RAW, history.resolution(EVENING - 3_600_000, EVENING, 500));
      assertEquals(Resolution.MINUTE, history.resolution(EVENING - day, EVENING, 500));
      assertEquals(Resolution.HOUR, history.resolution(EVENING - 7 * day, EVENING, 500));
      long longAgo = EVENING - 30 * day;
      assertEquals(Resolution.MINUTE, history.resolution(longAgo, longAgo + 3_600_000, 500));
      long longerAgo = EVENING - 300 * day;
      assertEquals(Resolution.HOUR, history.resolution(longerAgo, longerAgo + 3_600_000, 500));
      long before = EVENING - 500 * day;
      assertEquals(401, history.points(HALL, before, EVENING + 1, Resolution.HOUR).size());
    }
  }

  @Test
  void aHistoryThatHasJustBegunIsAsFineAsTheScreen() throws Exception {
    try (HistoryFile open = open(SETTINGS)) {
      open.write(List.of(new Measured(HALL, EVENING + 1_234_567, 1)));
    }
    try (History history = history()) {
      assertEquals(Resolution.RAW, history.resolution(EVENING, EVENING + 3_600_000, 500));
    }
  }
}
