package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.record.Recorded;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ConfigurationFile;
import dev.belfry.service.history.HistoryRecorder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private static final long EVENING = Instant.parse("2026-01-10T20:00:00Z").toEpochMilli();
  private static final String[] TWO_HOURS = {
    "--since", "2026-01-10T21:00", "--until", "2026-01-10T23:00"
  };

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        folder.resolve("belfry.yaml"),
        """
        site: { timezone: Europe/Berlin }
        history: { topics: [ "home/#" ] }
        """);
    Configuration configuration = ConfigurationFile.load(Optional.empty(), folder, Map.of());
    Files.createDirectories(configuration.data());
    try (HistoryRecorder recorder =
        HistoryRecorder.in(
            configuration.data(),
            configuration.history(),
            warning -> {
              throw new AssertionError(warning);
            },
            new SimpleMeterRegistry())) {
      for (int minute = 0; minute < 120; minute++) {
        double temperature = 20 + Math.abs(60 - minute) / 10.0;
        send(recorder, minute, "home/hall/temperature", String.valueOf(temperature));
      }
      send(recorder, 1, "home/bath", "{\"temperature\": 23.125, \"light\": \"on\"}");
    }
  }

  private static void send(HistoryRecorder recorder, int minute, String topic, String payload) {
    recorder.record(
        new Recorded.Happened(
            new Input.Arrived(
                EVENING + minute * 60_000L,
                Message.published(topic, Payload.of(payload), 0, false))));
  }

  private CommandLineRun history(String topic, String... options) {
    String[] arguments = new String[2 + TWO_HOURS.length + options.length];
    arguments[0] = "history";
    arguments[1] = topic;
    System.arraycopy(TWO_HOURS, 0, arguments, 2, TWO_HOURS.length);
    System.arraycopy(options, 0, arguments, 2 + TWO_HOURS.length, options.length);
    return CommandLineRun.in(folder, arguments);
  }

  @Test
  void theCourseIsShownInALine() {
    assertEquals(
        new CommandLineRun(
            0,
            """
            home/hall/temperature  2026-01-10 21:00 to 2026-01-10 23:00
              ███▇▇▇▇▆▆▆▆▅▅▅▅▄▄▄▄▃▃▃▃▃▂▂▂▂▁▁▁▁▁▂▂▂▂▃▃▃▃▄▄▄▄▅▅▅▅▆▆▆▆▆▇▇▇▇██
                                           min        mean         max        last   count
              all                           20          23          26        25.9     120
            """,
            ""),
        history("home/hall/temperature"));
  }

  @Test
  void aLineForEachStepIsShownWhereItIsWanted() {
    String text = history("home/hall/temperature", "--every", "1h").out();
    assertTrue(
        text.contains(
            """
              2026-01-10 21:00:00         20.1       23.05          26        20.1      60
              2026-01-10 22:00:00           20       22.95        25.9        25.9      60
              all                           20          23          26        25.9     120
            """),
        text);
    assertEquals(2, history("home/hall/temperature", "--every", "2h").code());
  }

  @Test
  void programsReadCsvAndJson() {
    assertEquals(
        """
        topic,path,time,min,max,mean,last,count\r
        home/bath,light,2026-01-10T20:01:00Z,1,1,1,1,1\r
        home/bath,temperature,2026-01-10T20:01:00Z,23.125,23.125,23.125,23.125,1\r
        """,
        history("home/bath", "--format", "csv").out());
    assertEquals(
        "[{\"topic\":\"home/bath\",\"path\":\"temperature\",\"points\":[{\"time\":"
            + "\"2026-01-10T20:00:00Z\",\"min\":23.125,\"max\":23.125,\"mean\":23.125,"
            + "\"last\":23.125,\"count\":1}]}]\n",
        history("home/+", "--path", "temperature", "--every", "1h", "--format", "json").out());
  }

  @Test
  void topicsAreListedAndUnknownOnesAreMentioned() {
    assertEquals(
        new CommandLineRun(
            0, "home/bath light\nhome/bath temperature\nhome/hall/temperature\n", ""),
        CommandLineRun.in(folder, "history"));
    CommandLineRun unknown = history("home/attic");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("has no numbers of home/attic"), unknown.err());
    assertTrue(
        CommandLineRun.in(folder, "history", "--data", "nowhere").err().contains("no history"));
    assertEquals(2, CommandLineRun.in(folder, "history", "a", "--since", "soon").code());
    assertEquals(
        "  no numbers",
        lastLine(
            CommandLineRun.in(
                    folder,
                    "history",
                    "home/bath",
                    "--path",
                    "light",
                    "--until",
                    "2026-01-10T20:01:00Z",
                    "--since",
                    "2026-01-10T20:00:00Z")
                .out()));
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }
}
