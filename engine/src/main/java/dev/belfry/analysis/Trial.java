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
  /** How many instants may pass before the event, and as many again afterwards. */
  private static final int MOST_INSTANTS = 2_000;

  /** So many effects are a flood: each of them costs more, for the topics are many, or long. */
  private static final int FLOOD = 1_000;

  private static final int FLOOD_COST = 50_000;

  /** What happened at one instant. */
  record Instant(long millis, List<Effect> effects, List<Report> reports) {}

  /**
   * What was seen.
   *
   * @param goesOn whether it was broken off while something was still to come
   */
  record Course(List<Instant> instants, boolean goesOn) {}

  private final Scenario scenario;
  private final Replay replay;
  private final List<Instant> instants = new ArrayList<>();
  private int looked;
  private int gathered;

  private Trial(Program program, Scenario scenario) {
    this.scenario = scenario;
    this.replay = new Replay(program);
  }

  /**
   * What happens from the moment on at which preparation is over; nothing, if preparation alone is
   * too much.
   *
   * @param most how many effects are gathered before it is broken off
   */
  static Course run(Program program, Scenario scenario, int most, Budget budget) {
    Trial trial = new Trial(program, scenario);
    boolean ready = trial.bringLines();
    boolean goesOn = ready && trial.watch(most);
    budget.spend(trial.looked + trial.gathered + (trial.gathered > FLOOD ? FLOOD_COST : 0));
    return new Course(ready ? trial.instants : List.of(), goesOn);
  }

  private boolean bringLines() {
    for (Recorded line : scenario.lines()) {
      long at = time(line);
      while (replay.nextDueMillis() < at) {
        if (looked >= MOST_INSTANTS) {
          return false;
        }
        next();
      }
      note(at, replay.take(line));
    }
    return true;
  }

  private static long time(Recorded line) {
    return switch (line) {
      case Recorded.Happened it -> it.input().timeMillis();
      case Recorded.Restart it -> it.timeMillis();
      case Recorded.Header ignored -> Long.MIN_VALUE;
    };
  }

  /** Lets happen what is due next. */
  private void next() {
    long due = replay.nextDueMillis();
    note(due, replay.until(due));
  }

  private boolean watch(int most) {
    while (replay.nextDueMillis() <= scenario.untilMillis()) {
      if (looked >= 2 * MOST_INSTANTS || gathered >= most) {
        return true;
      }
      next();
    }
    return false;
  }

  private void note(long millis, Outcome outcome) {
    looked++;
    if (millis >= scenario.fromMillis() && !outcome.equals(Outcome.NOTHING)) {
      instants.add(new Instant(millis, outcome.effects(), outcome.reports()));
      gathered += outcome.effects().size();
    }
  }
}
