package dev.belfry.service;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.service.loop.Post;
import dev.belfry.service.outbox.Carrier;
import java.util.Collection;
import java.util.List;

/** All that the service talks to: the broker on one side, people and devices on the other. */
public interface World extends Carrier, AutoCloseable {
  /** To whom an effect goes. */
  List<Post.Address> addresses(Effect effect);

  /** Publishes a retained message of the service's own, now or once the world is open. */
  void announce(String topic, String text);

  /** The messages that the broker retains. */
  Collection<Message> retained();

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
