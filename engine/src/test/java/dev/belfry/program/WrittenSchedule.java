package dev.belfry.program;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.model.Happening.Schedule;
import dev.belfry.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A schedule as its author writes it, and how to find its times on a clock.
 *
 * @param wholeMinutes whether looking at the clock once a minute is enough
 */
record WrittenSchedule(String text, boolean wholeMinutes, Function<WallClock, long[]> times) {
  Schedule compiled() {
    return compiled(text, Site.NOWHERE);
  }

  static Schedule compiled(String text, Site site) {
    Compilation compilation =
        Compilation.of(
            List.of(new SourceFile("a.rules", "rule \"r\" { when " + text + " then log \"x\" }")),
            new Catalog(site, Set.of(), Set.of(), Set.of()));
    Optional<Program> program = compilation.program();
    assertTrue(program.isPresent(), () -> text + " " + compilation.diagnostics());
    return program.get().units().getFirst().operators().stream()
        .filter(Operator.Timetable.class::isInstance)
        .map(operator -> ((Operator.Timetable) operator).schedule())
        .findFirst()
        .orElseThrow();
  }
}
