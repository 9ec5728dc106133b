package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.rehearsal.TestResult;
import java.io.PrintWriter;
import java.util.List;

/** A line for each test, and for a failed one what happened instead; then how many of which. */
final class TextTestReport implements TestReport {
  /** How much of a failed test's timeline is shown, in lines. */
  private static final int SHOWN_TIMELINE = 20;

  private final PrintWriter out;
  private final boolean colours;
  private int passed;
  private int failed;

  TextTestReport(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  @Override
  public void unusable(List<Diagnostic> diagnostics) {
    // They were shown where problems are shown.
  }

  @Override
  public void ran(TestRun run) {
    String where = run.file().name() + ":" + run.line() + "  " + run.name();
    if (run.result().passed()) {
      passed++;
      out.println(paint("32", "ok    ") + where);
      return;
    }
    failed++;
    out.println(paint("1;31", "FAIL  ") + where);
    run.result().failure().ifPresent(failure -> show(run.line(failure), failure));
  }

  private void show(int line, TestResult.Failure failure) {
    out.println("        line " + line + ": " + failure.expected());
    if (failure.instead().isEmpty()) {
      out.println("        instead there was nothing");
    }
    failure.instead().forEach(effect -> out.println("        instead there was  " + effect));
    out.println("        what happened:");
    List<String> timeline = failure.timeline();
    timeline.stream()
        .skip(Math.max(0, timeline.size() - SHOWN_TIMELINE))
        .forEach(entry -> out.println("          " + entry));
  }

  @Override
  public void end() {
    out.println(passed + " passed, " + failed + " failed");
    out.flush();
  }

  private String paint(String colour, String text) {
    return colours ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
  }
}
