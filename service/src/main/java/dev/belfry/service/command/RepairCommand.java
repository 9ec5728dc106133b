package dev.belfry.service.command;

import dev.belfry.service.store.Repair;
import dev.belfry.service.store.RepairReport;
import dev.belfry.service.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a damaged store anew from all that is whole. */
@Command(
    name = "repair",
    description = {
      "Write a damaged store anew from all that is whole, and say what was lost.",
      "The service must not run. The old files are kept beside the new one; a sound store is left"
          + " as it is."
    },
    exitCodeList = {
      "0:nothing is lost",
      "1:the store works again, but something is lost",
      "2:misuse, or something in the way that you can remove",
      "70:a bug of ours"
    })
final class RepairCommand implements Callable<Integer> {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Settings settings;
  private final Console console;
  private final InstantSource wall;

  @Option(names = "--data", paramLabel = "DIR", description = "the data folder of the service")
  private Optional<Path> data = Optional.empty();

  RepairCommand(Settings settings, Console console, InstantSource wall) {
    this.settings = settings;
    this.console = console;
    this.wall = wall;
  }

  @Override
  public Integer call() throws CommandFailure {
    Path folder =
        data.isPresent()
            ? settings.currentFolder().resolve(data.get()).normalize()
            : settings.read().data();
    Instant now = wall.instant();
    try {
      RepairReport report = Repair.run(folder, FILE_TIME.format(now), now.toEpochMilli());
      report.lines().forEach(console.out()::println);
      return report.complete() ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
    } catch (StoreException refused) {
      throw CommandFailure.misuse(refused.words());
    }
  }
}
