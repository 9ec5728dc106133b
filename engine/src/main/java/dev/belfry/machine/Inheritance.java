package dev.belfry.machine;

import dev.belfry.effect.Origin;
import java.util.List;

/**
 * What became of what a rule or an alert remembered when another program came into force.
 *
 * @param why for each thing that was lost what it was and why, in words; empty where nothing was
 */
public record Inheritance(Origin.Kind kind, String name, Fate fate, List<String> why) {
  /** What became of it. */
  public enum Fate {
    /** All that it remembered goes on, if there was anything. */
    KEPT,
    /** Something that it remembered is lost. */
    RESET,
    /** It was not there before. */
    NEW,
    /** It is not there any more. */
    GONE
  }
}
