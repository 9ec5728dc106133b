package dev.belfry.source;

import java.util.Arrays;

/** A rule file: its name as it is shown to people, its text, and its table of lines. */
public final class SourceFile {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  public SourceFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** How many lines there are; an empty file has one. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** Where the offset is. */
  public Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    int start = Math.min(startOf(line), clamp(offset));
    return new Position(line + 1, text.codePointCount(start, clamp(offset)) + 1);
  }

  /** Where a line, counted from 0, begins; a mark of the byte order is no part of it. */
  private int startOf(int line) {
    return line == 0 && text.startsWith("\uFEFF") ? 1 : lineStarts[line];
  }

  /** The text of a line, counted from 1, without its end. */
  public String line(int number) {
    int start = startOf(number - 1);
    int end = number < lineStarts.length ? lineStarts[number] - 1 : text.length();
    String line = text.substring(start, Math.max(start, end));
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** The text of a span. */
  public String text(Span span) {
    return text.substring(clamp(span.start()), clamp(span.end()));
  }

  private int clamp(int offset) {
    return Math.min(offset, text.length());
  }

  @Override
  public String toString() {
    return name;
  }

  /** A line and a column, both from 1; columns count characters. */
  public record Position(int line, int column) {}
}
