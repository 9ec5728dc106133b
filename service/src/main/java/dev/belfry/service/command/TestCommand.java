package dev.belfry.service.command;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.rehearsal.TestResult;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.rules.RuleProblem;
import dev.belfry.source.SourceFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the tests that rule files bring along, in virtual time. */
@Command(
    name = "test",
    description = {
      "Run the tests in rule files, in virtual time: nothing is sent to anybody.",
      "The last line is \"N passed, N failed\"."
    })
final class TestCommand implements Callable<Integer> {
  /** How much of a failed test's timeline is shown, in lines. */
  private static final int SHOWN_TIMELINE = 20;

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

  TestCommand(Settings settings, Console console, boolean colours) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
  }

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = settings.read();
    List<Path> roots = paths.isEmpty() ? List.of(configuration.rules()) : paths;
    boolean usable = true;
    for (Path path : roots) {
      usable &= run(settings.currentFolder().resolve(path), configuration.catalog());
    }
    console.out().println(passed + " passed, " + failed + " failed");
    console.out().flush();
    return usable && failed == 0 && passed > 0 ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  /** Runs the tests of one program; false if there is something wrong with its files. */
  private boolean run(Path path, Catalog catalog) throws CommandFailure {
    if (Files.notExists(path)) {
      throw CommandFailure.misuse("there is no file or folder " + path);
    }
    RuleFiles files = RuleFiles.at(path);
    for (RuleProblem problem : files.problems()) {
      console.err().println("belfry: " + problem.path() + " " + problem.words());
    }
    Compilation compilation = Compilation.of(files.files(), catalog);
    List<Diagnostic> diagnostics = compilation.diagnostics();
    if (!diagnostics.isEmpty()) {
      DiagnosticReport.text(diagnostics, colours, console.err());
      console.err().flush();
    }
    compilation.program().ifPresent(this::runAll);
    return compilation.program().isPresent() && files.problems().isEmpty();
  }

  private void runAll(Program program) {
    program.tests().forEach(test -> show(Rehearsal.run(program, test)));
  }

  private void show(TestResult result) {
    PrintWriter out = console.out();
    SourceFile file = result.test().file();
    String where = file.name() + ":" + file.position(result.test().span().start()).line();
    if (result.passed()) {
      passed++;
      out.println(paint("32", "ok    ") + where + "  " + result.test().name());
      return;
    }
    failed++;
    out.println(paint("1;31", "FAIL  ") + where + "  " + result.test().name());
    result.failure().ifPresent(failure -> show(file, failure, out));
  }

  private static void show(SourceFile file, TestResult.Failure failure, PrintWriter out) {
    int line = file.position(failure.step().start()).line();
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

  private String paint(String colour, String text) {
    return colours ? "\u001B[" + colour + "m" + text + "\u001B[0m" : text;
  }
}
