package io.moquette.broker;

import io.moquette.interception.BrokerInterceptor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Session threads that outlive whatever a command does to them: the client whose command failed is
 * disconnected, all others go on.
 */
final class GuardedLoops extends SessionEventLoopGroup {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedLoops.class);
  private static final long GLANCE_NANOS = 50_000;
  private static final int MOST_GLANCES = 20_000;

  private final int crowded;
  private final AtomicIntegerArray waiting;
  private final Consumer<String> disconnect;

  GuardedLoops(BrokerInterceptor interceptor, int mostCommands, Consumer<String> disconnect) {
    super(interceptor, mostCommands);
    this.crowded = mostCommands - mostCommands / 4;
    this.waiting = new AtomicIntegerArray(getEventLoopCount());
    this.disconnect = disconnect;
    for (int loop = 0; loop < getEventLoopCount(); loop++) {
      name(loop);
    }
  }

  private void name(int loop) {
    // The text of one character has that character as its hash, and so leads to its thread.
    String anyOfThisLoop = Character.toString(loop);
    routeCommand(
        anyOfThisLoop,
        "name",
        () -> {
          Thread.currentThread().setName("belfry-mqtt-session-" + loop);
          return nothing();
        });
  }

  /** Moquette's own sum is negative for one hash in four billion. */
  @Override
  int targetQueueOrdinal(String clientId) {
    return Math.floorMod(clientId.hashCode(), getEventLoopCount());
  }

  @Override
  public PostOffice.RouteResult routeCommand(String clientId, String what, Callable<Void> action) {
    if (clientId == null) {
      return PostOffice.RouteResult.failed("", "no client yet");
    }
    int loop = targetQueueOrdinal(clientId);
    waiting.incrementAndGet(loop);
    PostOffice.RouteResult result =
        super.routeCommand(clientId, what, () -> guarded(clientId, what, action, loop));
    if (!result.isSuccess()) {
      waiting.decrementAndGet(loop);
    }
    return result;
  }

  private Void guarded(String clientId, String what, Callable<Void> action, int loop) {
    waiting.decrementAndGet(loop);
    try {
      return action.call();
    } catch (Throwable failure) { // a stack overflow of one client must not stop the others
      LOG.warn("\"{}\" of client {} failed; it is disconnected", what, clientId, failure);
      disconnect.accept(clientId);
      return nothing();
    }
  }

  /** What a command returns. */
  @SuppressWarnings("NullAway") // the only value of Void
  static Void nothing() {
    return null;
  }

  /**
   * Waits, for about a second at the most, until every session thread has room for more, so that
   * routing slows down before anything is dropped. A quarter of each queue is left for what clients
   * ask for themselves.
   */
  void awaitRoom() {
    for (int glances = 0; isCrowded() && glances < MOST_GLANCES; glances++) {
      LockSupport.parkNanos(GLANCE_NANOS);
    }
  }

  private boolean isCrowded() {
    for (int loop = 0; loop < waiting.length(); loop++) {
      if (waiting.get(loop) >= crowded) {
        return true;
      }
    }
    return false;
  }
}
