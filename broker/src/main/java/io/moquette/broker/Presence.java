package io.moquette.broker;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the port which clients are connected, again and again until it has taken it. */
final class Presence {
  private static final int AGAIN_SECONDS = 1;

  private final Visits visits;
  private final MessagePort port;
  private final ScheduledExecutorService timer;

  Presence(Visits visits, MessagePort port, ScheduledExecutorService timer) {
    this.visits = visits;
    this.port = port;
    this.timer = timer;
  }

  /** Tells whether the client is connected now. */
  void tell(String clientId) {
    boolean connected = visits.of(clientId).isPresent();
    port.accept(Message.ofClient(clientId, connected))
        .whenComplete((taken, failure) -> {
          if (failure != null && !timer.isShutdown()) {
            var unused = timer.schedule(() -> tell(clientId), AGAIN_SECONDS, TimeUnit.SECONDS);
          }
        });
  }
}
