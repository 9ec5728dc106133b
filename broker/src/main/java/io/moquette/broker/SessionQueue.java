package io.moquette.broker;

import dev.belfry.broker.BrokerLimits;
import io.moquette.broker.SessionRegistry.EnqueuedMessage;
import io.moquette.broker.SessionRegistry.PublishedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits in memory for one session, with a limit on its messages and on their bytes. */
final class SessionQueue extends InMemoryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SessionQueue.class);

  private final String clientId;
  private final BrokerLimits limits;
  private int messages;
  private long bytes;
  private long dropped;
  private boolean held;

  SessionQueue(String clientId, BrokerLimits limits) {
    this.clientId = clientId;
    this.limits = limits;
  }

  /** Lets nothing out or past, until {@link #release}. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
  }

  @Override
  public void enqueue(EnqueuedMessage message) {
    int size = size(message);
    if (closed || messages >= limits.queuedMessages() || bytes + size > limits.queuedBytes()) {
      message.release();
      countDropped();
      return;
    }
    messages++;
    bytes += size;
    super.enqueue(message);
  }

  private void countDropped() {
    dropped++;
    if (Long.bitCount(dropped) == 1) {
      LOG.warn("the queue of client {} is full: {} messages dropped so far", clientId, dropped);
    }
  }

  /** The next message that has not expired; Moquette stops draining at one that has. */
  @Override
  public EnqueuedMessage dequeue() {
    EnqueuedMessage next = take();
    while (next instanceof PublishedMessage message && message.isExpired()) {
      next.release();
      next = take();
    }
    return next;
  }

  /** Moquette's queues say null when there is nothing, and their users expect it. */
  @SuppressWarnings("NullAway")
  private EnqueuedMessage take() {
    EnqueuedMessage next = held ? null : super.dequeue();
    if (next != null) {
      messages--;
      bytes -= size(next);
    }
    return next;
  }

  /** While it is held it says that it is not empty, so that nothing is sent past it. */
  @Override
  public boolean isEmpty() {
    return closed || (!held && super.isEmpty());
  }

  private static int size(EnqueuedMessage message) {
    return message instanceof PublishedMessage published
        ? published.getPayload().readableBytes() + published.getTopic().toString().length()
        : 0;
  }
}
