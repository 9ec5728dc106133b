package dev.belfry.service.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a service records while it goes on recording, from one file of inputs to the next. */
public final class Follower implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final RecordingFiles files;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable InputStream in;

  /** Takes a line. */
  @FunctionalInterface
  public interface LineTaker {
    void take(String line) throws IOException;
  }

  private Follower(RecordingFiles files, @Nullable Path first) throws IOException {
    this.files = files;
    this.file = first;
    this.in = first == null ? null : Files.newInputStream(first);
  }

  /** A follower that begins with the newest file. */
  public static Follower ofTheNewest(RecordingFiles files) throws IOException {
    List<Path> inputs = files.inputs();
    return new Follower(files, inputs.isEmpty() ? null : inputs.getLast());
  }

  /** A follower that begins with the file in which this time lies. */
  public static Follower since(long millis, RecordingFiles files) throws IOException {
    String stem = RecordingFiles.stem(millis);
    List<Path> inputs = files.inputs();
    Path first = inputs.isEmpty() ? null : inputs.getFirst();
    for (Path each : inputs) {
      if (RecordingFiles.stem(each).compareTo(stem) <= 0) {
        first = each;
      }
    }
    return new Follower(files, first);
  }

  /** Hands over the lines that were completed since the last time. */
  public void poll(LineTaker taker) throws IOException {
    while (true) {
      // Looked for before the end is reached: what is written until then is not missed.
      Optional<Path> next = next();
      readOn(taker);
      if (next.isEmpty()) {
        return;
      }
      close();
      // What a power failure left of a last line is none.
      line.reset();
      file = next.get();
      in = Files.newInputStream(next.get());
    }
  }

  private Optional<Path> next() throws IOException {
    Path current = file;
    return files.inputs().stream()
        .filter(each -> current == null || each.compareTo(current) > 0)
        .findFirst();
  }

  private void readOn(LineTaker taker) throws IOException {
    InputStream stream = in;
    if (stream == null) {
      return;
    }
    for (int count = stream.read(chunk); count > 0; count = stream.read(chunk)) {
      int from = 0;
      for (int i = 0; i < count; i++) {
        if (chunk[i] == '\n') {
          line.write(chunk, from, i - from);
          taker.take(line.toString(StandardCharsets.UTF_8));
          line.reset();
          from = i + 1;
        }
      }
      line.write(chunk, from, count - from);
    }
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
