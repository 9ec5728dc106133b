package io.moquette.broker;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Packet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every message: to the port, and when the port has it safe, to the retained messages
 * and to the subscribers, in one order for all of them.
 */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final MessagePort port;
  private final RetainedStore retained;
  private final Consumer<Publication> post;
  private final ThreadPoolExecutor router;
  private final Object order = new Object();

  /** Messages go to {@code post} one after the other, on a thread of their own. */
  Publishing(
      MessagePort port, RetainedStore retained, Consumer<Publication> post, int mostWaiting) {
    this.port = port;
    this.retained = retained;
    this.post = post;
    this.router =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            Thread.ofPlatform().name("belfry-mqtt-router").daemon().factory(),
            waitForRoom());
  }

  /** Whoever hands over a message when too many wait already, waits as well. */
  private static RejectedExecutionHandler waitForRoom() {
    return (task, pool) -> {
      try {
        if (!pool.isShutdown()) {
          pool.getQueue().put(task);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Hands a message to the port, and tells why it was not taken, or nothing when it is safe. */
  void offer(Publication publication, Optional<Packet> packet, Consumer<Optional<Throwable>> then) {
    CompletionStage<Void> safe;
    try {
      Message message = publication.message();
      safe = packet.isPresent() ? port.accept(message, packet.get()) : port.accept(message);
    } catch (RuntimeException refused) {
      safe = CompletableFuture.failedFuture(refused);
    }
    safe.whenComplete((nothing, failure) -> then.accept(Optional.ofNullable(failure)));
  }

  /** A packet that the port has taken came again. */
  void repeated(Packet packet) {
    port.repeated(packet);
  }

  /** Retains and routes a message that is safe, and then does what is to be done after it. */
  void deliver(Publication publication, Runnable then) {
    synchronized (order) {
      if (publication.message().retain()) {
        retained.put(publication);
      }
      router.execute(() -> route(publication, then));
    }
  }

  private void route(Publication publication, Runnable then) {
    try {
      post.accept(publication);
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.warn("{} was not routed", publication.message().topic(), failure);
    }
    then.run();
  }

  /** Messages that are delivered from now on go nowhere. */
  void close() {
    router.shutdownNow();
  }
}
