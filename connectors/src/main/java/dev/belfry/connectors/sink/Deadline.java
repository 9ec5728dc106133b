package dev.belfry.connectors.sink;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The time that one attempt may take in all. Timeouts of sockets count anew with each byte, so a
 * sink that trickles would hold its thread for ever; here the attempt is cut off from outside.
 */
public final class Deadline implements AutoCloseable {
  private final CompletableFuture<Void> passed;
  private final Future<?> alarm;

  private Deadline(CompletableFuture<Void> passed, Future<?> alarm) {
    this.passed = passed;
    this.alarm = alarm;
  }

  /**
   * Starts to run now.
   *
   * @param cutOff ends what the attempt waits for; runs on the timer's thread, so it must be short
   */
  public static Deadline start(ScheduledExecutorService timer, Duration limit, Closeable cutOff) {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    Runnable ring =
        () -> {
          passed.complete(null);
          cut(cutOff);
        };
    return new Deadline(passed, timer.schedule(ring, limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  private static void cut(Closeable attempt) {
    try {
      attempt.close();
    } catch (IOException gone) {
      // It was broken already, which is all that is wanted.
    }
  }

  /** Whether the attempt was cut off. */
  public boolean hasPassed() {
    return passed.isDone();
  }

  @Override
  public void close() {
    alarm.cancel(false);
  }

  /** A duration as a person says it: {@code 5 s}, {@code 300 ms}, {@code 24 h}. */
  public static String words(Duration duration) {
    if (duration.toMillis() % 1_000 != 0) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSeconds() % 60 != 0 || duration.isZero()) {
      return duration.toSeconds() + " s";
    }
    return duration.toMinutes() % 60 == 0
        ? duration.toHours() + " h"
        : duration.toMinutes() + " min";
  }
}
