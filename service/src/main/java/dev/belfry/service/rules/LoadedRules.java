package dev.belfry.service.rules;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.util.List;

/**
 * The rules in force, and what there is to say about the folder they come from.
 *
 * @param generation counts programs, from 1; 0 is the empty program before the first
 * @param files those the program was made of; not always what lies in the folder now
 * @param diagnostics about the files as they lie in the folder now
 * @param problems files that cannot be read, and a compiler that gave up
 */
public record LoadedRules(
    long generation,
    Program program,
    List<SourceFile> files,
    List<Diagnostic> diagnostics,
    List<RuleProblem> problems) {
  LoadedRules withDiagnostics(List<Diagnostic> others) {
    return new LoadedRules(generation, program, files, others, problems);
  }

  LoadedRules withProblems(List<RuleProblem> others) {
    return new LoadedRules(generation, program, files, diagnostics, others);
  }
}
