package dev.belfry.connectors.stage;

import dev.belfry.connectors.Workers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Hands out threads and ends them with the test. */
public final class Threads implements Workers, AutoCloseable {
  private final List<ExecutorService> handedOut = new CopyOnWriteArrayList<>();

  @Override
  public ExecutorService pool(String sink) {
    ExecutorService pool =
        Executors.newFixedThreadPool(2, Thread.ofPlatform().name(sink).factory());
    handedOut.add(pool);
    return pool;
  }

  @Override
  public ScheduledExecutorService timer() {
    ScheduledExecutorService timer =
        Executors.newScheduledThreadPool(1, Thread.ofPlatform().name("timer").factory());
    handedOut.add(timer);
    return timer;
  }

  /** Whether all that was handed out was given back closed. */
  public boolean areClosed() {
    return handedOut.stream().allMatch(ExecutorService::isShutdown);
  }

  @Override
  public void close() {
    handedOut.forEach(ExecutorService::shutdownNow);
  }
}
