package io.moquette.broker;

import dev.belfry.event.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells the port which clients are connected, again and again until it has taken it. */
final class Presence {
  private static final int AGAIN_SECONDS = 1;

  private final Visits visits;
  private final Publishing publishing;
  private final ScheduledExecutorService timer;

  Presence(Visits visits, Publishing publishing, ScheduledExecutorService timer) {
    this.visits = visits;
    this.publishing = publishing;
    this.timer = timer;
  }

  /** Tells whether the client is connected now. */
  void tell(String clientId) {
    Message message = Message.ofClient(clientId, visits.of(clientId).isPresent());
    publishing.offer(
        Publication.ofOurs(message, Map.of()),
        Optional.empty(),
        refused -> {
          if (refused.isPresent() && !timer.isShutdown()) {
            var unused = timer.schedule(() -> tell(clientId), AGAIN_SECONDS, TimeUnit.SECONDS);
          }
        });
  }
}
