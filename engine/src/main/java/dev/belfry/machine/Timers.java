package dev.belfry.machine;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is due when. */
final class Timers {
  private final TreeSet<Timer> timers = new TreeSet<>();

  void set(Memory memory, Cell cell, long dueMillis) {
    cancel(cell);
    Timer timer = new Timer(dueMillis, memory, cell);
    cell.timer = timer;
    timers.add(timer);
  }

  /** Sets the timer of a cell anew; none if it is due never. */
  void wake(Memory memory, Cell cell, long dueMillis) {
    if (dueMillis == Long.MAX_VALUE) {
      cancel(cell);
    } else {
      set(memory, cell, dueMillis);
    }
  }

  void cancel(Cell cell) {
    if (cell.timer != null) {
      timers.remove(cell.timer);
      cell.timer = null;
    }
  }

  long nextDueMillis() {
    return timers.isEmpty() ? Long.MAX_VALUE : timers.first().dueMillis();
  }

  /** Takes out the first timer that is due at or before this time. */
  @Nullable Timer poll(long nowMillis) {
    if (nextDueMillis() > nowMillis) {
      return null;
    }
    Timer timer = timers.pollFirst();
    if (timer != null) {
      timer.cell().timer = null;
    }
    return timer;
  }

  void clear() {
    timers.forEach(timer -> timer.cell().timer = null);
    timers.clear();
  }
}
