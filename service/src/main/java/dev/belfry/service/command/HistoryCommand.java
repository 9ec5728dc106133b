package dev.belfry.service.command;

import dev.belfry.event.TopicFilter;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.Durations;
import dev.belfry.service.history.History;
import dev.belfry.service.history.Point;
import dev.belfry.service.history.Resolution;
import dev.belfry.service.history.Series;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a topic's numbers were. */
@Command(
    name = "history",
    description = {
      "Show what the numbers of a topic were.",
      "Those of topics that rules read are kept, and of those that belfry.yaml names under"
          + " \"history\"; without TOPIC all are listed."
    })
final class HistoryCommand implements Callable<Integer> {
  /** As fine as a screen can show. */
  private static final int COLUMNS = 500;

  private final Settings settings;
  private final Console console;
  private final InstantSource wall;

  @Parameters(
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "a topic, or a filter with + and #")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description =
          "only the number that stands there in the payload: temperature, readings[0].max")
  private Optional<String> path = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {
        "7d, 12h, 30min: so long ago; default: 1d;",
        "or a time: 2026-01-10T20:10:00Z, or 2026-01-10T21:10 in the site's time zone"
      })
  private String since = "1d";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "an end, written in the same ways; default: now")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "STEP",
      description = "a line for each: raw, 1m or 1h; default: what suits the stretch of time")
  private Optional<String> every = Optional.empty();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: text")
  private HistoryFormat format = HistoryFormat.TEXT;

  @Option(names = "--data", paramLabel = "DIR", description = "the data folder of the service")
  private Optional<Path> data = Optional.empty();

  HistoryCommand(Settings settings, Console console, InstantSource wall) {
    this.settings = settings;
    this.console = console;
    this.wall = wall;
  }

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = settings.read();
    Path folder = data.map(settings.currentFolder()::resolve).orElse(configuration.data());
    try (History history = open(folder)) {
      if (topic.isEmpty()) {
        history.series().forEach(each -> console.out().println(HistoryText.name(each)));
      } else {
        show(history, wanted(history, folder), configuration.site().zone());
      }
      console.out().flush();
      return ExitCodes.CLEAN;
    } catch (SQLException unreadable) {
      throw CommandFailure.misuse(
          "the history in " + folder + " cannot be read (" + unreadable.getMessage() + ")");
    }
  }

  private static History open(Path folder) throws CommandFailure, SQLException {
    return History.in(folder)
        .orElseThrow(() ->
            CommandFailure.misuse(
                "there is no history in "
                    + folder
                    + "; the service writes one while it runs, unless belfry.yaml gives it no"
                    + " room"));
  }

  private List<Series> wanted(History history, Path folder) throws CommandFailure, SQLException {
    TopicFilter filter = filter(topic.orElseThrow());
    List<Series> wanted =
        history.series().stream()
            .filter(each -> filter.match(each.topic()) != null)
            .filter(each -> path.isEmpty() || path.get().equals(each.path()))
            .toList();
    if (wanted.isEmpty()) {
      throw CommandFailure.misuse(
          "the history in "
              + folder
              + " has no numbers of "
              + topic.get()
              + path.map(it -> " " + it).orElse("")
              + "; \"belfry history\" lists what it has");
    }
    return wanted;
  }

  private static TopicFilter filter(String written) throws CommandFailure {
    try {
      return TopicFilter.parse(written);
    } catch (TopicFilter.Malformed malformed) {
      throw CommandFailure.misuse("\"" + written + "\" is no topic: " + malformed.getMessage());
    }
  }

  private void show(History history, List<Series> wanted, ZoneId zone)
      throws CommandFailure, SQLException {
    long now = wall.millis();
    long from = millis(since, now, zone);
    long to = until.isPresent() ? millis(until.get(), now, zone) : now + 1;
    if (from >= to) {
      throw CommandFailure.misuse("--until is not later than --since");
    }
    Resolution resolution =
        every.isPresent() ? step(every.get()) : history.resolution(from, to, COLUMNS);
    try (HistoryReport report = format.report(console.out(), from, to, zone, every.isPresent())) {
      for (Series series : wanted) {
        List<Point> points = history.points(series, from, to, resolution);
        report.series(series, points);
      }
    }
  }

  private static long millis(String written, long now, ZoneId zone) throws CommandFailure {
    Optional<Duration> ago = Durations.read(written);
    return ago.isPresent() ? now - ago.get().toMillis() : TimeArgument.millis(written, zone);
  }

  private static Resolution step(String written) throws CommandFailure {
    return switch (written) {
      case "raw" -> Resolution.RAW;
      case "1m", "1min" -> Resolution.MINUTE;
      case "1h" -> Resolution.HOUR;
      default -> throw CommandFailure.misuse("\"" + written + "\" is none of raw, 1m, 1h");
    };
  }
}
