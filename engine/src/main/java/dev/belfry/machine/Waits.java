package dev.belfry.machine;

import dev.belfry.program.Operator;
import dev.belfry.program.Script;
import dev.belfry.program.Use;
import java.util.List;
import java.util.function.Predicate;

/** Finds the runs for which time has come, or something changed on which a state depends. */
final class Waits {
  private final Agenda agenda;

  /** Finds them for this agenda. */
  Waits(Agenda agenda) {
    this.agenda = agenda;
  }

  /** A message arrived; the matches are all of that rule. */
  void onMessage(RuleState rule, List<Match> matches) {
    Operator.Runs operator = rule.program.runs().orElse(null);
    if (operator == null || operator.awaited().isEmpty()) {
      return;
    }
    for (Match match : matches) {
      Use use = match.use;
      if (mentions(operator.awaited(), use)) {
        look(rule, operator, match.slots(), it -> mentions(it.uses(), use));
      }
    }
  }

  private static boolean mentions(List<Use> uses, Use use) {
    for (Use own : uses) {
      if (own.index() == use.index()) {
        return true;
      }
    }
    return false;
  }

  /** Time has come for runs of a rule, or for what the states are made of that they wait for. */
  void onDue(RuleState rule, List<Timer> due) {
    Operator.Runs operator = rule.program.runs().orElse(null);
    if (operator == null) {
      return;
    }
    for (Timer timer : due) {
      Integer index = timer.memory().operator.shape().index();
      if (timer.cell() instanceof Cell.Running running) {
        running.untilMillis = timer.dueMillis();
        agenda.resume(timer.memory(), running);
      } else if (operator.parts().contains(index)) {
        String[] slots = rule.slotsOf(timer.memory().operator, timer.cell().key);
        look(rule, operator, slots, it -> it.parts().contains(index));
      }
    }
  }

  /** The rule was loaded, by itself or with the engine. */
  void onLoad(RuleState rule) {
    rule.program.runs().ifPresent(it -> look(rule, it, rule.unbound(), wait -> true));
  }

  private void look(
      RuleState rule,
      Operator.Runs operator,
      String[] slots,
      Predicate<Script.Instruction.WaitUntil> concerns) {
    Memory memory = rule.memories.get(operator.shape().index());
    for (Cell cell : memory.cells().values()) {
      if (cell instanceof Cell.Running running
          && !running.isBlank()
          && running.key.agrees(slots, operator.shape().slots())
          && mark(rule, running, concerns)) {
        agenda.resume(memory, running);
      }
    }
  }

  private static boolean mark(
      RuleState rule, Cell.Running cell, Predicate<Script.Instruction.WaitUntil> concerns) {
    boolean any = cell.last != null && mark(rule, cell.last, concerns);
    for (Progress run : cell.runs) {
      any |= mark(rule, run, concerns);
    }
    return any;
  }

  private static boolean mark(
      RuleState rule, Progress run, Predicate<Script.Instruction.WaitUntil> concerns) {
    if (run.script(rule).instructions().get(run.at) instanceof Script.Instruction.WaitUntil it
        && concerns.test(it)) {
      run.concerned = true;
      return true;
    }
    return false;
  }
}
