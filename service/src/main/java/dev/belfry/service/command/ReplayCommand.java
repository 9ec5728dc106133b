package dev.belfry.service.command;

import dev.belfry.effect.Effect;
import dev.belfry.program.Program;
import dev.belfry.record.MalformedRecordException;
import dev.belfry.record.RecordLines;
import dev.belfry.record.RecordReader;
import dev.belfry.record.Recorded;
import dev.belfry.record.Replay;
import dev.belfry.service.config.Configuration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what recorded inputs bring about under some rules. */
@Command(
    name = "replay",
    description = {
      "Show what recorded inputs bring about: effects as JSON, a line each.",
      "Nothing is sent to anybody. The engine starts at the first input's time; what is due"
          + " between two inputs happens at its own; after the last input the clock stops."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  /** So many characters are gathered before they are written. */
  private static final int GATHERED = 16_384;

  private final Settings settings;
  private final Console console;
  private final boolean colours;
  private final InputStream standardInput;
  private final RecordLines lines = new RecordLines();

  @Option(
      names = "--rules",
      paramLabel = "PATH",
      description = "a file, or a folder as one program; default: the configured rules folder")
  private Optional<Path> rules = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = {
        "let the clock go on to this time, and leave out later inputs:",
        "2026-01-10T20:10:00Z, or 2026-01-10T21:10 in the site's time zone"
      })
  private Optional<String> until = Optional.empty();

  @Parameters(
      paramLabel = "EVENTS.jsonl",
      description = "inputs as \"belfry record\" writes them; - for standard input")
  private Path events = Path.of(STANDARD_INPUT);

  ReplayCommand(Settings settings, Console console, boolean colours, InputStream standardInput) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    Configuration configuration = settings.read();
    long untilMillis =
        until.isPresent()
            ? TimeArgument.millis(until.get(), configuration.site().zone())
            : Long.MAX_VALUE;
    Path path = settings.currentFolder().resolve(rules.orElse(configuration.rules()));
    ProgramFiles files = ProgramFiles.at(path, configuration.catalog());
    if (!files.isUsable()) {
      files.complain(console, colours);
      return ExitCodes.PROBLEMS;
    }
    try (InputStream in = open()) {
      replay(files.program().orElseThrow(), in, untilMillis);
    } catch (MalformedRecordException wrong) {
      throw CommandFailure.misuse(events + ": " + wrong.words());
    } finally {
      lines.moveTo(console.out());
      console.out().flush();
    }
    return ExitCodes.CLEAN;
  }

  private InputStream open() throws CommandFailure, IOException {
    if (events.toString().equals(STANDARD_INPUT)) {
      return new BufferedInputStream(standardInput);
    }
    Path file = settings.currentFolder().resolve(events);
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw CommandFailure.misuse("there is no file " + events + " that can be read");
    }
    return Files.newInputStream(file);
  }

  private void replay(Program program, InputStream in, long untilMillis)
      throws IOException, MalformedRecordException {
    Replay replay = new Replay(program);
    RecordReader reader = new RecordReader(in);
    for (Optional<Recorded> record = reader.next();
        record.isPresent() && !isLater(record.get(), untilMillis);
        record = reader.next()) {
      if (record.get() instanceof Recorded.Header header) {
        compare(header);
      }
      if (!write(replay.take(record.get()).effects())) {
        return;
      }
    }
    if (untilMillis != Long.MAX_VALUE) {
      write(replay.until(untilMillis).effects());
    }
  }

  private static boolean isLater(Recorded record, long untilMillis) {
    return switch (record) {
      case Recorded.Header ignored -> false;
      case Recorded.Restart it -> it.timeMillis() > untilMillis;
      case Recorded.Happened it -> it.input().timeMillis() > untilMillis;
    };
  }

  private void compare(Recorded.Header header) {
    String ours = Recorded.Header.timeZoneDataOfThisJava();
    if (!header.timeZoneData().equals(ours)) {
      console
          .err()
          .println(
              "belfry: this was recorded with the time-zone data "
                  + header.timeZoneData()
                  + ", and here is "
                  + ours
                  + "; what happens by the time of day may differ");
    }
  }

  /** Writes effects; false when nobody reads them any more. */
  private boolean write(List<Effect> effects) throws IOException {
    effects.forEach(lines::add);
    if (lines.length() < GATHERED) {
      return true;
    }
    lines.moveTo(console.out());
    return !console.out().checkError();
  }
}
