package dev.belfry.service;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.TopicFilter;
import dev.belfry.service.loop.Post;
import dev.belfry.service.outbox.Carrier;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** All that the service talks to: the broker on one side, people and devices on the other. */
public interface World extends Carrier, AutoCloseable {
  /** To whom an effect goes. */
  List<Post.Address> addresses(Effect effect);

  /** Publishes a retained message of the service's own, now or once the world is open. */
  void announce(String topic, String text);

  /** Says which topics rules read from now on. */
  void read(Set<TopicFilter> filters);

  /** The retained messages that the broker can be asked for. */
  Collection<Message> retained();

  /**
   * Begins to listen and to hand over messages.
   *
   * @return where, as a person would type it: {@code mqtt://127.0.0.1:1883}; nowhere when another
   *     broker takes the place of the service's own
   * @throws StartException when it cannot
   */
  List<String> open(MessagePort port) throws StartException;

  /** Whether messages can come and go at this moment. */
  boolean isConnected();

  /** Takes no more messages; publishing and delivering still work. */
  void stopListening();

  /** Ends it, within a second. */
  @Override
  void close();
}
