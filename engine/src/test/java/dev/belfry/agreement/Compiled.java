package dev.belfry.agreement;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.check.Checker;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.model.Model;
import dev.belfry.parse.Parsed;
import dev.belfry.parse.RuleParser;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A program as each of the two evaluators takes it, or why there is none. */
public record Compiled(
    SourceFile file, Optional<Model> model, Optional<Program> program, List<Diagnostic> errors) {
  private static final Catalog CATALOG =
      new Catalog(
          new Site("House", Era.ZONE, Optional.empty()),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  /** The program of a text. */
  public static Compiled of(Sketch sketch) {
    SourceFile file = new SourceFile("random.rules", sketch.text());
    Parsed parsed = RuleParser.parse(file);
    Checker.Checked checked = Checker.check(List.of(parsed.tree()), CATALOG);
    List<Diagnostic> errors = new ArrayList<>(parsed.problems());
    errors.addAll(checked.problems());
    errors.removeIf(problem -> !problem.isError());
    return errors.isEmpty()
        ? new Compiled(
            file, Optional.of(checked.model()), Optional.of(Program.of(checked.model())), List.of())
        : new Compiled(file, Optional.empty(), Optional.empty(), errors);
  }
}
