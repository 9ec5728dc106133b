package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import java.util.List;

/** Shows how tests go. */
interface TestReport {
  /** There is something wrong with files; their tests were not run. */
  void unusable(List<Diagnostic> diagnostics);

  /** A test was run. */
  void ran(TestRun run);

  /** That was all. */
  void end();
}
