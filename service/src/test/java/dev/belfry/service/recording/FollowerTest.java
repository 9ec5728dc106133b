package dev.belfry.service.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that grow while they are read, and what is copied of them. */
class FollowerTest {
  private static final String HEADER = "{\"belfry\":\"0.1\",\"tzdata\":\"2025b\"}\n";

  @TempDir Path folder;
  private RecordingFiles files;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void prepare() {
    files = new RecordingFiles(folder);
  }

  private void append(String hour, String text) throws IOException {
    Path file = files.inputs("2026-01-10T" + hour + "-00-00.000");
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String at(String time, String rest) {
    return "{\"time\":\"2026-01-10T" + time + "Z\"," + rest + "}\n";
  }

  private static String message(String time, String payload) {
    return at(time, "\"topic\":\"a\",\"payload\":\"" + payload + "\"");
  }

  private static long millis(String time) {
    return Instant.parse("2026-01-10T" + time + "Z").toEpochMilli();
  }

  @Test
  void linesAreHandedOverWhenTheyAreComplete() throws Exception {
    append("20", "one\ntw");
    try (Follower follower = Follower.ofTheNewest(files)) {
      follower.poll(seen::add);
      assertEquals(List.of("one"), seen);
      append("20", "o\n\u00E9\n");
      follower.poll(seen::add);
      assertEquals(List.of("one", "two", "\u00E9"), seen);
    }
  }

  @Test
  void theNextFileFollowsWhenTheOneBeforeWasReadToItsEnd() throws Exception {
    append("20", "one\n");
    try (Follower follower = Follower.ofTheNewest(files)) {
      follower.poll(seen::add);
      append("20", "two\ntorn");
      append("21", "three\n");
      append("22", "four\n");
      follower.poll(seen::add);
      assertEquals(List.of("one", "two", "three", "four"), seen);
    }
  }

  @Test
  void aFolderThatFillsLaterIsFollowedAsWell() throws Exception {
    try (Follower follower = Follower.ofTheNewest(files)) {
      follower.poll(seen::add);
      append("20", "one\n");
      follower.poll(seen::add);
      assertEquals(List.of("one"), seen);
    }
  }

  private String excerptSince(String time) throws IOException {
    StringWriter out = new StringWriter();
    Excerpt excerpt = Excerpt.since(millis(time), out);
    try (Follower follower = Follower.since(millis(time), files)) {
      follower.poll(excerpt::take);
    }
    excerpt.end(millis("23:00:00"));
    return out.toString();
  }

  @Test
  void anExcerptSinceATimeKnowsTheWallClockOfThen() throws Exception {
    String step = at("20:10:00", "\"clock\":\"2026-01-10T20:20:00Z\"");
    append("19", HEADER + message("19:59:59", "not read"));
    append("20", HEADER + message("20:00:00", "x") + step + message("20:15:00", "y"));
    append(
        "21",
        HEADER + at("21:00:00", "\"clock\":\"2026-01-10T21:10:00Z\"") + message("21:00:00", "z"));
    String end = at("22:50:00", "\"clock\":\"2026-01-10T23:00:00Z\"");
    assertEquals(
        HEADER
            + at("20:12:00", "\"clock\":\"2026-01-10T20:22:00Z\"")
            + message("20:15:00", "y")
            + at("21:00:00", "\"clock\":\"2026-01-10T21:10:00Z\"")
            + message("21:00:00", "z")
            + end,
        excerptSince("20:12:00"));
    assertEquals(
        HEADER
            + at("20:10:00", "\"clock\":\"2026-01-10T20:10:00Z\"")
            + step
            + message("20:15:00", "y")
            + at("21:00:00", "\"clock\":\"2026-01-10T21:10:00Z\"")
            + message("21:00:00", "z")
            + end,
        excerptSince("20:10:00"));
  }

  @Test
  void anExcerptBeginsNoEarlierThanWhatIsKept() throws Exception {
    append("20", HEADER + message("20:00:00", "x"));
    String end = at("23:00:00", "\"clock\":\"2026-01-10T23:00:00Z\"");
    assertEquals(
        HEADER
            + at("20:00:00", "\"clock\":\"2026-01-10T20:00:00Z\"")
            + message("20:00:00", "x")
            + end,
        excerptSince("04:00:00"));
  }

  @Test
  void anExcerptThatBeginsWithAStartNeedsNoMark() throws Exception {
    String start = at("20:00:00", "\"restart\":true,\"clock\":\"2026-01-10T20:30:00Z\"");
    append("20", HEADER + start + message("20:00:00", "x"));
    assertEquals(
        HEADER
            + start
            + message("20:00:00", "x")
            + at("22:30:00", "\"clock\":\"2026-01-10T23:00:00Z\""),
        excerptSince("04:00:00"));
  }

  @Test
  void anExcerptFromNowOnLeavesOutWhatWas() throws Exception {
    String start = at("20:00:00", "\"restart\":true,\"clock\":\"2026-01-10T20:00:00Z\"");
    append("20", HEADER + start + message("20:00:00", "old"));
    StringWriter out = new StringWriter();
    Excerpt excerpt = Excerpt.notYetBegun(out);
    try (Follower follower = Follower.ofTheNewest(files)) {
      follower.poll(excerpt::take);
      excerpt.begin(millis("20:00:05"));
      append("20", message("20:00:04.9", "new") + "{\"torn");
      follower.poll(excerpt::take);
      append("21", HEADER + message("21:00:00", "newer"));
      follower.poll(excerpt::take);
    }
    excerpt.end(millis("20:59:59.9"));
    assertEquals(2, excerpt.count());
    assertEquals(
        HEADER
            + at("20:00:04.9", "\"clock\":\"2026-01-10T20:00:04.9Z\"")
            + message("20:00:04.9", "new")
            + message("21:00:00", "newer")
            + at("21:00:00", "\"clock\":\"2026-01-10T21:00:00Z\""),
        out.toString());
  }

  @Test
  void nothingHappenedIsARecordingToo() throws Exception {
    append("20", HEADER + message("20:00:00", "old"));
    StringWriter out = new StringWriter();
    Excerpt excerpt = Excerpt.notYetBegun(out);
    try (Follower follower = Follower.ofTheNewest(files)) {
      follower.poll(excerpt::take);
    }
    excerpt.begin(millis("20:01:00"));
    excerpt.end(millis("20:02:00"));
    assertEquals(
        HEADER
            + at("20:01:00", "\"clock\":\"2026-01-10T20:01:00Z\"")
            + at("20:02:00", "\"clock\":\"2026-01-10T20:02:00Z\""),
        out.toString());
  }
}
