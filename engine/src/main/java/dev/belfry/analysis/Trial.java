package dev.belfry.analysis;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Outcome;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.record.Replay;
import java.util.ArrayList;
import java.util.List;

/** Brings a scenario to a program and writes down what happens, instant by instant. */
final class Trial {
  /** How many instants are watched after the last input. */
  private static final int MOST_INSTANTS = 2_000;

  /** What happened at one instant. */
  record Instant(long millis, List<Effect> effects, List<Report> reports) {}

  private final Scenario scenario;
  private final Replay replay;
  private final List<Instant> instants = new ArrayList<>();
  private int gathered;

  private Trial(Program program, Scenario scenario) {
    this.scenario = scenario;
    this.replay = new Replay(program);
  }

  /**
   * What happens from the moment on at which preparation is over.
   *
   * @param most how many effects are gathered before it ends
   */
  static List<Instant> run(Program program, Scenario scenario, int most) {
    Trial trial = new Trial(program, scenario);
    trial.bringLines();
    trial.watch(most);
    return trial.instants;
  }

  private void bringLines() {
    for (Recorded line : scenario.lines()) {
      long at = line instanceof Recorded.Happened it ? it.input().timeMillis() : restart(line);
      goOn(at - 1);
      note(at, replay.take(line));
    }
  }

  private static long restart(Recorded line) {
    return line instanceof Recorded.Restart it ? it.timeMillis() : 0;
  }

  /** Lets everything happen that is due at or before this time, each instant by itself. */
  private void goOn(long millis) {
    for (int i = 0; i < MOST_INSTANTS && replay.nextDueMillis() <= millis; i++) {
      long due = replay.nextDueMillis();
      note(due, replay.until(due));
    }
  }

  private void watch(int most) {
    for (int i = 0; i < MOST_INSTANTS && gathered < most; i++) {
      long due = replay.nextDueMillis();
      if (due > scenario.untilMillis()) {
        return;
      }
      note(due, replay.until(due));
    }
  }

  private void note(long millis, Outcome outcome) {
    if (millis >= scenario.fromMillis() && !outcome.equals(Outcome.NOTHING)) {
      instants.add(new Instant(millis, outcome.effects(), outcome.reports()));
      gathered += outcome.effects().size();
    }
  }
}
