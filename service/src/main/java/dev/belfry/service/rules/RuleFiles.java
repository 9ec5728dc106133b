package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rule files at a path: a folder's, or the one file that the path names.
 *
 * @param problems what could not be read
 */
public record RuleFiles(List<SourceFile> files, List<RuleProblem> problems) {
  /** A larger file is not read. */
  public static final int LARGEST_FILE_BYTES = FolderScan.LARGEST_FILE_BYTES;

  /** Reads them; their names are relative to the folder they are in. */
  public static RuleFiles at(Path path) {
    RuleScan scan = Files.isDirectory(path) ? FolderScan.of(path) : FolderScan.ofFile(path);
    return new RuleFiles(List.copyOf(scan.files().values()), scan.problems());
  }
}
