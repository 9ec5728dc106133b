package dev.belfry.connectors;

import dev.failsafe.spi.Scheduler;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a pause pass on the timer and the work after it run on the sink's own threads. Failsafe
 * would otherwise bring a thread of its own.
 */
final class SinkSchedule implements Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(SinkSchedule.class);

  /** Pause before a delivery for which there was no thread is offered again. */
  private static final int OFFER_PAUSE_SECONDS = 1;

  private final ExecutorService pool;
  private final ScheduledExecutorService timer;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Counts what is under way, and one until this is stopped. */
  private final Phaser running =
      new Phaser(1) {
        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
          ended.complete(null);
          return true;
        }
      };

  private final AtomicBoolean stopped = new AtomicBoolean();

  SinkSchedule(ExecutorService pool, ScheduledExecutorService timer) {
    this.pool = pool;
    this.timer = timer;
  }

  @Override
  public ScheduledFuture<?> schedule(Callable<?> callable, long delay, TimeUnit unit) {
    return timer.schedule(() -> hand(callable), delay, unit);
  }

  private void hand(Callable<?> callable) {
    try {
      pool.execute(() -> run(callable));
    } catch (RejectedExecutionException noThread) {
      if (!stopped.get()) {
        LOG.warn("no thread takes a delivery; it is offered again", noThread);
        Future<?> unused = schedule(callable, OFFER_PAUSE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private void run(Callable<?> callable) {
    if (running.register() < 0) {
      return;
    }
    try {
      // Asked after it was counted: whoever stops either waits for it or keeps it from starting.
      if (!stopped.get()) {
        callable.call();
      }
    } catch (Exception fault) {
      LOG.error("a delivery met a fault of ours", fault);
    } finally {
      running.arriveAndDeregister();
    }
  }

  boolean isStopped() {
    return stopped.get();
  }

  CompletableFuture<Void> stop() {
    stopped.set(true);
    pool.shutdown();
    running.arriveAndDeregister();
    return ended;
  }

  void cutOff() {
    pool.shutdownNow();
  }
}
