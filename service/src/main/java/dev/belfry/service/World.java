package dev.belfry.service;

import dev.belfry.event.MessagePort;
import dev.belfry.service.loop.Delivery;
import dev.belfry.service.loop.MessagePublisher;
import java.util.List;

/** All that the service talks to: the broker on one side, people and devices on the other. */
public interface World extends AutoCloseable {
  /** Sends what rules publish. Works before {@link #open}. */
  MessagePublisher publisher();

  /** Delivers notifications and calls. Works before {@link #open}. */
  Delivery delivery();

  /**
   * Begins to listen and to hand over messages.
   *
   * @return where, as a person would type it: {@code mqtt://127.0.0.1:1883}
   * @throws StartException when it cannot
   */
  List<String> open(MessagePort port) throws StartException;

  /** Takes no more messages; publishing and delivering still work. */
  void stopListening();

  /** Ends it, within a second. */
  @Override
  void close();
}
