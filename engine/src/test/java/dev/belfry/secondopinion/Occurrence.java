package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import java.util.Optional;

/**
 * That an event happened (language.md, value, previous, message).
 *
 * @param message what belongs to it, if anything does
 * @param dueMillis when it was due: now, or earlier if the engine was down then
 */
record Occurrence(Captures captures, Optional<Told> message, long dueMillis) {
  /**
   * The message of an event.
   *
   * @param wallMillis when it came, by the wall clock
   * @param value its whole value
   * @param previous the value before it
   */
  record Told(Message message, long wallMillis, Value value, Value previous) {}

  static Occurrence without(Captures captures, long dueMillis) {
    return new Occurrence(captures, Optional.empty(), dueMillis);
  }

  Occurrence with(Captures others) {
    return new Occurrence(others, message, dueMillis);
  }

  Occurrence due(long millis) {
    return new Occurrence(captures, message, millis);
  }
}
