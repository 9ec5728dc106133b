package dev.belfry.service.loop;

import dev.belfry.effect.Effect;

/** Brings notifications to people and calls to connectors. Called in order, after the commit. */
public interface Delivery {
  /** Takes a notification to deliver; must not wait for anybody. */
  void deliver(Effect.Notify notification);

  /** Takes a call to make; must not wait for anybody. */
  void deliver(Effect.Call call);
}
