package dev.belfry.service.loop;

import dev.belfry.service.store.Batch;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes batches, each until it is written: after a failure the same one is tried again. */
final class Commits {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Store store;
  private final SteadyClock clock;
  private final LoopObserver observer;
  private final LoopMetrics metrics;
  private final CountDownLatch ending;
  private volatile boolean failing;

  Commits(
      Store store,
      SteadyClock clock,
      LoopObserver observer,
      LoopMetrics metrics,
      CountDownLatch ending) {
    this.store = store;
    this.clock = clock;
    this.observer = observer;
    this.metrics = metrics;
    this.ending = ending;
  }

  boolean failing() {
    return failing;
  }

  /**
   * Writes what changed. At the first failure those who wait for it are told that it is not safe.
   *
   * @return false when the loop is ending and it still could not be written
   */
  boolean write(Delta delta, List<Work> waiting) throws InterruptedException {
    Batch batch = delta.batch(clock.reading());
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (!tryWrite(batch)) {
      waiting.forEach(
          work -> work.done().completeExceptionally(new RefusedException("not stored")));
      if (ending.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        return tryWrite(batch);
      }
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
    return true;
  }

  private boolean tryWrite(Batch batch) {
    long before = System.nanoTime();
    try {
      if (failing) {
        store.reopen();
      }
      store.commit(batch);
    } catch (StoreException failure) {
      metrics.commitFailed();
      if (!failing) {
        observer.storeFailed(failure.words());
      }
      failing = true;
      return false;
    }
    metrics.commits().record(System.nanoTime() - before, TimeUnit.NANOSECONDS);
    if (failing) {
      failing = false;
      observer.storeRecovered();
    }
    return true;
  }
}
