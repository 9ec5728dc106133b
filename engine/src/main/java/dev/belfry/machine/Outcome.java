package dev.belfry.machine;

import dev.belfry.effect.Effect;
import java.util.ArrayList;
import java.util.List;

/** What one step brought about: effects to perform, and what an operator may want to read. */
public record Outcome(List<Effect> effects, List<Report> reports) {
  /** Nothing happened. */
  public static final Outcome NOTHING = new Outcome(List.of(), List.of());

  /** This, and then what came of a later step. */
  public Outcome and(Outcome later) {
    if (equals(NOTHING)) {
      return later;
    }
    List<Effect> allEffects = new ArrayList<>(effects);
    allEffects.addAll(later.effects);
    List<Report> allReports = new ArrayList<>(reports);
    allReports.addAll(later.reports);
    return new Outcome(allEffects, allReports);
  }
}
