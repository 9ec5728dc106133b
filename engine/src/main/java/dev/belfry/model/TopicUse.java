package dev.belfry.model;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import java.util.List;
import java.util.Optional;

/**
 * A topic as a rule mentions it.
 *
 * @param arguments for each capture of the filter, in the filter's order, what it must be
 * @param initial the value while no message was seen
 * @param staleMillis how old the newest message may grow before its value is unknown
 */
public record TopicUse(
    TopicFilter filter,
    Decoder decoder,
    Optional<Value> initial,
    Optional<Long> staleMillis,
    List<Argument> arguments) {
  /** What a capture must be. */
  public sealed interface Argument {
    /** The capture of the rule with this number: bound here, or what it was bound to before. */
    record Slot(int slot) implements Argument {}

    /** This text. */
    record Fixed(String text) implements Argument {}

    /** Whatever it is. */
    record Any() implements Argument {}

    /** The text of an expression; in actions only. */
    record Computed(Expr text) implements Argument {}
  }

  /** The rule's captures that this topic carries. */
  public List<Integer> slots() {
    return arguments.stream()
        .filter(Argument.Slot.class::isInstance)
        .map(argument -> ((Argument.Slot) argument).slot())
        .distinct()
        .toList();
  }
}
