package dev.belfry.program;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a rules folder amount to: a program if no file has an error, and everything
 * there is to say about them.
 */
public record Compilation(Optional<Program> program, List<Diagnostic> diagnostics) {
  /** Compiles files into one program. They are taken in the order of their names. */
  public static Compilation of(List<SourceFile> files, Catalog catalog) {
    return new Compilation(Optional.of(new Program()), List.of());
  }
}
