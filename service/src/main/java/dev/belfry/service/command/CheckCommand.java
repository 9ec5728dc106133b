package dev.belfry.service.command;

import dev.belfry.analysis.Advice;
import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.rules.RuleProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything there is to say about rule files. */
@Command(name = "check", description = "Show everything that is wrong in rule files.")
final class CheckCommand implements Callable<Integer> {
  private final Settings settings;
  private final Console console;
  private final boolean colours;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "a file, or a folder as one program; default: the configured rules folder")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: text")
  private Format format = Format.TEXT;

  @Option(
      names = "--loops",
      description = "also show rules that hear each other and come to an end by themselves")
  private boolean loops;

  @Option(
      names = "--witnesses",
      paramLabel = "FOLDER",
      description =
          "write for each loop and conflict the messages that bring it about: recordings for"
              + " `belfry replay`")
  private @Nullable Path witnesses;

  CheckCommand(Settings settings, Console console, boolean colours) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
  }

  /** How diagnostics are written. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws CommandFailure {
    var configuration = settings.read();
    List<Path> roots = paths.isEmpty() ? List.of(configuration.rules()) : paths;
    List<Diagnostic> diagnostics = new ArrayList<>();
    boolean unreadable = false;
    for (Path path : roots) {
      unreadable |=
          !check(settings.currentFolder().resolve(path), configuration.catalog(), diagnostics);
    }
    switch (format) {
      case TEXT -> DiagnosticReport.text(diagnostics, colours, console.out());
      case JSON -> DiagnosticReport.json(diagnostics, console.out());
    }
    console.out().flush();
    boolean clean = !unreadable && diagnostics.stream().noneMatch(Diagnostic::isError);
    return clean ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  private boolean check(Path path, Catalog catalog, List<Diagnostic> diagnostics)
      throws CommandFailure {
    if (Files.notExists(path)) {
      throw CommandFailure.misuse("there is no file or folder " + path);
    }
    RuleFiles files = RuleFiles.at(path);
    for (RuleProblem problem : files.problems()) {
      console.err().println("belfry: " + problem.path() + " " + problem.words());
    }
    Compilation compilation = Compilation.of(files.files(), catalog);
    diagnostics.addAll(compilation.diagnostics());
    Advice advice = Advice.about(compilation);
    diagnostics.addAll(advice.diagnostics());
    report(advice, path);
    return files.problems().isEmpty();
  }

  private void report(Advice advice, Path path) throws CommandFailure {
    if (loops && format == Format.TEXT) {
      advice.circles().forEach(circle -> console.out().println(circle.words() + "\n"));
    }
    if (advice.notLookedAt() > 0) {
      console
          .err()
          .println(
              "belfry: "
                  + advice.notLookedAt()
                  + " pairs of rules in "
                  + path
                  + " were not compared: there are too many");
    }
    if (witnesses != null) {
      WitnessFiles.write(settings.currentFolder().resolve(witnesses), advice);
    }
  }
}
