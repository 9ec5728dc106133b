package dev.belfry.broker.external;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What the broker hands over goes to the port, in order, and is acknowledged when it is safe.
 *
 * <p>What the port does not take is offered again after a pause, and all that came behind it waits
 * for it. Nothing of it is acknowledged, so that the broker hands over no more than it has packet
 * identifiers for (65,535), and keeps it if we end.
 */
final class Intake {
  private final MessagePort port;
  private final Duration firstPause;
  private final Duration longestPause;
  private final PriorityQueue<Arrival> held =
      new PriorityQueue<>(Comparator.comparingLong(Arrival::number));
  private long arrivals;
  private Duration pause;
  private boolean pausing;

  private record Arrival(long number, Message message, Runnable acknowledgement) {}

  Intake(MessagePort port, Duration firstPause, Duration longestPause) {
    this.port = port;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.pause = firstPause;
  }

  /** Takes a message; nobody waits for one of QoS 0, so that it is offered once. */
  synchronized void take(Message message, Runnable acknowledgement) {
    Arrival arrival = new Arrival(arrivals++, message, acknowledgement);
    if (message.qos() == 0) {
      var unused = offered(message);
    } else if (held.isEmpty()) {
      offer(arrival);
    } else {
      held.add(arrival);
    }
  }

  private void offer(Arrival arrival) {
    var unused =
        offered(arrival.message())
            .whenComplete((nothing, failure) -> {
              if (failure == null) {
                taken(arrival);
              } else {
                refused(arrival);
              }
            });
  }

  private CompletionStage<Void> offered(Message message) {
    try {
      return port.accept(message);
    } catch (RuntimeException refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
  }

  private void taken(Arrival arrival) {
    synchronized (this) {
      pause = firstPause;
    }
    arrival.acknowledgement().run();
  }

  private synchronized void refused(Arrival arrival) {
    held.add(arrival);
    if (!pausing) {
      pausing = true;
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::offerAgain);
      pause =
          pause.multipliedBy(2).compareTo(longestPause) < 0 ? pause.multipliedBy(2) : longestPause;
    }
  }

  private synchronized void offerAgain() {
    pausing = false;
    // One that is refused at once begins the next pause.
    while (!pausing && !held.isEmpty()) {
      offer(held.remove());
    }
  }

  /**
   * The broker will hand over again what is held at QoS 1; of QoS 2 it only wants to know that it
   * arrived. The acknowledgements reach nobody: the connection has ended.
   */
  synchronized void connectionEnded() {
    held.removeIf(arrival -> {
      boolean comesAgain = arrival.message().qos() == 1;
      if (comesAgain) {
        arrival.acknowledgement().run();
      }
      return comesAgain;
    });
  }
}
