package dev.belfry.formula;

import java.util.List;
import java.util.Optional;

/** A text that was found to be a formula. */
public final class Formula {
  /** How many characters a formula may have. */
  private static final int LONGEST = 1_000;

  private final int parameters;
  private final Kinds kinds;
  private final Term term;

  private Formula(int parameters, Kinds kinds, Term term) {
    this.parameters = parameters;
    this.kinds = kinds;
    this.term = term;
  }

  /** What reading a text came to: a formula, or what is wrong. */
  public sealed interface Reading {
    /** A formula. */
    record Good(Formula formula) implements Reading {}

    /** No formula. */
    record Bad(FormulaProblem problem) implements Reading {}
  }

  /** Reads a formula over these parameters. */
  public static Reading read(String text, List<String> parameters) {
    try {
      if (text.length() > LONGEST) {
        throw new Refused(new FormulaProblem.TooLong(LONGEST, text.length(), LONGEST));
      }
      Term term = FormulaParser.parse(text, parameters);
      Kinds kinds = Kinds.of(term, parameters.size());
      return new Reading.Good(new Formula(parameters.size(), kinds, term));
    } catch (Refused refused) {
      return new Reading.Bad(refused.problem());
    }
  }

  /** What an argument must be, if the formula's use of it says so. */
  public Optional<Kind> parameter(int index) {
    return kinds.parameter(index);
  }

  /** What the formula gives, if that does not depend on its arguments. */
  public Optional<Kind> result() {
    return kinds.kind(term);
  }

  /** Makes it ready to be computed. */
  public Calculation ready() {
    return new Calculation(parameters, kinds, term);
  }
}
