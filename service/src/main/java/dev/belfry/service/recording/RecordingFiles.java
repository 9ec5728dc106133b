package dev.belfry.service.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The files of a folder of recordings: pairs of inputs and effects, named by the time of their
 * first input.
 */
public record RecordingFiles(Path folder) {
  static final String INPUTS = ".inputs.jsonl";
  static final String EFFECTS = ".effects.jsonl";

  /** The recordings of a data folder. */
  public static RecordingFiles in(Path data) {
    return new RecordingFiles(data.resolve("recordings"));
  }

  /** The name of a pair: a time as records write it, fit for every file system, of one length. */
  static String stem(long millis) {
    String time = Instant.ofEpochMilli(millis / 1_000 * 1_000).toString();
    String fraction = String.format(Locale.ROOT, "%03d", Math.floorMod(millis, 1_000));
    return time.replace(':', '-').replace("Z", "." + fraction);
  }

  Path inputs(String stem) {
    return folder.resolve(stem + INPUTS);
  }

  Path effects(String stem) {
    return folder.resolve(stem + EFFECTS);
  }

  /** The files of inputs, the oldest first. */
  public List<Path> inputs() throws IOException {
    return withEnding(INPUTS);
  }

  private List<Path> withEnding(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (NoSuchFileException nothingYet) {
      return List.of();
    }
  }

  static String stem(Path inputs) {
    String name = inputs.getFileName().toString();
    return name.substring(0, name.length() - INPUTS.length());
  }
}
