package dev.belfry.service;

import dev.belfry.effect.Effect;
import dev.belfry.event.MessagePort;
import dev.belfry.service.loop.Delivery;
import dev.belfry.service.loop.MessagePublisher;
import java.util.List;

/** A world in which nobody listens, until broker and connectors take its place. */
final class QuietWorld implements World {
  @Override
  public MessagePublisher publisher() {
    return publish -> {};
  }

  @Override
  public Delivery delivery() {
    return new Delivery() {
      @Override
      public void deliver(Effect.Notify notification) {}

      @Override
      public void deliver(Effect.Call call) {}
    };
  }

  @Override
  public List<String> open(MessagePort port) {
    return List.of();
  }

  @Override
  public void stopListening() {}

  @Override
  public void close() {}
}
