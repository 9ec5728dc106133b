package dev.belfry.connectors;

import dev.belfry.connectors.sink.Attempt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** One delivery to one target, counted as it is tried. */
final class Work {
  private final Supplier<Attempt> errand;
  private final BiConsumer<Integer, String> failed;
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicReference<String> lastReason = new AtomicReference<>("it was never reached");

  /**
   * @param failed hears the number and the reason of each failed attempt
   */
  Work(Supplier<Attempt> errand, BiConsumer<Integer, String> failed) {
    this.errand = errand;
    this.failed = failed;
  }

  Attempt attempt() {
    int number = attempts.incrementAndGet();
    Attempt attempt = errand.get();
    if (!(attempt instanceof Attempt.Done)) {
      lastReason.set(attempt.words());
      failed.accept(number, attempt.words());
    }
    return attempt;
  }

  int attempts() {
    return attempts.get();
  }

  String lastReason() {
    return lastReason.get();
  }
}
