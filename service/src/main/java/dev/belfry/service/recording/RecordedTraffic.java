package dev.belfry.service.recording;

import dev.belfry.analysis.Traffic;
import dev.belfry.machine.Input;
import dev.belfry.record.MalformedRecordException;
import dev.belfry.record.RecordReader;
import dev.belfry.record.Recorded;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Learns from recordings on which topics clients published. */
public final class RecordedTraffic {
  /** How many topics are remembered. */
  private static final int MOST_TOPICS = 1_000_000;

  private final Set<String> topics = new HashSet<>();
  private long fromMillis = Long.MAX_VALUE;
  private long untilMillis = Long.MIN_VALUE;

  private RecordedTraffic() {}

  /**
   * Reads all that is recorded.
   *
   * @param progress told of each file before it is read
   * @return nothing, if nothing is
   */
  public static Optional<Traffic> of(RecordingFiles files, Consumer<Path> progress)
      throws IOException {
    RecordedTraffic traffic = new RecordedTraffic();
    for (Path file : files.inputs()) {
      progress.accept(file);
      traffic.read(file);
    }
    return traffic.untilMillis < traffic.fromMillis
        ? Optional.empty()
        : Optional.of(new Traffic(traffic.topics, traffic.fromMillis, traffic.untilMillis));
  }

  private void read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      RecordReader reader = new RecordReader(in);
      Optional<Recorded> record = reader.next();
      while (record.isPresent()) {
        take(record.get());
        record = reader.next();
      }
    } catch (MalformedRecordException torn) {
      // A full disk may have cut a line off: what stands before it counts.
      return;
    }
  }

  private void take(Recorded record) {
    if (record instanceof Recorded.Happened it) {
      fromMillis = Math.min(fromMillis, it.input().timeMillis());
      untilMillis = Math.max(untilMillis, it.input().timeMillis());
      if (it.input() instanceof Input.Arrived arrived && topics.size() < MOST_TOPICS) {
        topics.add(arrived.message().topic());
      }
    }
  }
}
