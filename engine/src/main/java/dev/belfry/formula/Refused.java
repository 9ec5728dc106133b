package dev.belfry.formula;

import java.io.Serial;

/** Leads out of the reading of a text that is no formula. */
final class Refused extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient FormulaProblem problem;

  Refused(FormulaProblem problem) {
    super(null, null, false, false);
    this.problem = problem;
  }

  FormulaProblem problem() {
    return problem;
  }
}
