package dev.belfry.service.command;

import dev.belfry.analysis.Advice;
import dev.belfry.analysis.Traffic;
import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.service.recording.RecordedTraffic;
import dev.belfry.service.recording.RecordingFiles;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.rules.RuleProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything there is to say about rule files. */
@Command(name = "check", description = "Show everything that is wrong in rule files.")
final class CheckCommand implements Callable<Integer> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Settings settings;
  private final Console console;
  private final boolean colours;
  private final List<FiledDiagnostic> findings = new ArrayList<>();
  private final List<RuleProblem> unread = new ArrayList<>();
  private @Nullable WitnessFiles witnessFiles;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "a file, or a folder as one program; default: the configured rules folder")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: text")
  private Format format = Format.TEXT;

  @Option(
      names = "--loops",
      description =
          "also show rules that hear each other and of which no loop was found; text only")
  private boolean loops;

  @Option(
      names = "--witnesses",
      paramLabel = "FOLDER",
      description =
          "write for each loop and conflict the messages that bring it about: recordings for"
              + " `belfry replay`")
  private @Nullable Path witnesses;

  @Option(
      names = "--recorded",
      description = "compare the topics with the messages that the service has recorded")
  private boolean recorded;

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
    Optional<Traffic> traffic = recorded ? traffic(configuration.data()) : Optional.empty();
    for (Path path : roots) {
      check(settings.currentFolder().resolve(path), configuration.catalog(), traffic);
    }
    report(findings.stream().map(FiledDiagnostic::diagnostic).toList());
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

  private void check(Path path, Catalog catalog, Optional<Traffic> traffic) throws CommandFailure {
    if (Files.notExists(path)) {
      throw CommandFailure.misuse("there is no file or folder " + path);
    }
    RuleFiles files = RuleFiles.at(path);
    for (RuleProblem problem : files.problems()) {
      console.err().println("belfry: " + problem.path() + " " + problem.words());
    }
    unread.addAll(files.problems());
    Compilation compilation = Compilation.of(files.files(), catalog);
    Advice advice = Advice.about(compilation, traffic);
    Stream.concat(compilation.diagnostics().stream(), advice.diagnostics().stream())
        .forEach(it -> findings.add(new FiledDiagnostic(it, files.folder())));
    report(advice, path);
  }

  /** What came while the service ran; says so if there is nothing of it. */
  private Optional<Traffic> traffic(Path data) throws CommandFailure {
    RecordingFiles files = RecordingFiles.in(data);
    Progress progress =
        new Progress(
            console.err(),
            Boolean.getBoolean("belfry.progress"),
            () -> System.nanoTime() / NANOS_PER_MILLI);
    try {
      Optional<Traffic> traffic =
          RecordedTraffic.of(files, file -> progress.at("reading " + file.getFileName()));
      progress.end();
      if (traffic.isEmpty()) {
        console.err().println("belfry: nothing is recorded in " + files.folder());
      }
      return traffic;
    } catch (IOException unreadable) {
      throw CommandFailure.misuse("can't read " + files.folder() + ": " + unreadable.getMessage());
    }
  }

  private WitnessFiles files(Path folder) {
    WitnessFiles files = witnessFiles;
    if (files == null) {
      files = new WitnessFiles(settings.currentFolder().resolve(folder));
      witnessFiles = files;
    }
    return files;
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
                  + " pairs or circles of rules in "
                  + path
                  + " were not looked at: there are too many, or they do too much at once");
    }
    if (witnesses != null) {
      files(witnesses).write(advice);
    }
  }
}
