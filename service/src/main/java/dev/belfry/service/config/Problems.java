package dev.belfry.service.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong, each thing with its place in the file. */
final class Problems {
  private static final int LONGEST_LINE_SHOWN = 200;

  private final String file;
  private final List<String> lines;
  private final List<ConfigurationProblem> found = new ArrayList<>();

  Problems(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  void add(Node node, String message) {
    add(node, message, Optional.empty());
  }

  void add(Node node, String message, String help) {
    add(node, message, Optional.of(help));
  }

  void add(Node node, String message, Optional<String> help) {
    Mark start = node.getStartMark();
    Mark end = node.getEndMark();
    int length =
        end.getLine() == start.getLine()
            ? end.getColumn() - start.getColumn()
            : line(start.getLine()).stripTrailing().length() - start.getColumn();
    add(start, length, message, help);
  }

  void add(Mark at, int length, String message, Optional<String> help) {
    String source = line(at.getLine());
    int column = Math.min(at.getColumn(), source.length());
    int marked = Math.max(1, Math.min(length, source.length() - column));
    found.add(
        new ConfigurationProblem(
            file, at.getLine() + 1, column + 1, source, marked, message, help));
  }

  private String line(int index) {
    String line = index < lines.size() ? lines.get(index).replace('\t', ' ') : "";
    return line.length() <= LONGEST_LINE_SHOWN ? line : line.substring(0, LONGEST_LINE_SHOWN);
  }

  void throwIfAny() throws ConfigurationException {
    if (!found.isEmpty()) {
      found.sort(
          Comparator.comparingInt(ConfigurationProblem::line)
              .thenComparingInt(ConfigurationProblem::column));
      throw new ConfigurationException(found);
    }
  }
}
