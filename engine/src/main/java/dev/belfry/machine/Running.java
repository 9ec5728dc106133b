package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.model.CheckedRule;
import dev.belfry.program.Operator;
import dev.belfry.program.Script;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/** Performs runs, and lets those that wait go on when their time has come. */
final class Running {
  /** How many runs of one instance may last at a time, and how many may wait for their turn. */
  private static final int MOST = 100;

  private static final int[] NO_COUNTERS = new int[0];

  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Moment moment;
  private final Effects effects;
  private final List<Report> reports;

  Running(
      Clock clock,
      Timers timers,
      Changes changes,
      Moment moment,
      Effects effects,
      List<Report> reports) {
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.moment = moment;
    this.effects = effects;
    this.reports = reports;
  }

  // ---- beginnings

  /** Whether the rule's mode lets it run or wait for its turn; reports it if not. */
  boolean admits(Run run) {
    Cell.Running cell = find(run.rule(), run.occurrence().slots);
    String why = cell == null ? noRoom(run.rule()) : refusal(run.rule().program.mode(), cell);
    if (why != null) {
      reports.add(new Report.Dropped(run.rule().origin(run.occurrence().slots), why));
    }
    return why == null;
  }

  /** A run that can't be remembered while it waits does not begin. */
  private static @Nullable String noRoom(RuleState rule) {
    Operator.Runs operator = rule.program.runs().orElse(null);
    return operator == null || rule.room.isFor(rule.memories.get(operator.shape().index()))
        ? null
        : "runs of " + rule.room.mostKeys() + " keys last already";
  }

  private static @Nullable String refusal(CheckedRule.Mode mode, Cell.Running cell) {
    return switch (mode) {
      case SINGLE -> cell.runs.isEmpty() ? null : "its last run is not over";
      case RESTART -> null;
      case QUEUED -> cell.queue.size() < MOST ? null : MOST + " runs wait for their turn already";
      case PARALLEL -> cell.runs.size() < MOST ? null : MOST + " runs last already";
    };
  }

  /** Performs a run that its mode admits until it ends or waits, or lets it wait for its turn. */
  void start(Run run) {
    RuleState rule = run.rule();
    Occurrence occurrence = run.occurrence();
    Cell.Running cell = find(rule, occurrence.slots);
    CheckedRule.Mode mode = rule.program.mode();
    if (cell != null && !cell.runs.isEmpty() && mode == CheckedRule.Mode.QUEUED) {
      cell.queue.addLast(occurrence);
      settle(rule, cell);
      return;
    }
    if (cell != null && mode == CheckedRule.Mode.RESTART) {
      cell.runs.clear();
    }
    Progress waits = begin(rule, occurrence);
    if (cell != null || waits != null) {
      Cell.Running own = cell(rule, occurrence.slots);
      if (waits != null) {
        own.runs.add(waits);
      }
      settle(rule, own);
    }
  }

  /** Performs what is behind {@code finally}. It takes the place of an earlier one that waits. */
  void startLast(Run run) {
    RuleState rule = run.rule();
    Occurrence occurrence = run.occurrence();
    Script script = rule.program.last();
    Progress waits = perform(rule, occurrence, true, 0, counters(script));
    Cell.Running cell = find(rule, occurrence.slots);
    if (cell != null || waits != null) {
      Cell.Running own = cell(rule, occurrence.slots);
      own.last = waits;
      settle(rule, own);
    }
  }

  private @Nullable Progress begin(RuleState rule, Occurrence occurrence) {
    reports.add(new Report.Fired(rule.origin(occurrence.slots), occurrence.cause()));
    return perform(rule, occurrence, false, 0, counters(rule.program.then()));
  }

  private static int[] counters(Script script) {
    return script.counters() == 0 ? NO_COUNTERS : new int[script.counters()];
  }

  // ---- going on

  /** Goes on with those runs of an instance whose wait is over, then with those in its queue. */
  void resume(Run due) {
    RuleState rule = due.rule();
    Cell.Running cell = find(rule, due.occurrence().slots);
    if (cell == null) {
      return;
    }
    long until = cell.untilMillis;
    cell.untilMillis = Cell.NEVER;
    if (cell.last != null && isOver(rule, cell.last, until)) {
      cell.last = goOn(rule, cell.last);
    }
    for (ListIterator<Progress> runs = cell.runs.listIterator(); runs.hasNext(); ) {
      Progress run = runs.next();
      if (isOver(rule, run, until)) {
        Progress waits = goOn(rule, run);
        if (waits == null) {
          runs.remove();
        } else {
          runs.set(waits);
        }
      }
    }
    while (cell.runs.isEmpty() && !cell.queue.isEmpty()) {
      Progress waits = begin(rule, cell.queue.removeFirst());
      if (waits != null) {
        cell.runs.add(waits);
      }
    }
    settle(rule, cell);
  }

  private boolean isOver(RuleState rule, Progress run, long untilMillis) {
    boolean look = run.concerned || run.lookMillis <= untilMillis;
    run.concerned = false;
    if (run.wakeMillis <= untilMillis) {
      return true;
    }
    if (look
        && run.script(rule).instructions().get(run.at) instanceof Script.Instruction.WaitUntil it) {
      boolean met = isMet(it, rule, run.occurrence);
      run.lookMillis = moment.nextLookMillis();
      return met;
    }
    return false;
  }

  private @Nullable Progress goOn(RuleState rule, Progress run) {
    return perform(rule, run.occurrence, run.last, run.at + 1, run.counters);
  }

  /** Performs a script from one of its instructions on; null if it ends, else where it waits. */
  private @Nullable Progress perform(
      RuleState rule, Occurrence occurrence, boolean last, int from, int[] counters) {
    Script script = last ? rule.program.last() : rule.program.then();
    Performer performer =
        new Performer(
            clock.wallNowMillis(),
            rule.origin(occurrence.slots),
            moment.at(rule, occurrence),
            effects,
            reports);
    int at = performer.perform(script, from, counters);
    while (at >= 0) {
      switch (script.instructions().get(at)) {
        case Script.Instruction.Wait it -> {
          return new Progress(last, occurrence, at, clock.nowMillis() + it.millis(), counters);
        }
        case Script.Instruction.WaitUntil it when !isMet(it, rule, occurrence) -> {
          long look = moment.nextLookMillis();
          long wake =
              it.atMostMillis().map(most -> clock.nowMillis() + most).orElse(Progress.NEVER);
          Progress waits = new Progress(last, occurrence, at, wake, counters);
          waits.lookMillis = look;
          return waits;
        }
        default -> {
          moment.at(rule, occurrence);
          at = performer.perform(script, at + 1, counters);
        }
      }
    }
    return null;
  }

  /** Whether a state is true; {@link Moment#nextLookMillis} says when that may change. */
  private boolean isMet(Script.Instruction.WaitUntil it, RuleState rule, Occurrence occurrence) {
    return it.state().eval(moment.following(rule, occurrence)).truth() == Value.Truth.TRUE;
  }

  // ---- ends

  /** Ends all runs of the instance, and what waits for its turn. */
  void end(RuleState rule, String[] slots) {
    Cell.Running cell = find(rule, slots);
    if (cell != null && !cell.isBlank()) {
      cell.runs.clear();
      cell.queue.clear();
      cell.last = null;
      settle(rule, cell);
    }
  }

  /** Ends what the instance does behind {@code finally}, if it still waits. */
  void endLast(RuleState rule, String[] slots) {
    Cell.Running cell = find(rule, slots);
    if (cell != null && cell.last != null) {
      cell.last = null;
      settle(rule, cell);
    }
  }

  // ---- cells

  private static Cell.@Nullable Running find(RuleState rule, String[] slots) {
    Operator.Runs operator = rule.program.runs().orElse(null);
    if (operator == null) {
      return null;
    }
    Memory memory = rule.memories.get(operator.shape().index());
    return (Cell.Running) memory.find(Key.of(slots, operator.shape().slots()));
  }

  private static Cell.Running cell(RuleState rule, String[] slots) {
    Operator.Runs operator = rule.program.runs().orElseThrow();
    Memory memory = rule.memories.get(operator.shape().index());
    return (Cell.Running) memory.keep(Key.of(slots, operator.shape().slots()));
  }

  /** Sets the timer of a cell that changed. */
  private void settle(RuleState rule, Cell.Running cell) {
    Memory memory = rule.memories.get(rule.program.runs().orElseThrow().shape().index());
    timers.set(memory, cell, cell.dueMillis());
    changes.of(memory, cell);
  }
}
