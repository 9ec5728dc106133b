package dev.belfry.machine;

import dev.belfry.program.EventNode;
import dev.belfry.program.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Counts events, and remembers those that wait to be followed by others. */
final class Sequences {
  /** How many events may wait at a time for each key; the oldest are forgotten. */
  private static final int MOST_OPEN = 1_000;

  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final List<Report> reports;

  Sequences(Clock clock, Timers timers, Changes changes, List<Report> reports) {
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.reports = reports;
  }

  // ---- counting

  /** Of these events those that are the last of their number. */
  List<Occurrence> counted(EventNode.Times node, RuleState rule, List<Occurrence> found) {
    Memory memory = rule.memories.get(node.operator());
    if (found.isEmpty() || !(memory.operator instanceof Operator.Tally operator)) {
      return List.of();
    }
    List<Occurrence> full = new ArrayList<>();
    for (Occurrence occurrence : found) {
      Key key = Key.of(occurrence.slots, operator.shape().slots());
      if (memory.cell(key) instanceof Cell.Tally cell && isFull(operator, memory, cell)) {
        full.add(occurrence);
      }
    }
    return full;
  }

  private boolean isFull(Operator.Tally operator, Memory memory, Cell.Tally cell) {
    Deque<Long> times = cell.timesMillis;
    while (!times.isEmpty() && times.getFirst() <= clock.nowMillis() - operator.millis()) {
      times.removeFirst();
    }
    times.addLast(clock.nowMillis());
    boolean full = times.size() >= operator.times();
    if (full) {
      times.clear();
    }
    changes.of(memory, cell);
    return full;
  }

  // ---- one after the other

  /** The second events that follow a first one; each uses up the newest of each sequence. */
  List<Occurrence> followed(
      EventNode.Followed node, RuleState rule, List<Occurrence> seconds, List<Occurrence> firsts) {
    Memory memory = rule.memories.get(node.operator());
    if (!(memory.operator instanceof Operator.Sequence operator)) {
      return List.of();
    }
    List<Occurrence> pairs = seconds.isEmpty() ? List.of() : new ArrayList<>();
    for (Occurrence second : seconds) {
      for (Cell.Sequence cell : agreeing(memory, operator, second.slots)) {
        forget(operator, cell);
        if (cell.open.pollLast() != null) {
          pairs.add(second.with(joined(second.slots, operator, cell.key)));
        }
        changes.of(memory, cell);
      }
    }
    firsts.forEach(
        first -> open(memory, operator, first.slots, Occurrence.without(first.slots, "")));
    return pairs;
  }

  private void forget(Operator.Sequence operator, Cell.Sequence cell) {
    long horizon = clock.nowMillis() - operator.millis();
    while (!cell.open.isEmpty() && cell.open.getFirst().atMillis() <= horizon) {
      cell.open.removeFirst();
    }
  }

  private static String[] joined(String[] slots, Operator operator, Key key) {
    String[] joined = Arrays.copyOf(slots, slots.length);
    for (int i = 0; i < key.parts().size(); i++) {
      int slot = operator.shape().slots().get(i);
      if (joined[slot].equals(Key.UNBOUND)) {
        joined[slot] = key.parts().get(i);
      }
    }
    return joined;
  }

  /** Takes notice of events that end a wait, then of those that begin one. */
  void await(
      EventNode.NotFollowed node,
      RuleState rule,
      List<Occurrence> seconds,
      List<Occurrence> firsts) {
    Memory memory = rule.memories.get(node.operator());
    if (memory.operator instanceof Operator.Sequence operator) {
      for (Occurrence second : seconds) {
        agreeing(memory, operator, second.slots).forEach(cell -> cancel(memory, operator, cell));
      }
      firsts.forEach(first -> open(memory, operator, first.slots, first));
    }
  }

  /** What is due at this very instant is not followed any more. */
  private void cancel(Memory memory, Operator.Sequence operator, Cell.Sequence cell) {
    long horizon = clock.nowMillis() - operator.millis();
    if (cell.open.removeIf(first -> first.atMillis() > horizon)) {
      settle(memory, cell);
    }
  }

  /** The time of the first ones is over that began at or before this timer's; they are taken. */
  List<Occurrence> due(Memory memory, Cell.Sequence cell, long dueMillis) {
    List<Occurrence> due = new ArrayList<>();
    if (memory.operator instanceof Operator.Sequence operator) {
      while (!cell.open.isEmpty()
          && cell.open.getFirst().atMillis() + operator.millis() <= dueMillis) {
        due.add(cell.open.removeFirst().occurrence());
      }
      settle(memory, cell);
    }
    return due;
  }

  // ---- cells

  private void open(
      Memory memory, Operator.Sequence operator, String[] slots, Occurrence remembered) {
    Key key = Key.of(slots, operator.shape().slots());
    if (memory.cell(key) instanceof Cell.Sequence cell) {
      if (!operator.timed()) {
        forget(operator, cell);
      }
      if (cell.open.size() >= MOST_OPEN) {
        cell.open.removeFirst();
        reports.add(
            new Report.Forgotten(
                memory.rule.origin(slots),
                "more than " + MOST_OPEN + " events wait to be followed; the oldest is forgotten"));
      }
      cell.open.addLast(new Cell.First(clock.nowMillis(), remembered));
      settle(memory, cell);
    }
  }

  /** Sets the timer of a cell that changed. */
  void settle(Memory memory, Cell.Sequence cell) {
    changes.of(memory, cell);
    if (memory.operator instanceof Operator.Sequence operator && operator.timed()) {
      Cell.First first = cell.open.peekFirst();
      timers.set(
          memory, cell, first == null ? Long.MAX_VALUE : first.atMillis() + operator.millis());
    }
  }

  /** The sequences that the captures of an event agree with, in text order of their keys. */
  private static List<Cell.Sequence> agreeing(
      Memory memory, Operator.Sequence operator, String[] slots) {
    List<Cell.Sequence> found = new ArrayList<>();
    Key whole = Key.of(slots, operator.shape().slots());
    if (!operator.loose() && !whole.parts().contains(Key.UNBOUND)) {
      if (memory.find(whole) instanceof Cell.Sequence cell) {
        found.add(cell);
      }
      return found;
    }
    for (Cell cell : memory.cells().values()) {
      if (cell instanceof Cell.Sequence sequence
          && !sequence.isBlank()
          && sequence.key.agrees(slots, operator.shape().slots())) {
        found.add(sequence);
      }
    }
    found.sort((a, b) -> a.key.compareTo(b.key));
    return found;
  }
}
