package dev.belfry.service.loop;

import dev.belfry.effect.Effect;

/** Sends what rules publish to those who subscribed. Called in order, after the commit. */
@FunctionalInterface
public interface MessagePublisher {
  /** Takes a message to send; must not wait for anybody. */
  void publish(Effect.Publish publish);
}
