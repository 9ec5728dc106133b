package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rule files at a path: a folder's, or the one file that the path names.
 *
 * @param folder what their names are relative to
 * @param problems what could not be read
 */
public record RuleFiles(Path folder, List<SourceFile> files, List<RuleProblem> problems) {
  /** A larger file is not read. */
  public static final int LARGEST_FILE_BYTES = FolderScan.LARGEST_FILE_BYTES;

  /** Reads them. */
  public static RuleFiles at(Path path) {
    boolean whole = Files.isDirectory(path);
    RuleScan scan = whole ? FolderScan.of(path) : FolderScan.ofFile(path);
    Path folder = whole ? path : path.toAbsolutePath().resolveSibling("");
    return new RuleFiles(folder, List.copyOf(scan.files().values()), scan.problems());
  }
}
