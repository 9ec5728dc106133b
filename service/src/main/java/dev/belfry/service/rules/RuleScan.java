package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.util.List;
import java.util.SortedMap;

/**
 * What the rules folder held at one moment.
 *
 * @param files by name, relative to the folder, with {@code /} between
 * @param problems what could not be read: a file, or a folder with all that is in it
 */
record RuleScan(SortedMap<String, SourceFile> files, List<RuleProblem> problems) {
  /** Whether a file may well be there, though this scan could not read it. */
  boolean couldNotSee(String name) {
    return problems.stream()
        .map(RuleProblem::path)
        .anyMatch(path -> path.isEmpty() || name.equals(path) || name.startsWith(path + "/"));
  }

  /** Whether the folder held the same at another moment. */
  boolean sameAs(RuleScan other) {
    return problems.equals(other.problems)
        && files.keySet().equals(other.files.keySet())
        && files.values().stream().allMatch(file -> isIn(other, file));
  }

  private static boolean isIn(RuleScan other, SourceFile file) {
    SourceFile there = other.files.get(file.name());
    return there != null && there.text().equals(file.text());
  }
}
