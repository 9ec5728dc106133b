package dev.belfry.service.command;

import dev.belfry.rehearsal.TestResult;
import dev.belfry.source.SourceFile;

/** A test that was run, and how long that took by a real clock. */
record TestRun(TestResult result, long nanos) {
  SourceFile file() {
    return result.test().file();
  }

  String name() {
    return result.test().name();
  }

  /** The line at which the test begins. */
  int line() {
    return file().position(result.test().span().start()).line();
  }

  /** The line of a step of the test. */
  int line(TestResult.Failure failure) {
    return file().position(failure.step().start()).line();
  }

  double seconds() {
    return nanos / 1e9;
  }
}
