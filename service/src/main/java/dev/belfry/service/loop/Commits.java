package dev.belfry.service.loop;

import dev.belfry.service.store.Batch;
import dev.belfry.service.store.Storage;
import dev.belfry.service.store.StoreException;
import java.util.concurrent.TimeUnit;

/**
 * Writes batches, each until it is written: after a failure the same one is tried again. Whoever
 * waits for it goes on waiting, for what was stepped through is not to be sent again.
 */
final class Commits {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Storage storage;
  private final LoopObserver observer;
  private final LoopMetrics metrics;
  private final Pause pause;
  private volatile boolean failing;
  private volatile boolean full;

  Commits(Storage storage, LoopObserver observer, LoopMetrics metrics, Pause pause) {
    this.storage = storage;
    this.observer = observer;
    this.metrics = metrics;
    this.pause = pause;
  }

  boolean failing() {
    return failing;
  }

  /** Whether it fails for lack of room. */
  boolean full() {
    return failing && full;
  }

  /**
   * Writes what changed.
   *
   * @return false when the loop is ending and it still could not be written
   */
  boolean write(Batch batch) throws InterruptedException {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (!tryWrite(batch)) {
      if (pause.isEndAfter(pauseMillis)) {
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
        storage.reopen();
      }
      storage.commit(batch);
    } catch (StoreException failure) {
      metrics.commitFailed();
      full = failure.isFull();
      if (!failing) {
        failing = true;
        observer.storeFailed(failure.words());
      }
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
