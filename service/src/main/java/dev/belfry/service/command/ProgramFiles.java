package dev.belfry.service.command;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.service.rules.RuleFiles;
import dev.belfry.service.rules.RuleProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rule files that a command was pointed to, and what became of them. */
record ProgramFiles(RuleFiles files, Compilation compilation) {
  /** Reads and compiles a file, or a folder as one program. */
  static ProgramFiles at(Path path, Catalog catalog) throws CommandFailure {
    if (Files.notExists(path)) {
      throw CommandFailure.misuse("there is no file or folder " + path);
    }
    RuleFiles files = RuleFiles.at(path);
    return new ProgramFiles(files, Compilation.of(files.files(), catalog));
  }

  /** The program, if it has no error. */
  Optional<Program> program() {
    return compilation.program();
  }

  boolean isUsable() {
    return program().isPresent() && files.problems().isEmpty();
  }

  List<Diagnostic> diagnostics() {
    return compilation.diagnostics();
  }

  /** Shows whatever is wrong. */
  void complain(Console console, boolean colours) {
    for (RuleProblem problem : files.problems()) {
      console.err().println("belfry: " + problem.path() + " " + problem.words());
    }
    if (!diagnostics().isEmpty()) {
      DiagnosticReport.text(diagnostics(), colours, console.err());
    }
    console.err().flush();
  }
}
