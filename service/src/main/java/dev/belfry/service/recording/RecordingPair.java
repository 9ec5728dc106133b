package dev.belfry.service.recording;

import dev.belfry.record.RecordLines;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of inputs and the file of what came of them, being written. */
final class RecordingPair {
  private final Writer inputs;
  private final Writer effects;
  private final long sinceMillis;
  private long length;

  private RecordingPair(Writer inputs, Writer effects, long sinceMillis) {
    this.inputs = inputs;
    this.effects = effects;
    this.sinceMillis = sinceMillis;
  }

  static RecordingPair open(RecordingFiles files, long sinceMillis) throws IOException {
    Files.createDirectories(files.folder());
    String stem = RecordingFiles.stem(sinceMillis);
    // Who follows the inputs moves on to a new file of them; its effects are there by then.
    Writer effects = writer(files.effects(stem));
    try {
      return new RecordingPair(writer(files.inputs(stem)), effects, sinceMillis);
    } catch (IOException refused) {
      effects.close();
      throw refused;
    }
  }

  private static Writer writer(Path file) throws IOException {
    return new OutputStreamWriter(
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        StandardCharsets.UTF_8);
  }

  long sinceMillis() {
    return sinceMillis;
  }

  /** About how many bytes both files have. */
  long length() {
    return length;
  }

  /** Hands the lines to the operating system: they outlive a kill of the process. */
  void write(RecordLines newInputs, RecordLines newEffects) throws IOException {
    length += newInputs.length() + newEffects.length();
    move(newInputs, inputs);
    move(newEffects, effects);
  }

  private static void move(RecordLines lines, Writer to) throws IOException {
    if (lines.length() > 0) {
      lines.moveTo(to);
      to.flush();
    }
  }

  void close() {
    close(inputs);
    close(effects);
  }

  private static void close(Writer writer) {
    try {
      writer.close();
    } catch (IOException full) {
      // What could not be written was counted when it could not.
    }
  }
}
