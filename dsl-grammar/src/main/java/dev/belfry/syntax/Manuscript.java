package dev.belfry.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A rule file as its author wrote it: the words in their order, the comments between them, and how
 * the words belong together. The syntax tree has what a file means; this has what it says.
 *
 * @param end what stands behind the last word
 */
public record Manuscript(List<Passage> passages, Margin end) {
  /**
   * What stands between two words, on lines of its own.
   *
   * @param blankLine whether there is a blank line directly before what follows
   */
  public record Margin(List<Comment> comments, boolean blankLine) {
    public static final Margin NONE = new Margin(List.of(), false);
  }

  /**
   * A comment on a line of its own, with its {@code #}.
   *
   * @param blankLine whether there is a blank line before it
   */
  public record Comment(String text, boolean blankLine) {}

  /** A declaration, or what should be one. */
  public sealed interface Passage {}

  /** A declaration. */
  public record Legible(Phrase declaration) implements Passage {}

  /**
   * A declaration that could not be read.
   *
   * @param quoted whether it begins as a rule, an alert or a test does
   * @param text all of it, to the letter
   * @param comment what follows it on its last line
   */
  public record Illegible(Margin before, boolean quoted, String text, Optional<String> comment)
      implements Passage {}

  /** A word, or several that belong together. */
  public sealed interface Part {}

  /**
   * A word, number, sign or text.
   *
   * @param text durations with one blank between their amounts and units, all else to the letter
   *     but for the ends of lines
   * @param comment what follows it on its line
   * @param opening whether a declaration would begin here if it stood first in its line
   */
  public record Word(String text, Margin before, Optional<String> comment, boolean opening)
      implements Part {}

  /** Several parts that belong together. */
  public record Phrase(Form form, List<Part> parts) implements Part {}

  /** What parts form together. */
  public enum Form {
    TOPIC,
    LET,
    RULE,
    ALERT,
    TEST,
    /** A header of a rule, a clause, an action or a step. */
    SENTENCE,
    /** An action with blocks behind its conditions. */
    IF,
    /** Actions in braces. */
    BLOCK,
    /** {@code title "…"} and its like, which go with a notification. */
    OPTION,
    /** Parts with a word between each two: {@code a or b}. */
    JOINED,
    /** A part with others that continue it: {@code a} and then {@code and b}. */
    CONTINUED,
    /** {@code if a then b else c}. */
    CHOICE,
    /** Fields, separated by commas, in braces. */
    FIELDS,
    /** {@code name: value}. */
    FIELD,
    /** Parts, separated by commas, in square brackets. */
    LIST,
    /** Parts, separated by commas, in parentheses. */
    ARGUMENTS,
    /** One part in parentheses. */
    GROUP,
    /** What clings together: {@code -a}, {@code a(b).c[d]}. */
    CLINGING,
    /** Anything else. */
    WORDS
  }
}
