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

  /** Files of a folder, which need not be there yet; they are numbered from 1. */
  WitnessFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes all that there are; what was in files of these names is lost. */
  void write(Advice advice) throws CommandFailure {
    try {
      Files.createDirectories(folder);
      for (Finding finding : advice.findings()) {
        write(finding.diagnostic().code(), finding.witness());
      }
      for (Circle circle : advice.circles()) {
        write("ends", circle.witness());
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
