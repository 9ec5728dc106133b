package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;

/** All that is said to authors about declarations that are well formed and yet wrong. */
final class Wording {
  private Wording() {}

  static Diagnostic diagnostic(SourceFile file, CheckProblem problem) {
    return new NameWording(new Saying(file)).of(problem);
  }
}
