package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import java.util.Optional;

/**
 * That an event happened (reference, 4).
 *
 * @param message what belongs to it, if anything does
 */
record Occurrence(Captures captures, Optional<Told> message) {
  /**
   * The message of an event.
   *
   * @param wallMillis when it came, by the wall clock
   * @param value its whole value
   * @param previous the value before it
   */
  record Told(Message message, long wallMillis, Value value, Value previous) {}

  static Occurrence without(Captures captures) {
    return new Occurrence(captures, Optional.empty());
  }

  Occurrence with(Captures others) {
    return new Occurrence(others, message);
  }
}
