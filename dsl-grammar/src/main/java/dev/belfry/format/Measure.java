package dev.belfry.format;

import dev.belfry.parse.RuleParser;

/**
 * How far a line has come.
 *
 * @param column characters before this place
 * @param open braces that the line opened and did not close, those in texts included
 * @param deepest the most that were open at once
 */
record Measure(int column, int open, int deepest) {
  /** How long lines are, in characters, where there is a choice. */
  static final int WIDTH = 100;

  static Measure at(int column) {
    return new Measure(column, 0, 0);
  }

  /** The measure behind a text. */
  Measure after(String text) {
    int column = this.column;
    int open = this.open;
    int deepest = this.deepest;
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      switch (at) {
        case '\n' -> {
          column = -1;
          open = 0;
        }
        case '{' -> open++;
        case '}' -> open = Math.max(0, open - 1);
        default -> {}
      }
      deepest = Math.max(deepest, open);
      column += Character.isLowSurrogate(at) ? 0 : 1;
    }
    return new Measure(column, open, deepest);
  }

  boolean fits() {
    return column <= WIDTH && deepest <= RuleParser.DEEPEST_IN_LINE;
  }

  /** Whether there may be such a line at all. */
  boolean isPossible() {
    return column < RuleParser.LONGEST_LINE && deepest <= RuleParser.DEEPEST_IN_LINE;
  }
}
