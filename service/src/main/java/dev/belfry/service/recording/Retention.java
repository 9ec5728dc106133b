package dev.belfry.service.recording;

import dev.belfry.service.config.RecordingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes recordings that are too old, and the oldest while all together are too large. */
final class Retention implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final RecordingFiles files;
  private final RecordingSettings settings;
  private final InstantSource wall;

  Retention(RecordingFiles files, RecordingSettings settings, InstantSource wall) {
    this.files = files;
    this.settings = settings;
    this.wall = wall;
  }

  @Override
  public void run() {
    try {
      removeSuperfluous();
    } catch (IOException unreadable) {
      LOG.warn("old recordings in {} could not be removed: {}", files.folder(), unreadable);
    }
  }

  private void removeSuperfluous() throws IOException {
    List<Path> inputs = files.inputs();
    long oldestMillis = wall.millis() - Duration.ofDays(settings.days()).toMillis();
    long bytes = 0;
    // From the newest, which is being written and stays, to the oldest.
    for (int i = inputs.size() - 1; i >= 0; i--) {
      String stem = RecordingFiles.stem(inputs.get(i));
      bytes += size(files.inputs(stem)) + size(files.effects(stem));
      boolean tooOld = Files.getLastModifiedTime(inputs.get(i)).toMillis() < oldestMillis;
      if (i < inputs.size() - 1 && (tooOld || bytes > settings.bytes())) {
        Files.deleteIfExists(files.effects(stem));
        Files.deleteIfExists(files.inputs(stem));
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
