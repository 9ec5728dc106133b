package dev.belfry.service.command;

import dev.belfry.service.history.Point;
import java.util.List;

/** A course of numbers in one line of letters. */
final class Sparkline {
  private static final int COLUMNS = 60;
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /** The mean of each column, between the lowest and the highest of them; blank where is none. */
  static String of(List<Point> points, long fromMillis, long toMillis) {
    Point[] columns = new Point[COLUMNS];
    for (Point point : points) {
      long passed = Math.max(0, point.timeMillis() - fromMillis);
      int column = (int) Math.min(COLUMNS - 1, passed * COLUMNS / (toMillis - fromMillis));
      columns[column] = columns[column] == null ? point : columns[column].and(point);
    }
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (Point column : columns) {
      if (column != null) {
        lowest = Math.min(lowest, column.mean());
        highest = Math.max(highest, column.mean());
      }
    }
    StringBuilder line = new StringBuilder();
    for (Point column : columns) {
      line.append(column == null ? ' ' : bar(column.mean() - lowest, highest - lowest));
    }
    return line.toString().stripTrailing();
  }

  private static char bar(double height, double all) {
    int last = BARS.length() - 1;
    return BARS.charAt(all > 0 ? (int) Math.round(height / all * last) : last / 2);
  }
}
