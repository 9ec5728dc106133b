package dev.belfry.bench.durable;

import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopThread;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages at QoS 1 that come at a pace, and how they are stored.
 *
 * @param perSecond how many came; all at once if it is 0
 * @param stored how many a second were safe
 * @param batch how many were in a commit, on average
 * @param medianMicros from coming in to being safe
 * @param worstMicros the same, of 99 in 100
 */
record Pace(int perSecond, double stored, double batch, long medianMicros, long worstMicros) {
  private static final int SENSORS = 1_000;

  static Pace measure(Path folder, int perSecond, int messages)
      throws StoreException, InterruptedException {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    try (Store store = Store.open(folder)) {
      Contents contents = store.load();
      SteadyClock clock = SteadyClock.goingOnFrom(contents.clock());
      Loop loop = Kit.loop(contents, store, clock, metrics);
      try (LoopThread thread =
          new LoopThread(loop, Ruleset.of(Sensors.rules()), Optional.empty())) {
        thread.start();
        feed(loop, 0, SENSORS); // the first time each topic is new
        double commits = commits(metrics);
        long begun = System.nanoTime();
        long[] micros = feed(loop, perSecond, messages);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Arrays.sort(micros);
        return new Pace(
            perSecond,
            messages / seconds,
            messages / (commits(metrics) - commits),
            micros[messages / 2],
            micros[messages - 1 - messages / 100]);
      }
    }
  }

  private static double commits(SimpleMeterRegistry metrics) {
    return metrics.get("belfry.commits").timer().count();
  }

  private static long[] feed(Loop loop, int perSecond, int messages) throws InterruptedException {
    long[] micros = new long[messages];
    CountDownLatch safe = new CountDownLatch(messages);
    AtomicInteger refused = new AtomicInteger();
    long begun = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      long due = perSecond == 0 ? begun : begun + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.min(due - System.nanoTime(), 200_000));
      }
      while (loop.waiting() > 50_000) {
        LockSupport.parkNanos(100_000);
      }
      int number = i;
      long sent = System.nanoTime();
      var unused =
          loop.accept(Sensors.reading(i % SENSORS, i / SENSORS, 1))
              .whenComplete((nothing, failure) -> {
                micros[number] = (System.nanoTime() - sent) / 1_000;
                if (failure != null) {
                  refused.incrementAndGet();
                }
                safe.countDown();
              });
    }
    safe.await();
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " messages were refused");
    }
    return micros;
  }
}
