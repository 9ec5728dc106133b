package dev.belfry.model;

import java.util.List;
import java.util.Optional;

/**
 * A rule whose names and types are known.
 *
 * @param captures the names of its key's parts; a slot is a place in this list
 * @param event what triggers it; absent where its state alone does
 * @param state what must hold when the event happens, or what begins and ends
 */
public record CheckedRule(
    String name,
    List<String> captures,
    Optional<Happening> event,
    Optional<Expr> state,
    Optional<Limit> limit,
    List<Deed> then,
    List<Deed> last) {
  /** At most so many runs in a sliding window. */
  public record Limit(int times, long millis, boolean overall) {}
}
