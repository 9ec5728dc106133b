package dev.belfry.parse;

/** Carries the first problem of a declaration from where it is found to where it is reported. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient SyntaxProblem problem;

  Refusal(SyntaxProblem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  SyntaxProblem problem() {
    return problem;
  }
}
