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
  private final List<Finding> findings = new ArrayList<>();
  private final List<RuleProblem> unread = new ArrayList<>();

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
    JSON,
    SARIF
  }

  @Override
  public Integer call() throws CommandFailure {
    var configuration = settings.read();
    List<Path> roots = paths.isEmpty() ? List.of(configuration.rules()) : paths;
    for (Path path : roots) {
      check(settings.currentFolder().resolve(path), configuration.catalog());
    }
    report(findings.stream().map(Finding::diagnostic).toList());
    console.out().flush();
    boolean clean =
        unread.isEmpty() && findings.stream().noneMatch(it -> it.diagnostic().isError());
    return clean ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  private void report(List<Diagnostic> diagnostics) {
    switch (format) {
      case TEXT -> {
        DiagnosticReport.text(diagnostics, colours, console.out());
        diagnostics.stream()
            .findFirst()
            .ifPresent(
                first -> console.out().println("`belfry explain " + first.code() + "` says more"));
      }
      case JSON -> DiagnosticReport.json(diagnostics, console.out());
      case SARIF -> SarifReport.write(findings, unread, settings.currentFolder(), console.out());
    }
  }

  private void check(Path path, Catalog catalog) throws CommandFailure {
    if (Files.notExists(path)) {
      throw CommandFailure.misuse("there is no file or folder " + path);
    }
    RuleFiles files = RuleFiles.at(path);
    for (RuleProblem problem : files.problems()) {
      console.err().println("belfry: " + problem.path() + " " + problem.words());
    }
    unread.addAll(files.problems());
    Compilation.of(files.files(), catalog)
        .diagnostics()
        .forEach(it -> findings.add(new Finding(it, files.folder())));
  }
}
