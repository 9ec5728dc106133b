package io.moquette.broker;

import dev.belfry.broker.BrokerLimits;
import io.moquette.broker.SessionRegistry.EnqueuedMessage;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The queues of all sessions, each made anew when its session is. */
final class SessionQueues implements IQueueRepository {
  private final ConcurrentMap<String, SessionQueue> queues = new ConcurrentHashMap<>();
  private final BrokerLimits limits;

  SessionQueues(BrokerLimits limits) {
    this.limits = limits;
  }

  @Override
  public SessionMessageQueue<EnqueuedMessage> getOrCreateQueue(String clientId) {
    SessionQueue queue = new SessionQueue(clientId, limits);
    queues.put(clientId, queue);
    return queue;
  }

  void hold(String clientId) {
    SessionQueue queue = queues.get(clientId);
    if (queue != null) {
      queue.hold();
    }
  }

  void release(String clientId) {
    SessionQueue queue = queues.get(clientId);
    if (queue != null) {
      queue.release();
    }
  }

  void forget(String clientId) {
    queues.remove(clientId);
  }

  /** Queues of an earlier run, of which there are none. */
  @Override
  public Set<String> listQueueNames() {
    return Set.of();
  }

  @Override
  public boolean containsQueue(String clientId) {
    return false;
  }

  @Override
  public void close() {}
}
