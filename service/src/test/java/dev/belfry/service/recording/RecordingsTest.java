package dev.belfry.service.recording;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.record.Recorded;
import dev.belfry.service.config.RecordingSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  private static final long EVENING = Instant.parse("2026-01-10T20:00:00Z").toEpochMilli();
  private static final String HEADER = "{\"belfry\":\"0.1\",\"tzdata\":\"2025b\"}\n";

  @TempDir Path data;
  private final List<String> warnings = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Recordings> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Recordings::close);
  }

  private Recordings recordings(RecordingSettings settings) {
    Recordings recordings =
        Recordings.in(data, settings, new Recorded.Header("0.1", "2025b"), warnings::add, metrics);
    opened.add(recordings);
    return recordings;
  }

  private Recordings recordings() {
    return recordings(new RecordingSettings(7, 1_024));
  }

  private static Recorded message(long millis, String payload) {
    return new Recorded.Happened(
        new Input.Arrived(millis, Message.published("a", Payload.of(payload), 0, false)));
  }

  private static Effect log(long millis) {
    return new Effect.Log(
        millis, new Origin(Origin.Kind.RULE, "r", Map.of()), Effect.Level.INFO, "x");
  }

  private Path folder() {
    return data.resolve("recordings");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder().resolve(name));
  }

  @Test
  void inputsAndEffectsAreThereWhenTheyWereFlushed() throws Exception {
    Recordings recordings = recordings();
    recordings.record(
        new Recorded.Restart(EVENING, OptionalLong.empty(), OptionalLong.of(EVENING)));
    recordings.record(message(EVENING + 5, "é"));
    recordings.record(log(EVENING + 5));
    recordings.flush();
    assertEquals(
        HEADER
            + "{\"time\":\"2026-01-10T20:00:00Z\",\"restart\":true,"
            + "\"clock\":\"2026-01-10T20:00:00Z\"}\n"
            + "{\"time\":\"2026-01-10T20:00:00.005Z\",\"topic\":\"a\",\"payload\":\"é\"}\n",
        text("2026-01-10T20-00-00.000.inputs.jsonl"));
    assertEquals(
        "{\"time\":\"2026-01-10T20:00:00.005Z\",\"rule\":\"r\",\"key\":{},\"effect\":\"log\","
            + "\"level\":\"info\",\"text\":\"x\"}\n",
        text("2026-01-10T20-00-00.000.effects.jsonl"));
  }

  @Test
  void anHourLaterThereIsANewPairThatTellsTheWallClockAnew() throws Exception {
    Recordings recordings = recordings();
    recordings.record(
        new Recorded.Restart(EVENING, OptionalLong.empty(), OptionalLong.of(EVENING + 1_000)));
    recordings.record(message(EVENING + 3_599_999, "x"));
    recordings.flush();
    recordings.record(message(EVENING + 3_600_000, "y"));
    recordings.record(log(EVENING + 3_600_000));
    recordings.flush();
    assertEquals(4, names().size(), () -> warnings.toString());
    assertEquals(
        HEADER
            + "{\"time\":\"2026-01-10T21:00:00Z\",\"clock\":\"2026-01-10T21:00:01Z\"}\n"
            + "{\"time\":\"2026-01-10T21:00:00Z\",\"topic\":\"a\",\"payload\":\"y\"}\n",
        text("2026-01-10T21-00-00.000.inputs.jsonl"));
    assertEquals(2, text("2026-01-10T20-00-00.000.inputs.jsonl").lines().skip(1).count());
    assertEquals("", text("2026-01-10T20-00-00.000.effects.jsonl"));
  }

  @Test
  void allTogetherStayBelowTheCap() throws Exception {
    Recordings recordings = recordings(new RecordingSettings(7, 1));
    String payload = "x".repeat(10_000);
    for (int i = 0; i < 400; i++) {
      recordings.record(message(EVENING + i, payload));
      recordings.flush();
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> size() <= 1_100_000);
    assertTrue(size() > 800_000, () -> "only " + size());
    assertTrue(names().getLast().startsWith("2026-01-10T20-00-00.3"), names().toString());
  }

  private long size() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void whatIsTooOldGoesAndTheNewestStays() throws Exception {
    RecordingFiles files = new RecordingFiles(Files.createDirectories(folder()));
    for (int day = 1; day <= 9; day++) {
      String stem = "2026-01-0" + day + "T00-00-00.000";
      for (Path file : List.of(files.inputs(stem), files.effects(stem))) {
        Files.writeString(file, "x");
        Files.setLastModifiedTime(
            file, FileTime.from(Instant.parse("2026-01-0" + day + "T01:00:00Z")));
      }
    }
    InstantSource wall = InstantSource.fixed(Instant.parse("2026-01-10T00:00:00Z"));
    new Retention(files, new RecordingSettings(3, 1), wall).run();
    assertEquals(
        List.of("2026-01-07", "2026-01-07", "2026-01-08", "2026-01-08", "2026-01-09", "2026-01-09"),
        names().stream().map(name -> name.substring(0, 10)).toList());
    InstantSource later = InstantSource.fixed(Instant.parse("2026-03-10T00:00:00Z"));
    new Retention(files, new RecordingSettings(3, 1), later).run();
    assertEquals(2, names().size());
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNothingAndIsMentionedOnce() throws Exception {
    Files.writeString(folder(), "in the way");
    Recordings recordings = recordings();
    for (int i = 0; i < 3; i++) {
      recordings.record(message(EVENING + i, "x"));
      recordings.record(log(EVENING + i));
      recordings.flush();
    }
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().contains("the rules go on"), warnings.getFirst());
    assertEquals(6, metrics.counter("belfry.recordings.lost").count());
    Files.delete(folder());
    recordings.record(message(EVENING + Recordings.RETRY_MILLIS - 1, "too soon"));
    recordings.record(message(EVENING + Recordings.RETRY_MILLIS, "again"));
    recordings.flush();
    assertEquals("recording goes on; 7 records are missing", warnings.getLast());
    assertEquals(2, warnings.size());
    assertTrue(text("2026-01-10T20-00-10.000.inputs.jsonl").endsWith("\"payload\":\"again\"}\n"));
  }

  /** A device that is always full is a full disk. */
  @Test
  void aFullDiskStopsNothing() throws Exception {
    Files.createDirectories(folder());
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createSymbolicLink(folder().resolve("2026-01-10T20-00-00.000.inputs.jsonl"), full);
    Recordings recordings = recordings();
    recordings.record(message(EVENING, "lost"));
    recordings.flush();
    assertEquals(1, warnings.size(), warnings::toString);
    recordings.record(message(EVENING + Recordings.RETRY_MILLIS, "kept"));
    recordings.flush();
    assertEquals("recording goes on; 1 record is missing", warnings.getLast());
    assertTrue(text("2026-01-10T20-00-10.000.inputs.jsonl").endsWith("\"payload\":\"kept\"}\n"));
  }
}
