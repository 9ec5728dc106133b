package dev.belfry.connectors.sink;

/** One line of text made from whatever came from outside. */
public final class Line {
  private Line() {}

  /**
   * The text with every run of control characters and spaces as one space.
   *
   * @param limit characters kept at most; what is cut shows as an ellipsis
   */
  public static String of(String text, int limit) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), limit) + 1);
    int end = 0;
    while (end < text.length() && line.length() <= limit) {
      int point = text.codePointAt(end);
      end += Character.charCount(point);
      append(line, point);
    }
    String shown = line.toString().strip();
    return shown.length() <= limit ? shown : cut(shown, limit);
  }

  private static void append(StringBuilder line, int point) {
    if (!breaks(point)) {
      line.appendCodePoint(point);
    } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
      line.append(' ');
    }
  }

  private static boolean breaks(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String cut(String text, int limit) {
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end) + "…";
  }
}
