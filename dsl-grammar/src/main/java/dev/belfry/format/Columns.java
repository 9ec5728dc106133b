package dev.belfry.format;

import dev.belfry.format.Line.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/**
 * Aligns what stands behind the same sign, or is a comment, in lines that follow each other. Lines
 * that would become too long take no part.
 */
final class Columns {
  private static final int BEFORE_COMMENT = 2;

  private Columns() {}

  /** Aligns the signs of topics and lets. */
  static void alignSigns(List<Line> lines) {
    for (List<Line> run : runs(lines, (before, line) -> line.kind == before.kind)) {
      if (run.getFirst().kind != Kind.OTHER) {
        alignSign(0, run);
        alignSign(1, run);
      }
    }
  }

  private static void alignSign(int number, List<Line> run) {
    List<Line> aligned =
        new ArrayList<>(run.stream().filter(line -> number < line.columns.size()).toList());
    ToIntFunction<Line> before = line -> line.before(number);
    int column = column(aligned, before, line -> line.width() - line.before(number));
    aligned.forEach(line -> line.widen(number, column - line.before(number)));
  }

  /** Aligns comments behind code. */
  static void alignComments(List<Line> lines) {
    for (List<Line> run : runs(lines, Columns::haveComments)) {
      List<Line> aligned = new ArrayList<>(run);
      int column = column(aligned, Line::width, line -> BEFORE_COMMENT + line.commentWidth());
      run.forEach(line -> line.beforeComment = BEFORE_COMMENT);
      aligned.forEach(line -> line.beforeComment = column - line.width() + BEFORE_COMMENT);
    }
  }

  private static boolean haveComments(Line before, Line line) {
    return before.isCommentedCode() && line.isCommentedCode() && before.indent == line.indent;
  }

  /** Lines without a blank line between them, each like the one before it. */
  private static List<List<Line>> runs(List<Line> lines, BiPredicate<Line, Line> alike) {
    List<List<Line>> runs = new ArrayList<>();
    for (Line line : lines) {
      boolean joins =
          !runs.isEmpty() && !line.blankBefore && alike.test(runs.getLast().getLast(), line);
      if (!joins) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(line);
    }
    return runs;
  }

  /**
   * The first column in which all lines can go on; takes out those that would become too long.
   *
   * @param before characters of a line before the column
   * @param behind characters of a line behind it
   */
  private static int column(
      List<Line> lines, ToIntFunction<Line> before, ToIntFunction<Line> behind) {
    while (true) {
      int column = lines.stream().mapToInt(before).max().orElse(0);
      if (!lines.removeIf(line -> column + behind.applyAsInt(line) > Measure.WIDTH)) {
        return column;
      }
    }
  }
}
