package dev.belfry.service.command;

import dev.belfry.analysis.Advice;
import dev.belfry.analysis.Circle;
import dev.belfry.analysis.Finding;
import dev.belfry.record.RecordLines;
import dev.belfry.record.Recorded;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes down how loops and conflicts come about, a recording each: {@code W0701-1.jsonl}. */
final class WitnessFiles {
  private final Path folder;
  private int number;

  private WitnessFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes all that there are; what was in files of these names is lost. */
  static void write(Path folder, Advice advice) throws CommandFailure {
    WitnessFiles files = new WitnessFiles(folder);
    try {
      Files.createDirectories(folder);
      for (Finding finding : advice.findings()) {
        files.write(finding.diagnostic().code(), finding.witness());
      }
      for (Circle circle : advice.circles()) {
        files.write("ends", circle.witness());
      }
    } catch (IOException unwritable) {
      throw CommandFailure.misuse("can't write to " + folder + ": " + unwritable.getMessage());
    }
  }

  private void write(String name, List<Recorded> witness) throws IOException {
    if (witness.isEmpty()) {
      return;
    }
    number++;
    RecordLines lines = new RecordLines();
    witness.forEach(lines::add);
    try (Writer out = Files.newBufferedWriter(folder.resolve(name + "-" + number + ".jsonl"))) {
      lines.moveTo(out);
    }
  }
}
