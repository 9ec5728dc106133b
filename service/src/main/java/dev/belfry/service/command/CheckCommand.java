package dev.belfry.service.command;

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
    diagnostics.addAll(Compilation.of(files.files(), catalog).diagnostics());
    return files.problems().isEmpty();
  }
}
