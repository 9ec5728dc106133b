package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;

/** All that is said to authors about declarations that are well formed and yet wrong. */
final class Wording {
  private Wording() {}

  static Diagnostic diagnostic(SourceFile file, CheckProblem problem) {
    Saying say = new Saying(file);
    return problem instanceof CheckProblem.OfAlert alert
        ? new AlertWording(say).of(alert)
        : new NameWording(say).of(problem);
  }
}
