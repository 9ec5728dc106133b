package dev.belfry.service.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The true time of the simulated world, and what happens when. */
final class Timeline {
  private record Event(long atMillis, long order, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::order));
  private long nowMillis;
  private long order;

  Timeline(long startMillis) {
    nowMillis = startMillis;
  }

  long nowMillis() {
    return nowMillis;
  }

  void after(long millis, Runnable task) {
    events.add(new Event(nowMillis + millis, order++, task));
  }

  /** When the next thing happens, or {@link Long#MAX_VALUE}. */
  long nextMillis() {
    Event next = events.peek();
    return next == null ? Long.MAX_VALUE : next.atMillis();
  }

  /** Lets time pass up to then; what should have happened before happens late. */
  void passTo(long millis) {
    nowMillis = Math.max(nowMillis, millis);
  }

  /** Lets the next thing happen, at its time. */
  void happen() {
    Event next = events.remove();
    passTo(next.atMillis());
    next.task().run();
  }
}
