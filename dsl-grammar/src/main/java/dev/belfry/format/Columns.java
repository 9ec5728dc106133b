package dev.belfry.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Aligns what stands behind the same sign, or is a comment, in lines that follow each other. */
final class Columns {
  private Columns() {}

  /** Aligns the signs of topics and lets. */
  static void alignDeclarations(List<Line> lines) {
    for (List<Line> run : runs(lines, Columns::declaresLike)) {
      if (run.getFirst().kind != Line.Kind.OTHER) {
        alignSigns(run);
      }
    }
  }

  private static boolean declaresLike(Line before, Line line) {
    return line.kind == before.kind && line.kind != Line.Kind.OTHER;
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

  /** Lines that would become too long take no part. */
  private static void alignSigns(List<Line> run) {
    List<Line> aligned = new ArrayList<>(run);
    int first = 0;
    int second = 0;
    boolean tooLong = true;
    while (tooLong) {
      int equals = aligned.stream().mapToInt(line -> width(line, 0)).max().orElse(0);
      int colon = aligned.stream().mapToInt(line -> width(line, 1)).max().orElse(0);
      tooLong = aligned.removeIf(line -> lengthWith(line, equals, colon) > Measure.WIDTH);
      first = equals;
      second = colon;
    }
    for (Line line : aligned) {
      int widenFirst = first - width(line, 0);
      int widenSecond = second - width(line, 1);
      if (line.columns.size() > 1) {
        line.widen(1, widenSecond);
      }
      line.widen(0, widenFirst);
    }
  }

  /** Characters before this column since the one before it; 0 where there is no such column. */
  private static int width(Line line, int column) {
    if (column >= line.columns.size()) {
      return 0;
    }
    int from = column == 0 ? 0 : line.columns.get(column - 1);
    return Line.characters(line.code.substring(from, line.columns.get(column)));
  }

  private static int lengthWith(Line line, int first, int second) {
    int second1 = line.columns.size() > 1 ? second - width(line, 1) : 0;
    return line.width() + first - width(line, 0) + second1;
  }

  /** How far each line's comment stands behind its code, in lines that all have one. */
  static List<Integer> beforeComments(List<Line> lines) {
    List<Integer> gaps = new ArrayList<>();
    for (List<Line> run : runs(lines, Columns::commentedLike)) {
      int column = commentColumn(run);
      for (Line line : run) {
        gaps.add(Math.max(0, column - line.width()) + 2);
      }
    }
    return gaps;
  }

  private static boolean commentedLike(Line before, Line line) {
    return isCommented(before) && isCommented(line) && before.indent == line.indent;
  }

  private static boolean isCommented(Line line) {
    return line.comment.isPresent() && !line.code.isEmpty() && line.isWhole();
  }

  /** Where the widest code ends, of the lines whose comments still fit there. */
  private static int commentColumn(List<Line> run) {
    return run.stream().mapToInt(Line::width).max().orElse(0);
  }
}
