package dev.belfry.service.config;

import java.util.Optional;

/**
 * One thing that is wrong in the configuration, and where.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param source the line as it stands in the file
 * @param length how many characters to mark
 */
public record ConfigurationProblem(
    String file,
    int line,
    int column,
    String source,
    int length,
    String message,
    Optional<String> help) {
  /** The problem as a person reads it, with the line and a mark under it. */
  public String render() {
    String number = Integer.toString(line);
    String margin = " ".repeat(number.length());
    StringBuilder text = new StringBuilder("error: ").append(message).append('\n');
    text.append(margin).append("--> ").append(file).append(':').append(line);
    text.append(':').append(column).append('\n');
    text.append(margin).append(" |\n");
    text.append(number).append(" | ").append(source).append('\n');
    text.append(margin).append(" | ").append(" ".repeat(column - 1));
    text.append("^".repeat(Math.max(1, length))).append('\n');
    help.ifPresent(words -> text.append(margin).append(" = help: ").append(words).append('\n'));
    return text.toString();
  }
}
