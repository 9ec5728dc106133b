package dev.belfry.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line as it will be, while columns can still move. A text of several lines is within one. */
final class Line {
  /** What a line that is a whole declaration begins with: such lines are aligned to each other. */
  enum Kind {
    TOPIC,
    LET,
    OTHER
  }

  final int indent;
  final boolean blankBefore;
  final StringBuilder code = new StringBuilder();

  /** Where blanks may be put in, in {@link #code}. */
  final List<Integer> columns = new ArrayList<>();

  Optional<String> comment = Optional.empty();
  Kind kind = Kind.OTHER;

  Line(int indent, boolean blankBefore) {
    this.indent = indent;
    this.blankBefore = blankBefore;
  }

  /** Where the line's code ends, in characters. */
  int width() {
    return indent + characters(code);
  }

  boolean isWhole() {
    return code.indexOf("\n") < 0;
  }

  static int characters(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /**
   * Puts blanks in before a column.
   *
   * @param number which column, from 0
   */
  void widen(int number, int blanks) {
    code.insert(columns.get(number).intValue(), " ".repeat(blanks));
    for (int i = number; i < columns.size(); i++) {
      columns.set(i, columns.get(i) + blanks);
    }
  }

  void appendTo(StringBuilder text, int beforeComment) {
    if (blankBefore) {
      text.append('\n');
    }
    text.append(" ".repeat(indent)).append(code);
    comment.ifPresent(
        words -> text.append(code.isEmpty() ? "" : " ".repeat(beforeComment)).append(words));
    text.append('\n');
  }
}
