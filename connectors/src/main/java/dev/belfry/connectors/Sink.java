package dev.belfry.connectors;

import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.sink.Deadline;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.ContextualSupplier;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One place that deliveries go to, with its own threads, its own queue and its own patience: what
 * waits for it waits for nothing else.
 */
final class Sink {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final double BACKOFF_FACTOR = 2.0;

  /** Failsafe takes a pause below zero for none. */
  private static final Duration UNASKED = Duration.ofMillis(-1);

  private static final double JITTER = 0.2;

  private final String name;
  private final DeliveryLimits limits;
  private final Semaphore places;
  private final SinkSchedule schedule;
  private final FailsafeExecutor<Attempt> patience;

  private Sink(
      String name,
      DeliveryLimits limits,
      SinkSchedule schedule,
      FailsafeExecutor<Attempt> patience) {
    this.name = name;
    this.limits = limits;
    this.places = new Semaphore(limits.waitingMax());
    this.schedule = schedule;
    this.patience = patience;
  }

  static Sink open(
      String name, DeliveryLimits limits, ExecutorService pool, ScheduledExecutorService timer) {
    SinkSchedule schedule = new SinkSchedule(pool, timer);
    RetrySettings retry = limits.retry();
    FailsafeExecutor<Attempt> patience =
        Failsafe.with(retries(retry), breaker(retry)).with(schedule);
    return new Sink(name, limits, schedule, patience);
  }

  private static RetryPolicy<Attempt> retries(RetrySettings retry) {
    ContextualSupplier<Attempt, Duration> asked = context -> pause(context.getLastResult(), retry);
    return RetryPolicy.<Attempt>builder()
        .handle(CircuitBreakerOpenException.class)
        .handleResultIf(attempt -> attempt instanceof Attempt.Again)
        .withBackoff(retry.first(), retry.longest(), BACKOFF_FACTOR)
        .withDelayFn(asked)
        .withJitter(JITTER)
        .withMaxRetries(-1)
        .withMaxDuration(retry.total())
        .build();
  }

  /** The pause that the sink asked for, within bounds; none leaves it to the backoff. */
  private static Duration pause(@Nullable Attempt last, RetrySettings retry) {
    if (!(last instanceof Attempt.Again again) || again.after().isEmpty()) {
      return UNASKED;
    }
    // Jitter may take a fifth away, and nobody is to come earlier than asked.
    Duration asked = again.after().get().multipliedBy(5).dividedBy(4);
    Duration atLeast = asked.compareTo(retry.first()) < 0 ? retry.first() : asked;
    return atLeast.compareTo(retry.longest()) > 0 ? retry.longest() : atLeast;
  }

  private static CircuitBreaker<Attempt> breaker(RetrySettings retry) {
    return CircuitBreaker.<Attempt>builder()
        .handleResultIf(attempt -> attempt instanceof Attempt.Again again && again.sinkDown())
        .withFailureThreshold(retry.breakerFailures())
        .withDelay(retry.breakerPause())
        .build();
  }

  String name() {
    return name;
  }

  /** Deliveries that hold a place: waiting, under way, or waiting to be tried again. */
  int waiting() {
    return limits.waitingMax() - places.availablePermits();
  }

  /** Takes a place, which {@link #leave} gives back; false if there is none. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  Failed full() {
    return new Failed(
        String.format("%,d deliveries already wait for %s", limits.waitingMax(), name), 0);
  }

  /**
   * Tries until it works, cannot work, or has been tried for long enough; ends with a {@link
   * CancellationException} when this is stopped first.
   */
  CompletableFuture<DeliveryResult> perform(Work work) {
    return patience
        .getAsync(work::attempt)
        .handle((attempt, fault) -> result(work, attempt, fault));
  }

  private DeliveryResult result(Work work, @Nullable Attempt attempt, @Nullable Throwable fault) {
    int attempts = work.attempts();
    if (schedule.isStopped() && !(attempt instanceof Attempt.Done)) {
      throw new CancellationException("Belfry is stopping");
    }
    if (fault != null && !(fault instanceof CircuitBreakerOpenException)) {
      LOG.error("delivering to {} met a fault of ours", name, fault);
      return new Failed("a fault inside Belfry: " + fault, attempts);
    }
    return switch (attempt) {
      case Attempt.Done done -> new Delivered(attempts, done.note());
      case Attempt.Never never -> new Failed(never.reason(), attempts);
      case Attempt.Again again -> gaveUp(again.reason(), attempts);
      case null -> gaveUp(work.lastReason(), attempts);
    };
  }

  private Failed gaveUp(String reason, int attempts) {
    String total = Deadline.words(limits.retry().total());
    return new Failed("given up after " + total + ": " + reason, attempts);
  }

  /** Begins nothing more; the future is done when what is under way has ended. */
  CompletableFuture<Void> stop() {
    return schedule.stop();
  }

  /** Interrupts what is still under way. */
  void cutOff() {
    schedule.cutOff();
  }
}
