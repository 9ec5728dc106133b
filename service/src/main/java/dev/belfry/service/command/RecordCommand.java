package dev.belfry.service.command;

import dev.belfry.service.config.Configuration;
import dev.belfry.service.control.ControlFile;
import dev.belfry.service.recording.Excerpt;
import dev.belfry.service.recording.Follower;
import dev.belfry.service.recording.RecordingFiles;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what comes in to a file, for replay. */
@Command(
    name = "record",
    description = {
      "Write what comes in to a file, until Ctrl-C.",
      "The service must run; it records by itself, and this copies from its recordings.",
      "\"belfry replay\" shows what the inputs in the file bring about."
    })
final class RecordCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 100;

  /** How long an end may take; what is left is little. */
  private static final long LONGEST_END_MILLIS = 5_000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Settings settings;
  private final Console console;
  private final InstantSource wall;
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean well;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "the file to write; what is in it is lost")
  private Path file = Path.of("");

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = {
        "begin with what came in at this time, as far as it is still kept; default: now.",
        "2026-01-10T20:10:00Z, or 2026-01-10T21:10 in the site's time zone"
      })
  private Optional<String> since = Optional.empty();

  @Option(names = "--data", paramLabel = "DIR", description = "the data folder of the service")
  private Optional<Path> data = Optional.empty();

  RecordCommand(Settings settings, Console console, InstantSource wall) {
    this.settings = settings;
    this.console = console;
    this.wall = wall;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    Configuration configuration = settings.read();
    Path folder = data.map(settings.currentFolder()::resolve).orElse(configuration.data());
    RecordingFiles recordings = RecordingFiles.in(folder);
    if (ControlFile.read(folder).isEmpty()) {
      throw NoService.at(folder);
    }
    if (recordings.inputs().isEmpty()) {
      throw CommandFailure.misuse(
          "the service records nothing; give it room in belfry.yaml:\n"
              + "  recordings: { days: 7, megabytes: 1024 }");
    }
    OptionalLong sinceMillis =
        since.isPresent()
            ? OptionalLong.of(TimeArgument.millis(since.get(), configuration.site().zone()))
            : OptionalLong.empty();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    try (Writer out = open()) {
      record(out, recordings, sinceMillis);
      well = true;
    } catch (IOException broken) {
      throw CommandFailure.misuse("recording to " + file + " broke off (" + broken + ")");
    } finally {
      ended.countDown();
    }
    return ExitCodes.CLEAN;
  }

  private Writer open() throws CommandFailure {
    try {
      return Files.newBufferedWriter(settings.currentFolder().resolve(file));
    } catch (IOException refused) {
      throw CommandFailure.misuse(file + " cannot be written (" + refused.getMessage() + ")");
    }
  }

  private void record(Writer out, RecordingFiles recordings, OptionalLong sinceMillis)
      throws IOException, InterruptedException {
    Excerpt excerpt =
        sinceMillis.isPresent()
            ? Excerpt.since(sinceMillis.getAsLong(), out)
            : Excerpt.notYetBegun(out);
    try (Follower follower =
        sinceMillis.isPresent()
            ? Follower.since(sinceMillis.getAsLong(), recordings)
            : Follower.ofTheNewest(recordings)) {
      copy(follower, excerpt, out);
      if (sinceMillis.isEmpty()) {
        excerpt.begin(wall.millis());
      }
      console.out().println("recording to " + file + "; Ctrl-C ends it");
      Progress progress = progress();
      while (!told.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        copy(follower, excerpt, out);
        progress.at(count(excerpt));
      }
      // What was acknowledged a moment ago is on its way.
      copy(follower, excerpt, out);
      excerpt.end(wall.millis());
      progress.end();
      console.out().println(count(excerpt) + " in " + file);
    }
  }

  private static void copy(Follower follower, Excerpt excerpt, Writer out) throws IOException {
    follower.poll(excerpt::take);
    out.flush();
  }

  private static String count(Excerpt excerpt) {
    return excerpt.count() == 1 ? "1 input" : excerpt.count() + " inputs";
  }

  private Progress progress() {
    return new Progress(
        console.err(),
        Boolean.getBoolean("belfry.progress"),
        () -> System.nanoTime() / NANOS_PER_MILLI);
  }

  /** Ctrl-C and SIGTERM: that is how a recording ends well. */
  private void end() {
    told.countDown();
    try {
      if (ended.await(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS) && well) {
        Runtime.getRuntime().halt(ExitCodes.CLEAN);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
