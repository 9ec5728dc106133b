package dev.belfry.machine;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;

/** What made something happen, as a person reads it. */
public final class Causes {
  /** How much of a payload is shown, in characters. */
  private static final int SHOWN = 60;

  private Causes() {}

  static String message(Message message) {
    return message(message.topic(), message.payload());
  }

  /** How a message is named as the cause of something. */
  public static String message(String topic, Payload payload) {
    return topic + " \"" + payload.sample(SHOWN) + "\"";
  }
}
