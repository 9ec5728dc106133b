package dev.belfry.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What is due when. */
final class Timers {
  private final TreeSet<Timer> timers = new TreeSet<>();

  /** Sets the one timer of a cell; {@link Long#MAX_VALUE} is never. */
  void set(Memory memory, Cell cell, long dueMillis) {
    if (cell.timer != null && cell.timer.dueMillis() == dueMillis) {
      return;
    }
    cancel(cell);
    if (dueMillis == Long.MAX_VALUE) {
      return;
    }
    Timer timer = new Timer(dueMillis, memory, cell);
    cell.timer = timer;
    timers.add(timer);
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

  /** Takes out all timers of the first instant at or before this time, in order of rules. */
  List<Timer> poll(long nowMillis) {
    long instant = nextDueMillis();
    if (instant > nowMillis) {
      return List.of();
    }
    List<Timer> due = new ArrayList<>();
    while (nextDueMillis() == instant) {
      Timer timer = timers.removeFirst();
      timer.cell().timer = null;
      due.add(timer);
    }
    return due;
  }

  void clear() {
    timers.forEach(timer -> timer.cell().timer = null);
    timers.clear();
  }
}
