package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.record.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final String DOOR =
      "{\"time\":\"2026-01-10T20:10:00Z\",\"topic\":\"door\",\"payload\":\"open\"}\n";
  private static final String EFFECT =
      "{\"time\":\"2026-01-10T20:%sZ\",\"rule\":\"Left open\",\"key\":{},\"effect\":\"log\","
          + "\"level\":\"info\",\"text\":\"%s\"}\n";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("belfry.yaml"), "site: { timezone: Europe/Berlin }");
    Files.writeString(
        folder.resolve("rules/door.rules"),
        """
        topic door = "door" : "open" | "closed"
        rule "Left open" { while door is "open" then log "open" wait 5 min log "still" }
        """);
  }

  private CommandLineRun replay(String events, String... options) throws IOException {
    Files.writeString(folder.resolve("events.jsonl"), events);
    String[] arguments = new String[options.length + 2];
    arguments[0] = "replay";
    arguments[1] = "events.jsonl";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandLineRun.in(folder, arguments);
  }

  @Test
  void theClockStopsBehindTheLastInputUnlessToldOtherwise() throws Exception {
    String opened = EFFECT.formatted("10:00", "open");
    String still = EFFECT.formatted("15:00", "still");
    assertEquals(new CommandLineRun(0, opened, ""), replay(DOOR));
    assertEquals(opened + still, replay(DOOR, "--until", "2026-01-10T20:15:00Z").out());
    assertEquals(opened + still, replay(DOOR, "--until", "2026-01-10T21:15").out());
    assertEquals(opened, replay(DOOR, "--until", "2026-01-10T20:14:59.999Z").out());
    assertEquals("", replay(DOOR, "--until", "2026-01-10T20:09:59Z").out());
    assertEquals(2, replay(DOOR, "--until", "tomorrow").code());
  }

  @Test
  void whatCameBeforeABrokenLineIsWritten() throws Exception {
    CommandLineRun run = replay(DOOR + "{\"time\":\"2026-01-10T20:10:00Z\"}\n");
    assertEquals(EFFECT.formatted("10:00", "open"), run.out());
    assertEquals(
        "belfry: events.jsonl: line 2: it does not say what happened; a message has a \"topic\"\n",
        run.err());
    assertEquals(2, run.code());
  }

  @Test
  void otherTimeZoneDataIsMentioned() throws Exception {
    String header = "{\"belfry\":\"0.1\",\"tzdata\":\"%s\"}\n";
    CommandLineRun other = replay(header.formatted("1999a") + DOOR);
    assertEquals(0, other.code());
    assertTrue(other.err().contains("time-zone data 1999a"), other.err());
    String ours = Recorded.Header.timeZoneDataOfThisJava();
    assertEquals("", replay(header.formatted(ours) + DOOR).err());
  }

  @Test
  void rulesWithAnErrorReplayNothing() throws Exception {
    Files.writeString(folder.resolve("broken.rules"), "rule \"r\" {");
    CommandLineRun run = replay(DOOR, "--rules", "broken.rules");
    assertEquals(1, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("broken.rules:1"), run.err());
    assertEquals(2, replay(DOOR, "--rules", "nowhere").code());
    assertEquals(2, CommandLineRun.in(folder, "replay", "nowhere.jsonl").code());
    assertEquals(2, CommandLineRun.in(folder, "replay", "rules").code());
    assertEquals(2, CommandLineRun.in(folder, "replay").code());
  }
}
