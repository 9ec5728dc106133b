package dev.belfry.program;

import dev.belfry.catalog.Catalog;
import dev.belfry.check.Checker;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.parse.Parsed;
import dev.belfry.parse.RuleParser;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a rules folder amount to: a program if no file has an error, and everything
 * that is wrong with them.
 *
 * @param trees the files, in the order of their names
 * @param checked what the program was made of
 */
public record Compilation(
    Optional<Program> program,
    List<Diagnostic> diagnostics,
    List<SyntaxTree> trees,
    Checker.Checked checked) {
  /** Compiles files into one program. They are taken in the order of their names. */
  public static Compilation of(List<SourceFile> files, Catalog catalog) {
    List<Parsed> parsed =
        files.stream()
            .sorted(Comparator.comparing(SourceFile::name))
            .map(RuleParser::parse)
            .toList();
    List<SyntaxTree> trees = parsed.stream().map(Parsed::tree).toList();
    Checker.Checked checked = Checker.check(trees, catalog);
    List<Diagnostic> all = new ArrayList<>();
    parsed.forEach(file -> all.addAll(file.problems()));
    all.addAll(checked.problems());
    all.sort(
        Comparator.comparing((Diagnostic it) -> it.file().name())
            .thenComparingInt(it -> it.span().start()));
    boolean usable = all.stream().noneMatch(Diagnostic::isError);
    return new Compilation(
        usable ? Optional.of(Program.of(checked.model())) : Optional.empty(),
        List.copyOf(all),
        trees,
        checked);
  }
}
