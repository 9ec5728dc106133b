package dev.belfry.model;

import java.util.List;
import java.util.Optional;

/**
 * A rule whose names and types are known.
 *
 * @param captures the names of its captures; a slot is a place in this list. One whose name is
 *     {@link #RANGING} stands for what a quantifier ranges over, and is no part of the rule's key.
 * @param event what triggers it; absent where its state alone does
 * @param state what must hold when the event happens, or what begins and ends
 */
public record CheckedRule(
    String name,
    List<String> captures,
    Optional<Happening> event,
    Optional<Expr> state,
    Optional<Limit> limit,
    Mode mode,
    List<Deed> then,
    List<Deed> last) {
  /** The name of captures that are no part of a key; no author can write it. */
  public static final String RANGING = "_";

  /** What an event does while the last run of the same instance still lasts. */
  public enum Mode {
    SINGLE,
    RESTART,
    QUEUED,
    PARALLEL
  }

  /** At most so many runs in a sliding window. */
  public record Limit(int times, long millis, boolean overall) {}
}
