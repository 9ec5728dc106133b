package dev.belfry.machine;

import dev.belfry.effect.Effect;
import dev.belfry.program.Operator;
import dev.belfry.program.Script;
import java.util.List;

/** Performs runs, and lets those that wait go on when their time has come. */
final class Running {
  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Moment moment;
  private final List<Effect> effects;
  private final List<Report> reports;

  Running(
      Clock clock,
      Timers timers,
      Changes changes,
      Moment moment,
      List<Effect> effects,
      List<Report> reports) {
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.moment = moment;
    this.effects = effects;
    this.reports = reports;
  }

  /** Whether no earlier run of the same instance still lasts; reports it if one does. */
  boolean isFree(Run run) {
    Operator.Runs operator = run.rule().program.runs().orElse(null);
    if (operator == null) {
      return true;
    }
    Key key = Key.of(run.occurrence().slots, operator.shape().slots());
    Cell cell = run.rule().memories.get(operator.shape().index()).find(key);
    if (cell instanceof Cell.Running busy && busy.progress != null && !busy.progress.last()) {
      reports.add(
          new Report.Dropped(
              run.rule().origin(run.occurrence().slots), "its last run is not over"));
      return false;
    }
    return true;
  }

  /** Performs a run until it ends or waits. It takes the place of one that waits. */
  void start(Run run) {
    goOn(run.rule(), run.occurrence(), run.last(), 0);
  }

  /** Goes on with a run whose time has come. */
  void resume(Timer timer) {
    if (timer.cell() instanceof Cell.Running cell && cell.progress != null) {
      Cell.Progress progress = cell.progress;
      goOn(timer.memory().rule, progress.occurrence(), progress.last(), progress.next());
    }
  }

  private void goOn(RuleState rule, Occurrence occurrence, boolean last, int from) {
    Script script = last ? rule.program.last() : rule.program.then();
    int waits =
        new Performer(
                clock.wallNowMillis(),
                rule.origin(occurrence.slots),
                moment.at(rule, occurrence),
                effects,
                reports)
            .perform(script, from);
    Operator.Runs operator = rule.program.runs().orElse(null);
    if (operator == null) {
      return;
    }
    Memory memory = rule.memories.get(operator.shape().index());
    Key key = Key.of(occurrence.slots, operator.shape().slots());
    Cell.Running cell = (Cell.Running) memory.cell(key);
    if (waits >= 0 && script.instructions().get(waits) instanceof Script.Instruction.Wait wait) {
      long wake = clock.nowMillis() + wait.millis();
      cell.progress = new Cell.Progress(last, waits + 1, wake, occurrence);
      timers.set(memory, cell, wake);
    } else {
      cell.progress = null;
      timers.cancel(cell);
    }
    changes.of(memory, cell);
  }

  /** Ends a run of the instance, if one still waits. */
  void end(RuleState rule, String[] slots) {
    end(rule, slots, false);
  }

  /** Ends what the instance does behind {@code finally}, if it still waits. */
  void endLast(RuleState rule, String[] slots) {
    end(rule, slots, true);
  }

  private void end(RuleState rule, String[] slots, boolean onlyLast) {
    Operator.Runs operator = rule.program.runs().orElse(null);
    if (operator == null) {
      return;
    }
    Memory memory = rule.memories.get(operator.shape().index());
    Key key = Key.of(slots, operator.shape().slots());
    if (memory.find(key) instanceof Cell.Running cell
        && cell.progress != null
        && (cell.progress.last() || !onlyLast)) {
      cell.progress = null;
      timers.cancel(cell);
      changes.of(memory, cell);
    }
  }
}
