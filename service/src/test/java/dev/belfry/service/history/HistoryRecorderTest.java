package dev.belfry.service.history;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.machine.Input;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.EmptyProgram;
import dev.belfry.service.config.HistorySettings;
import dev.belfry.source.SourceFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryRecorderTest {
  private static final long EVENING = Instant.parse("2026-01-10T20:00:00Z").toEpochMilli();
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path data;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private HistoryRecorder recorder(Path folder) throws TopicFilter.Malformed {
    HistorySettings settings =
        new HistorySettings(
            List.of(TopicFilter.parse("home/+/temperature")),
            Duration.ofDays(7),
            Duration.ofDays(90),
            Duration.ofDays(1_825),
            1_024);
    return HistoryRecorder.in(folder, settings, warnings::add, metrics);
  }

  private static Recorded message(long millis, String topic, String payload) {
    return new Recorded.Happened(
        new Input.Arrived(millis, Message.published(topic, Payload.of(payload), 0, false)));
  }

  private static Program program(String rules) {
    return Compilation.of(List.of(new SourceFile("a.rules", rules)), EmptyProgram.CATALOG)
        .program()
        .orElseThrow();
  }

  private List<Series> series(Path folder) throws SQLException {
    try (History history = History.in(folder).orElseThrow()) {
      return history.series();
    }
  }

  private List<Point> raw(Path folder, String topic) throws SQLException {
    try (History history = History.in(folder).orElseThrow()) {
      return history.points(
          new Series(topic, ""), EVENING - 86_400_000, EVENING + 86_400_000, Resolution.RAW);
    }
  }

  @Test
  void whatRulesReadAndTheConfigurationNamesIsKept() throws Exception {
    try (HistoryRecorder recorder = recorder(data)) {
      recorder.follow(
          program(
              """
              topic power = "meter/power" : number
              rule "r" { when power rises above 5 then publish "meter/high" "1" }
              rule "s" { when topic "meter/high" updates then log "high" }
              """));
      recorder.record(
          new Recorded.Restart(EVENING, OptionalLong.empty(), OptionalLong.of(EVENING + 500)));
      recorder.record(message(EVENING, "home/hall/temperature", "{\"c\": 21, \"f\": 70}"));
      recorder.record(message(EVENING, "home/hall/humidity", "50"));
      recorder.record(message(EVENING + 1, "meter/power", "7.5"));
      recorder.record(
          new Recorded.Happened(
              new Input.Arrived(
                  EVENING + 2,
                  Message.published("meter/power", Payload.of("8"), 0, true).asReplayed())));
      recorder.record(
          new Effect.Publish(
              EVENING + 3,
              new Origin(Origin.Kind.RULE, "r", Map.of()),
              "meter/high",
              Payload.of("1"),
              0,
              false));
      recorder.record(new Recorded.Happened(new Input.ClockStepped(EVENING + 10, 3_600_000)));
      recorder.record(message(EVENING + 10, "meter/power", "9"));
    }
    assertEquals(
        List.of(
            new Series("home/hall/temperature", "c"),
            new Series("home/hall/temperature", "f"),
            new Series("meter/high", ""),
            new Series("meter/power", "")),
        series(data));
    assertEquals(
        List.of(Point.single(EVENING + 501, 7.5), Point.single(EVENING + 3_600_010, 9)),
        raw(data, "meter/power"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void anotherProgramBringsOtherTopics() throws Exception {
    String rule = "rule \"r\" { when topic \"%s\" updates then log \"x\" }";
    WantedTopics wanted = new WantedTopics(List.of(TopicFilter.parse("home/#")));
    assertTrue(wanted.decoder("one").isEmpty());
    wanted.follow(program(rule.formatted("one")));
    assertTrue(wanted.decoder("one").isPresent());
    assertTrue(wanted.decoder("two").isEmpty());
    wanted.follow(program(rule.formatted("two")));
    assertTrue(wanted.decoder("one").isEmpty());
    assertTrue(wanted.decoder("two").isPresent());
    assertTrue(wanted.decoder("home/hall").isPresent());
  }

  /** The file is locked all the while that the loop's thread hands over more than there is room. */
  @Test
  void aDiskThatBlocksDelaysNobodyAndWhatFindsNoRoomIsCounted() throws Exception {
    int most = Intake.MOST_MESSAGES + Measurements.MOST_GATHERED + 1;
    int sent = most + 5_000;
    recorder(data).close();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("history.db"));
        Statement lock = other.createStatement();
        HistoryRecorder recorder = recorder(data)) {
      lock.execute("BEGIN IMMEDIATE");
      lock.execute("INSERT INTO series (topic, path, hour) VALUES ('other', '', 0)");
      for (int i = 0; i < sent; i++) {
        recorder.record(message(EVENING + i, "home/hall/temperature", String.valueOf(i % 30)));
        recorder.flush();
      }
      // Only now the lock goes: nothing can have been written before.
      lock.execute("ROLLBACK");
    }
    double lost = metrics.counter("belfry.history.lost").count();
    assertTrue(lost >= sent - most, () -> "only " + lost + " were lost");
    List<Point> kept = raw(data, "home/hall/temperature");
    assertEquals(sent - lost, kept.size());
    assertEquals(Point.single(EVENING, 0), kept.getFirst());
    assertTrue(
        warnings.getLast().endsWith((long) lost + " messages are missing in it")
            || warnings.getLast().contains("more comes in than the history can write"),
        warnings::toString);
  }

  @Test
  void aFileThatIsNoneIsSetAsideAndTheHistoryBeginsAnew() throws Exception {
    Files.writeString(data.resolve("history.db"), "no database at all, ".repeat(500));
    try (HistoryRecorder recorder = recorder(data)) {
      recorder.record(message(EVENING, "home/hall/temperature", "20"));
    }
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().contains("is broken"), warnings.getFirst());
    assertEquals(List.of(Point.single(EVENING, 20)), raw(data, "home/hall/temperature"));
    assertEquals(1, broken().size());
    assertTrue(Files.readString(broken().getFirst()).startsWith("no database"));
  }

  private List<Path> broken() throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      return files.filter(it -> it.getFileName().toString().contains(".broken-")).toList();
    }
  }

  @Test
  void pagesThatAreTornAreFoundWhenTheyAreWrittenTo() throws Exception {
    try (HistoryRecorder recorder = recorder(data)) {
      for (int i = 0; i < 5_000; i++) {
        recorder.record(message(EVENING + i, "home/hall/temperature", String.valueOf(i)));
      }
    }
    byte[] bytes = Files.readAllBytes(data.resolve("history.db"));
    for (int i = 4_096; i < bytes.length; i++) {
      bytes[i] = (byte) 0xA5;
    }
    Files.write(data.resolve("history.db"), bytes);
    try (HistoryRecorder recorder = recorder(data)) {
      recorder.record(message(EVENING, "home/hall/temperature", "20"));
    }
    assertEquals(List.of(Point.single(EVENING, 20)), raw(data, "home/hall/temperature"));
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals(1, broken().size());
  }

  @Test
  void aFolderThatCannotBeWrittenIsMentionedOnceAndTheHistoryGoesOn() throws Exception {
    Files.createDirectory(data.resolve("history.db"));
    try (HistoryRecorder recorder = recorder(data)) {
      await().atMost(DEADLINE).until(() -> !warnings.isEmpty());
      recorder.record(message(EVENING, "home/hall/temperature", "20"));
      Files.delete(data.resolve("history.db"));
    }
    assertTrue(warnings.getFirst().contains("the rules go on"), warnings.getFirst());
    assertEquals("the history goes on", warnings.getLast());
    assertEquals(2, warnings.size(), warnings::toString);
    assertEquals(List.of(Point.single(EVENING, 20)), raw(data, "home/hall/temperature"));
  }

  /** A file system of three megabytes, as only root can make it. */
  @Test
  void aFullDiskStopsNothingAndIsMentionedOnce() throws Exception {
    Path small = Files.createDirectory(data.resolve("small"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small.toString()));
    try {
      Path ballast = Files.write(small.resolve("ballast"), new byte[2_900_000]);
      try (HistoryRecorder recorder = recorder(small)) {
        for (int i = 0; i < 2 * Measurements.MOST_GATHERED; i++) {
          recorder.record(message(EVENING + i, "home/hall/temperature", String.valueOf(i / 7.0)));
        }
        await().atMost(DEADLINE).until(() -> !warnings.isEmpty());
        assertTrue(
            warnings.getFirst().contains("look whether the disk is full"), warnings::toString);
        Files.delete(ballast);
      }
      assertFalse(warnings.stream().anyMatch(it -> it.contains("is broken")), warnings::toString);
      assertEquals("the history goes on", warnings.get(1));
      List<Point> kept = raw(small, "home/hall/temperature");
      assertTrue(kept.size() >= Measurements.MOST_GATHERED, () -> kept.size() + " were kept");
      assertEquals(kept.stream().distinct().count(), kept.size());
    } finally {
      run("umount", small.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
