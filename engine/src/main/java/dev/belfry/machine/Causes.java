package dev.belfry.machine;

import dev.belfry.event.Message;

/** What made something happen, as a person reads it. */
final class Causes {
  /** How much of a payload is shown, in characters. */
  private static final int SHOWN = 60;

  private Causes() {}

  static String message(Message message) {
    return message.topic() + " \"" + message.payload().sample(SHOWN) + "\"";
  }
}
