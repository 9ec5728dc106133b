package dev.belfry.service.rules;

import dev.belfry.check.Checker;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.service.EmptyProgram;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A compiler for tests: {@code WRONG} is an error where it stands, a line {@code uses x} wants
 * {@code x} declared somewhere, and a name declared twice is an error in the second file.
 */
final class TinyCompiler {
  private TinyCompiler() {}

  static Compilation compile(List<SourceFile> files) {
    Map<String, SourceFile> declared = new HashMap<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (SourceFile file : files) {
      for (String name : new TreeSet<>(DeclaredNames.of(file))) {
        if (declared.putIfAbsent(name, file) != null) {
          diagnostics.add(error(file, name + " is declared twice"));
        }
      }
    }
    for (SourceFile file : files) {
      if (file.text().contains("WRONG")) {
        diagnostics.add(error(file, "wrong"));
      }
      file.text()
          .lines()
          .filter(line -> line.startsWith("uses "))
          .map(line -> line.substring("uses ".length()))
          .filter(name -> !declared.containsKey(name))
          .forEach(name -> diagnostics.add(error(file, "there is no " + name)));
    }
    return new Compilation(
        diagnostics.isEmpty() ? Optional.of(EmptyProgram.make()) : Optional.empty(),
        diagnostics,
        List.of(),
        Checker.check(List.of(), EmptyProgram.CATALOG));
  }

  private static Diagnostic error(SourceFile file, String message) {
    return Diagnostic.error("E0001", file, new Span(0, 1), message, "here", List.of(), null);
  }
}
