package dev.belfry.service.outbox;

/** Does something later. */
@FunctionalInterface
public interface Wakeup {
  /** Runs the task once, in about so many milliseconds. */
  void after(long millis, Runnable task);
}
