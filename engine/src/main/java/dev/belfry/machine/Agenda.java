package dev.belfry.machine;

import dev.belfry.program.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What rules want done at this instant: it is done when all of them were evaluated. */
final class Agenda {
  private final List<Run> runs = new ArrayList<>();
  private final Clock clock;
  private final Changes changes;
  private final Running running;
  private final List<Report> reports;

  Agenda(Clock clock, Changes changes, Running running, List<Report> reports) {
    this.clock = clock;
    this.changes = changes;
    this.running = running;
    this.reports = reports;
  }

  int size() {
    return runs.size();
  }

  /** The event of a rule happened. */
  void trigger(RuleState rule, Occurrence occurrence) {
    runs.add(Run.of(rule, occurrence));
  }

  /** The state of a rule begins; what still waits behind {@code finally} is over. */
  void begin(RuleState rule, Occurrence occurrence) {
    running.endLast(rule, occurrence.slots);
    trigger(rule, occurrence);
  }

  /** The state of a rule ends, and with it what it began. */
  void end(RuleState rule, String[] slots) {
    running.end(rule, slots);
    if (!rule.program.last().isEmpty()) {
      runs.add(Run.last(rule, slots));
    }
  }

  /** A run that waited is to look whether it goes on. */
  void resume(Memory memory, Cell.Running cell) {
    runs.add(Run.resumed(memory, cell));
  }

  /** Instances of one rule, added since a place, go in text order of their keys. */
  void sort(int from) {
    if (runs.size() - from > 1) {
      runs.subList(from, runs.size())
          .sort(Comparator.comparing(run -> run.rule().keyOf(run.occurrence().slots)));
    }
  }

  void perform() {
    for (Run run : runs) {
      switch (run.kind()) {
        case RESUME -> running.resume(run);
        case FINALLY -> running.startLast(run);
        case THEN -> {
          if (running.admits(run) && withinLimit(run)) {
            running.start(run);
          }
        }
      }
    }
    runs.clear();
  }

  /** What happened after now minus D counts; what is exactly D old does not. */
  private boolean withinLimit(Run run) {
    Operator.Limit limit = run.rule().program.limit().orElse(null);
    if (limit == null) {
      return true;
    }
    Memory memory = run.rule().memories.get(limit.shape().index());
    Key key = Key.of(run.occurrence().slots, limit.shape().slots());
    if (!(memory.cell(key) instanceof Cell.Limit cell)) {
      return true;
    }
    while (!cell.runsMillis.isEmpty()
        && cell.runsMillis.getFirst() <= clock.nowMillis() - limit.millis()) {
      cell.runsMillis.removeFirst();
    }
    changes.of(memory, cell);
    if (cell.runsMillis.size() >= limit.times()) {
      reports.add(
          new Report.Dropped(run.rule().origin(run.occurrence().slots), "its limit is reached"));
      return false;
    }
    cell.runsMillis.addLast(clock.nowMillis());
    return true;
  }
}
