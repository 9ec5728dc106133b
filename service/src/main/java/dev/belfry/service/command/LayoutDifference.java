package dev.belfry.service.command;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.belfry.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** What a layout would change in a file, as people are used to read it. */
final class LayoutDifference {
  /** Lines around each change. */
  private static final int CONTEXT = 1;

  private static final int MOST_LINES = 60;

  private LayoutDifference() {}

  /** The lines of a unified difference; the first bears the file's name. */
  static List<String> of(SourceFile file, String laid) {
    List<String> before = file.text().lines().toList();
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff(
            file.name(),
            file.name(),
            before,
            DiffUtils.diff(before, laid.lines().toList()),
            CONTEXT);
    if (difference.isEmpty()) {
      return List.of("--- " + file.name(), "    only the ends of its lines would change");
    }
    if (difference.size() <= MOST_LINES) {
      return difference;
    }
    List<String> shown = new ArrayList<>(difference.subList(0, MOST_LINES));
    shown.add("    and " + (difference.size() - MOST_LINES) + " more lines");
    return shown;
  }
}
