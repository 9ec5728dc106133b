package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.program.Use;
import org.jspecify.annotations.Nullable;

/** An event that happened, for certain captures. */
final class Occurrence {
  final String[] slots;

  /** The message that belongs to it, where the rule mentions its topic, and its predecessor. */
  final @Nullable Fact fact;

  final @Nullable Use use;
  final @Nullable Fact before;

  private final String told;

  private Occurrence(
      String[] slots, @Nullable Fact fact, @Nullable Use use, @Nullable Fact before, String told) {
    this.slots = slots;
    this.fact = fact;
    this.use = use;
    this.before = before;
    this.told = told;
  }

  static Occurrence of(String[] slots, Fact fact, Use use, @Nullable Fact before) {
    return new Occurrence(slots, fact, use, before, "");
  }

  static Occurrence without(String[] slots, String cause) {
    return new Occurrence(slots, null, null, null, cause);
  }

  /** The same for other captures. */
  Occurrence with(String[] otherSlots) {
    return new Occurrence(otherSlots, fact, use, before, told);
  }

  /** The same where the rule mentions its topic now. */
  Occurrence of(Use otherUse) {
    return new Occurrence(slots, fact, otherUse, before, told);
  }

  /** What happened, as a person reads it; few occurrences are ever asked. */
  String cause() {
    return fact == null ? told : Causes.message(fact.message);
  }

  /** What is said of it where no message belongs to it. */
  String told() {
    return told;
  }

  /** The value of its message, or unknown. */
  Value value() {
    return read(fact);
  }

  /** The value before it, or unknown. */
  Value previous() {
    return read(before);
  }

  private Value read(@Nullable Fact of) {
    return of == null || use == null ? Value.Truth.UNKNOWN : of.value(use.decoder());
  }
}
