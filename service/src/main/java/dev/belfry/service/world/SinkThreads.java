package dev.belfry.service.world;

import dev.belfry.connectors.Workers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which connectors work: a few for each sink, which end when they rest. */
public final class SinkThreads implements Workers {
  /** How many deliveries to one sink are under way at one time. */
  private static final int THREADS_PER_SINK = 4;

  /** How many wait for a thread; the connectors keep no more than this waiting. */
  private static final int LONGEST_QUEUE = 2_000;

  private static final int REST_SECONDS = 10;

  @Override
  public ExecutorService pool(String sink) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS_PER_SINK,
            THREADS_PER_SINK,
            REST_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(LONGEST_QUEUE),
            named("belfry-" + sink.replace(' ', '-')));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  @Override
  public ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, named("belfry-delivery-timer"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
  }
}
