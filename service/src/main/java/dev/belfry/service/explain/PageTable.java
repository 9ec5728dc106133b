package dev.belfry.service.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of a page, in columns of blanks. */
final class PageTable {
  private static final String BETWEEN = "   ";

  private final List<List<String>> rows;

  /**
   * @param lines as they stand in the page: the heading, a line of dashes, and the rows
   */
  PageTable(List<String> lines) {
    this.rows =
        lines.stream().filter(line -> !line.matches("[|\\- :]+")).map(PageTable::cells).toList();
  }

  /** The cells of a line; a bar with a backslash before it is part of a cell. */
  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /** Its lines, indented like a program; the heading with a line of dashes below. */
  List<String> rows() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int here = column;
      widths.add(rows.stream().mapToInt(row -> row.get(here).length()).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, line(widths.stream().map("-"::repeat).toList(), widths));
    return lines;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder("    ");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(widths.get(i) - cell.length())).append(BETWEEN);
    }
    return line.toString().stripTrailing();
  }
}
