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

  /** Blanks between code and comment. */
  int beforeComment;

  Kind kind = Kind.OTHER;

  Line(int indent, boolean blankBefore) {
    this.indent = indent;
    this.blankBefore = blankBefore;
  }

  /** Where the line's code ends, in characters. */
  int width() {
    return indent + characters(code);
  }

  int commentWidth() {
    return comment.map(Line::characters).orElse(0);
  }

  boolean isWhole() {
    return code.indexOf("\n") < 0;
  }

  boolean isCommentedCode() {
    return comment.isPresent() && !code.isEmpty() && isWhole();
  }

  private static int characters(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }

  /**
   * How many characters stand before a column.
   *
   * @param number which column, from 0
   */
  int before(int number) {
    return characters(code.substring(0, columns.get(number)));
  }

  /** Puts blanks in before a column. */
  void widen(int number, int blanks) {
    code.insert(columns.get(number).intValue(), " ".repeat(blanks));
    for (int i = number; i < columns.size(); i++) {
      columns.set(i, columns.get(i) + blanks);
    }
  }

  void appendTo(StringBuilder text) {
    if (blankBefore) {
      text.append('\n');
    }
    text.append(" ".repeat(indent)).append(code);
    if (comment.isPresent() && !code.isEmpty()) {
      text.append(" ".repeat(beforeComment));
    }
    comment.ifPresent(text::append);
    text.append('\n');
  }
}
