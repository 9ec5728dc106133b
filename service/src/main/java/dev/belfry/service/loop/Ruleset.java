package dev.belfry.service.loop;

import dev.belfry.program.Program;
import dev.belfry.service.store.Sources;

/**
 * A program, and what it was made of.
 *
 * @param sources nothing where that is not kept
 */
public record Ruleset(Program program, Sources sources) {
  /** One of which it is not kept what it was made of. */
  public static Ruleset of(Program program) {
    return new Ruleset(program, Sources.NONE);
  }
}
