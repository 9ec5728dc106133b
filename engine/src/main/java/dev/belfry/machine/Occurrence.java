package dev.belfry.machine;

import dev.belfry.codec.Decoder;
import org.jspecify.annotations.Nullable;

/** An event that happened, for certain captures. */
final class Occurrence {
  final String[] slots;

  /** The message that belongs to it, how the rule reads it, and its predecessor. */
  final @Nullable Fact fact;

  final @Nullable Fact before;
  final Decoder decoder;

  /** What happened, as a person reads it. */
  final String cause;

  private Occurrence(
      String[] slots, @Nullable Fact fact, @Nullable Fact before, Decoder decoder, String cause) {
    this.slots = slots;
    this.fact = fact;
    this.before = before;
    this.decoder = decoder;
    this.cause = cause;
  }

  static Occurrence of(String[] slots, Fact fact, @Nullable Fact before, Decoder decoder) {
    return new Occurrence(slots, fact, before, decoder, Causes.message(fact.message));
  }

  static Occurrence without(String[] slots, String cause) {
    return new Occurrence(slots, null, null, Decoder.UNTYPED, cause);
  }

  /** The same for other captures. */
  Occurrence with(String[] otherSlots) {
    return new Occurrence(otherSlots, fact, before, decoder, cause);
  }
}
