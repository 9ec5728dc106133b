package dev.belfry.service.command;

import dev.belfry.catalog.Catalog;
import dev.belfry.model.CheckedTest;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.rehearsal.TestResult;
import dev.belfry.service.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the tests that rule files bring along, in virtual time. */
@Command(
    name = "test",
    description = {
      "Run the tests in rule files, in virtual time: nothing is sent to anybody.",
      "The last line of the text is \"N passed, N failed\"."
    })
final class TestCommand implements Callable<Integer> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Settings settings;
  private final Console console;
  private final boolean colours;
  private int passed;
  private int failed;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "a file, or a folder as one program; default: the configured rules folder")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; default: text. junit is XML for CI servers")
  private Format format = Format.TEXT;

  TestCommand(Settings settings, Console console, boolean colours) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
  }

  /** How results are written. */
  enum Format {
    TEXT,
    JUNIT,
    JSON
  }

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = settings.read();
    List<Path> roots = paths.isEmpty() ? List.of(configuration.rules()) : paths;
    TestReport report = report();
    boolean usable = true;
    for (Path path : roots) {
      usable &= run(settings.currentFolder().resolve(path), configuration.catalog(), report);
    }
    report.end();
    return usable && failed == 0 && passed > 0 ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  private TestReport report() {
    return switch (format) {
      case TEXT -> new TextTestReport(console.out(), colours);
      case JUNIT -> new JunitTestReport(console.out());
      case JSON -> new JsonTestReport(console.out());
    };
  }

  /** Runs the tests of one program; false if there is something wrong with its files. */
  private boolean run(Path path, Catalog catalog, TestReport report) throws CommandFailure {
    ProgramFiles files = ProgramFiles.at(path, catalog);
    files.complain(console, colours);
    files.program().ifPresent(program -> runAll(program, report));
    if (!files.isUsable()) {
      report.unusable(files.diagnostics());
    }
    return files.isUsable();
  }

  private void runAll(Program program, TestReport report) {
    // Where the lines of the tests themselves are seen, they are the progress.
    boolean shown = Boolean.getBoolean("belfry.progress") && !(colours && format == Format.TEXT);
    Progress progress =
        new Progress(console.err(), shown, () -> System.nanoTime() / NANOS_PER_MILLI);
    int count = program.tests().size();
    int done = 0;
    for (CheckedTest test : program.tests()) {
      long before = System.nanoTime();
      TestResult result = Rehearsal.run(program, test);
      report.ran(new TestRun(result, System.nanoTime() - before));
      if (result.passed()) {
        passed++;
      } else {
        failed++;
      }
      done++;
      progress.at(done + " of " + count + " tests, " + failed + " failed");
    }
    progress.end();
  }
}
