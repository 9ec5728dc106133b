package dev.belfry.machine;

import dev.belfry.effect.Effect;
import java.util.List;

/** What one step brought about: effects to perform, and what an operator may want to read. */
public record Outcome(List<Effect> effects, List<Report> reports) {
  /** Nothing happened. */
  public static final Outcome NOTHING = new Outcome(List.of(), List.of());
}
