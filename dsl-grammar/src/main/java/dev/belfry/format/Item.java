package dev.belfry.format;

import dev.belfry.syntax.Manuscript;

/**
 * What a declaration is laid out from: its words, the gaps between them, and frames around them.
 */
sealed interface Item {
  /** A word. */
  record Word(Manuscript.Word word) implements Item {}

  /**
   * The beginning of a frame. A frame that does not fit on its line is broken: each of its own soft
   * gaps is a new line.
   *
   * @param indent by how many blanks lines inside stand further to the right
   * @param alone whether it is broken for its own length alone, whatever follows it on its line
   */
  record Open(int indent, Bearing bearing, boolean alone) implements Item {}

  /** From where a frame's indentation is counted. */
  enum Bearing {
    /** From the line that it begins in. */
    LINE,
    /**
     * From that line, or from the lines inside it where the frame around it is of this kind too.
     */
    NESTED,
    /** From where the frame around it begins. */
    AROUND
  }

  /** The end of the frame that was opened last. */
  record Close() implements Item {}

  /** What stands between two words. A line may always begin in it, because of a comment. */
  enum Gap implements Item {
    TIGHT(""),
    BLANK(" "),
    TWO_BLANKS("  "),
    /** A blank; signs of declarations in lines that follow each other are aligned behind it. */
    COLUMN(" "),
    /** A blank; a line that begins in it is not indented. */
    BLANK_AT_BASE(" "),
    SOFT(" "),
    SOFT_TIGHT(""),
    SOFT_AT_BASE(" "),
    SOFT_TIGHT_AT_BASE(""),
    /** A new line; the author's blank line before it is kept. */
    LINE(""),
    /** A new line that no blank line precedes. */
    FIRST_LINE(""),
    LAST_LINE_AT_BASE("");

    final String blanks;

    Gap(String blanks) {
      this.blanks = blanks;
    }

    boolean isSoft() {
      return switch (this) {
        case SOFT, SOFT_TIGHT, SOFT_AT_BASE, SOFT_TIGHT_AT_BASE -> true;
        case TIGHT, BLANK, TWO_BLANKS, COLUMN, BLANK_AT_BASE, LINE, FIRST_LINE, LAST_LINE_AT_BASE ->
            false;
      };
    }

    boolean isLine() {
      return this == LINE || this == FIRST_LINE || this == LAST_LINE_AT_BASE;
    }

    /** Whether a line that begins here stands where the frame's first line does. */
    boolean isAtBase() {
      return switch (this) {
        case BLANK_AT_BASE, SOFT_AT_BASE, SOFT_TIGHT_AT_BASE, LAST_LINE_AT_BASE -> true;
        case TIGHT, BLANK, TWO_BLANKS, COLUMN, SOFT, SOFT_TIGHT, LINE, FIRST_LINE -> false;
      };
    }
  }
}
