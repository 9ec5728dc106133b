package dev.belfry.formula;

import java.util.Collection;

/** Why a text is no formula. Places are offsets in the text. */
public sealed interface FormulaProblem {
  int start();

  int end();

  /** A character or sign that formulas do not have. */
  record Foreign(int start, int end, String written) implements FormulaProblem {}

  /** A word that is neither a parameter nor a function. */
  record UnknownWord(int start, int end, String word, boolean called, Collection<String> known)
      implements FormulaProblem {}

  /** Something else where a value, a bracket or a sign must stand. */
  record Expected(int start, int end, String wanted, String found) implements FormulaProblem {}

  /** A text that is not closed. */
  record Unclosed(int start, int end) implements FormulaProblem {}

  /** Too few or too many arguments. */
  record WrongCount(int start, int end, String function, int fewest, int most, int given)
      implements FormulaProblem {}

  /** A number, a text or a truth where another must stand. */
  record Mismatch(int start, int end, Kind wanted, Kind given) implements FormulaProblem {}

  /** More characters than a formula may have. */
  record TooLong(int start, int end, int limit) implements FormulaProblem {}

  /** Deeper brackets than a formula may have. */
  record TooDeep(int start, int end, int limit) implements FormulaProblem {}
}
