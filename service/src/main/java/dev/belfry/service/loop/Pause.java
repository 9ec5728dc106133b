package dev.belfry.service.loop;

/** How the loop waits before it tries again what failed. */
@FunctionalInterface
public interface Pause {
  /** Waits so long, or until the loop is to end; then it says true. */
  boolean isEndAfter(long millis) throws InterruptedException;
}
