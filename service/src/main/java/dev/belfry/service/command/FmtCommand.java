package dev.belfry.service.command;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.format.Formatted;
import dev.belfry.format.Formatter;
import dev.belfry.parse.RuleParser;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.rules.RuleProblem;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings rule files into the one layout. */
@Command(
    name = "fmt",
    description = {
      "Bring rule files into the one layout. Only white space changes: never a word, never a"
          + " comment.",
      "What cannot be read is left as it is, and said."
    })
final class FmtCommand implements Callable<Integer> {
  private static final String STANDARD_STREAMS = "-";

  private final Settings settings;
  private final Console console;
  private final boolean colours;
  private final InputStream standardInput;
  private final List<Diagnostic> unreadable = new ArrayList<>();
  private int changed;
  private int kept;
  private boolean anyProblem;
  private boolean anyBug;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = {
        "a file, or a folder with all rule files in it; default: the configured rules folder;",
        "- lays standard input out on standard output"
      })
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--check",
      description = "write nothing; show what would change, and exit with 1 if anything would")
  private boolean check;

  FmtCommand(Settings settings, Console console, boolean colours, InputStream standardInput) {
    this.settings = settings;
    this.console = console;
    this.colours = colours;
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    boolean streams = paths.contains(Path.of(STANDARD_STREAMS));
    if (streams && paths.size() > 1) {
      throw CommandFailure.misuse("- is standard input, and goes with no other PATH");
    }
    if (streams) {
      formatStreams();
    } else {
      formatFiles();
    }
    if (!unreadable.isEmpty()) {
      DiagnosticReport.text(unreadable, colours, console.err());
    }
    console.err().flush();
    console.out().flush();
    return exitCode();
  }

  private int exitCode() {
    if (anyBug) {
      return ExitCodes.OUR_BUG;
    }
    boolean clean = !anyProblem && unreadable.isEmpty() && !(check && changed > 0);
    return clean ? ExitCodes.CLEAN : ExitCodes.PROBLEMS;
  }

  // ---- files

  private void formatFiles() throws CommandFailure {
    Path here = settings.currentFolder();
    for (Path path : paths.isEmpty() ? List.of(settings.read().rules()) : paths) {
      Path root = here.resolve(path);
      if (Files.notExists(root)) {
        throw CommandFailure.misuse("there is no file or folder " + path);
      }
      Path shown = path.startsWith(here) ? here.relativize(path) : path;
      formatAll(root, shown);
    }
    String ofChanged = check ? " would change, " : " changed, ";
    console
        .out()
        .println(files(changed) + ofChanged + kept + (check ? " would not" : " as they were"));
  }

  private static String files(int count) {
    return count + (count == 1 ? " file" : " files");
  }

  private void formatAll(Path root, Path shown) {
    boolean folder = Files.isDirectory(root);
    RuleFiles files = RuleFiles.at(root);
    for (RuleProblem problem : files.problems()) {
      complain((folder ? shown.resolve(problem.path()) : shown) + " " + problem.words());
    }
    for (SourceFile file : files.files()) {
      Path path = folder ? root.resolve(file.name()) : root;
      Path name = folder ? shown.resolve(file.name()) : shown;
      format(path, new SourceFile(name.toString(), file.text()));
    }
  }

  private void format(Path path, SourceFile file) {
    switch (Formatter.format(file)) {
      case Formatted.Unfaithful ignored -> complainOfBug(file);
      case Formatted.Done done -> {
        if (done.text().equals(file.text())) {
          kept++;
        } else if (!check && write(path, file.name(), done.text())) {
          // Their places are those in the file as it is now.
          SourceFile now = new SourceFile(file.name(), done.text());
          unreadable.addAll(RuleParser.parse(now).problems());
          return;
        } else if (check) {
          show(file, done.text());
        }
        unreadable.addAll(done.problems());
      }
    }
  }

  private void show(SourceFile file, String laid) {
    changed++;
    LayoutDifference.of(file, laid).forEach(console.out()::println);
  }

  private boolean write(Path path, String name, String text) {
    try {
      RuleFileWriter.write(path, text);
    } catch (IOException failed) {
      complain(name + " cannot be written: " + failed.getMessage());
      return false;
    }
    changed++;
    console.out().println(name);
    return true;
  }

  // ---- standard input and output

  private void formatStreams() throws CommandFailure, IOException {
    SourceFile file = new SourceFile("standard input", read());
    switch (Formatter.format(file)) {
      case Formatted.Unfaithful ignored -> complainOfBug(file);
      case Formatted.Done done -> {
        unreadable.addAll(done.problems());
        if (!check) {
          console.out().print(done.text());
        } else if (!done.text().equals(file.text())) {
          show(file, done.text());
        }
      }
    }
  }

  private String read() throws CommandFailure, IOException {
    byte[] bytes = standardInput.readNBytes(RuleFiles.LARGEST_FILE_BYTES + 1);
    if (bytes.length > RuleFiles.LARGEST_FILE_BYTES) {
      throw CommandFailure.refused("standard input is larger than 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw CommandFailure.refused("standard input is not UTF-8 text");
    }
  }

  // ---- what went wrong

  private void complain(String words) {
    anyProblem = true;
    console.err().println("belfry: " + words);
  }

  private void complainOfBug(SourceFile file) {
    anyBug = true;
    console
        .err()
        .println(
            "belfry: "
                + file.name()
                + " was left as it is: its layout would not say the same;"
                + " this is a bug of ours, not of yours");
  }
}
