package dev.belfry.parse;

import dev.belfry.source.Span;
import java.util.List;

/** What can be wrong with the form of a declaration. */
sealed interface SyntaxProblem {
  Span at();

  /** Something stands where something else must. */
  record Unexpected(Span at, String found, List<String> expected) implements SyntaxProblem {}

  /** The next declaration, or the end of the file, comes before the closing brace. */
  record MissingBrace(Span at, Span opened, String what) implements SyntaxProblem {}

  /** The declaration ends too early for another reason. */
  record CutShort(Span at, List<String> expected) implements SyntaxProblem {}

  /** A quote that is never closed. */
  record UnclosedText(Span at) implements SyntaxProblem {}

  /** A brace in a text that opens an expression and is never closed. */
  record UnclosedHole(Span at) implements SyntaxProblem {}

  /** Text outside any declaration. */
  record Outside(Span at, String found) implements SyntaxProblem {}

  /**
   * A file of which nothing can be read.
   *
   * @param whose what it is instead, or empty
   */
  record NotRules(Span at, String whose, String example) implements SyntaxProblem {}

  /** A {@code let} within a rule. */
  record LetInActions(Span at) implements SyntaxProblem {}

  /** A backslash before a letter that has no meaning. */
  record BadEscape(Span at, String written) implements SyntaxProblem {}

  /** A character number that stands for no character. */
  record BadCharacter(Span at, String written) implements SyntaxProblem {}

  /** A number where a duration must stand, and perhaps a word that is no unit. */
  record NoUnit(Span at, String number, String word) implements SyntaxProblem {}

  /** A text that ends at a quote which was meant to be part of it. */
  record QuoteInText(Span at) implements SyntaxProblem {}

  /** The same part of a header twice. */
  record Twice(Span at, String what) implements SyntaxProblem {}

  /** A number, time, date or duration that does not exist. */
  record Impossible(Span at, String what, String why) implements SyntaxProblem {}

  /** More than a limit allows. */
  record TooMuch(Span at, String what, int limit) implements SyntaxProblem {}
}
