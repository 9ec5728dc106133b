package dev.belfry.machine;

import dev.belfry.program.Operator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one operator of a rule remembers, for each key. */
final class Memory {
  final RuleState rule;
  final Operator operator;
  private final Map<Key, Cell> cells = new LinkedHashMap<>();
  private final Recency<Cell> recency = new Recency<>();

  Memory(RuleState rule, Operator operator) {
    this.rule = rule;
    this.operator = operator;
  }

  @Nullable Cell find(Key key) {
    return cells.get(key);
  }

  /** The cell of a key, or null if there is none yet and no room for one more. */
  @Nullable Cell cell(Key key) {
    return cells.containsKey(key) || rule.room.isFor(this) ? keep(key) : null;
  }

  /** The cell of a key, whether or not there is room. */
  Cell keep(Key key) {
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = fresh(key);
      cells.put(key, cell);
    }
    recency.touch(cell);
    return cell;
  }

  /** The cell that was not looked at for the longest of those that may be forgotten, or null. */
  @Nullable Cell quietest() {
    return recency.quietest(Cell::isIdle);
  }

  /** Something about a cell is another than before. */
  void touch(Cell cell) {
    if (!cell.forgotten) {
      recency.touch(cell);
    }
  }

  void remove(Cell cell) {
    cells.remove(cell.key);
    cell.forgotten = true;
    cell.unlink();
  }

  void clear() {
    cells.values().forEach(Link::unlink);
    cells.clear();
  }

  /** Nothing of it is written any more. */
  void abandon() {
    cells.values().forEach(cell -> cell.forgotten = true);
  }

  private Cell fresh(Key key) {
    return switch (operator) {
      case Operator.Hold ignored -> new Cell.Hold(key);
      case Operator.Silence ignored -> new Cell.Silence(key);
      case Operator.Latch ignored -> new Cell.Latch(key);
      case Operator.Begin ignored -> new Cell.Begin(key);
      case Operator.Limit ignored -> new Cell.Limit(key);
      case Operator.Runs ignored -> new Cell.Running(key);
      case Operator.Alarm ignored -> new Cell.Alarm(key);
      case Operator.Timetable ignored -> new Cell.Timetable(key);
      case Operator.Tally ignored -> new Cell.Tally(key);
      case Operator.Sequence it -> new Cell.Sequence(key, it.timed());
    };
  }

  /** The cells by key, not to be changed. */
  Map<Key, Cell> cells() {
    return cells;
  }

  /** Takes over what the same operator of an earlier program remembered. */
  void adopt(Memory earlier) {
    for (Cell cell : earlier.cells.values()) {
      cells.put(cell.key, cell);
      recency.touch(cell);
    }
    if (operator instanceof Operator.Sequence now
        && earlier.operator instanceof Operator.Sequence before) {
      cells.values().forEach(cell -> adopt((Cell.Sequence) cell, before, now));
    }
  }

  /** The topics and captures of a sequence may stand at other places of the rule than before. */
  private void adopt(Cell.Sequence cell, Operator.Sequence before, Operator.Sequence now) {
    String[] slots = rule.slotsOf(now, cell.key);
    int count = cell.open.size();
    for (int i = 0; i < count; i++) {
      Cell.First first = cell.open.removeFirst();
      Occurrence occurrence = first.occurrence().with(slots);
      int place = occurrence.use == null ? -1 : before.first().indexOf(occurrence.use);
      cell.open.addLast(
          new Cell.First(
              first.atMillis(), place < 0 ? occurrence : occurrence.of(now.first().get(place))));
    }
  }
}
