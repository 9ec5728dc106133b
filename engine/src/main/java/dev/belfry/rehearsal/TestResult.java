package dev.belfry.rehearsal;

import dev.belfry.model.CheckedTest;
import dev.belfry.source.Span;
import java.util.List;
import java.util.Optional;

/** How a test went. */
public record TestResult(CheckedTest test, Optional<Failure> failure) {
  public boolean passed() {
    return failure.isEmpty();
  }

  /**
   * Why a test failed.
   *
   * @param step the step that was not fulfilled
   * @param expected what was expected, as the author wrote it
   * @param instead the effects that were there, as they would be written
   * @param timeline what happened in the test so far, a line each
   */
  public record Failure(Span step, String expected, List<String> instead, List<String> timeline) {}
}
