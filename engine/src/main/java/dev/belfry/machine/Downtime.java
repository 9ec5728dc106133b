package dev.belfry.machine;

import dev.belfry.codec.Printed;
import dev.belfry.effect.AlertStatus;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.program.AlertPart;
import dev.belfry.program.Operator;
import dev.belfry.program.Script;
import dev.belfry.program.Timetables;
import dev.belfry.program.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Collects what may have been missed between a stop and the start that is going on. */
final class Downtime {
  /** How many schedules, and how many stretches, are told one by one; the rest is counted. */
  static final int MOST = 1_000;

  /** How many times of one schedule are counted, and of all together. */
  private static final int MOST_TIMES = 10_000;

  private static final int MOST_TIMES_OF_ALL = 100_000;

  private final Clock clock;
  private final Evaluation evaluation;
  private final long stoppedMillis;
  private final long stoppedWallMillis;
  private final List<MissedTimes> schedules = new ArrayList<>();
  private final List<Uncertain> stretches = new ArrayList<>();
  private int moreSchedules;
  private int moreStretches;
  private int counted;

  /**
   * A downtime that ends now.
   *
   * @param stoppedMillis when it began, in steady time
   * @param stoppedWallMillis what the wall clock said then
   */
  Downtime(Clock clock, Evaluation evaluation, long stoppedMillis, long stoppedWallMillis) {
    this.clock = clock;
    this.evaluation = evaluation;
    this.stoppedMillis = stoppedMillis;
    this.stoppedWallMillis = stoppedWallMillis;
  }

  /** Whether there was something before this start, and time has passed since. */
  boolean isReal() {
    return stoppedMillis != Long.MIN_VALUE && stoppedMillis < clock.nowMillis();
  }

  Report.Missed report() {
    return new Report.Missed(
        stoppedWallMillis,
        clock.wallNowMillis(),
        List.copyOf(schedules),
        moreSchedules,
        List.copyOf(stretches),
        moreStretches);
  }

  // ---- schedules

  /** The times of a schedule that was due next at a time that has passed. */
  void missed(Memory memory, Happening.Schedule schedule, long dueWallMillis, boolean caughtUp) {
    if (schedules.size() == MOST) {
      moreSchedules++;
      return;
    }
    long now = clock.wallNowMillis();
    int most = Math.min(MOST_TIMES, Math.max(1, MOST_TIMES_OF_ALL - counted));
    int times = 0;
    long last = dueWallMillis;
    long next = dueWallMillis;
    while (next <= now && times < most) {
      times++;
      last = next;
      next = Timetables.next(schedule, next, clock.site());
    }
    counted += times;
    boolean more = next <= now;
    schedules.add(
        new MissedTimes(
            memory.rule.program.name(),
            schedule.described(),
            times,
            more,
            dueWallMillis,
            more ? lastBefore(schedule, now) : last,
            caughtUp));
  }

  /** The last time of a schedule up to now, of which it is known that there is one. */
  private long lastBefore(Happening.Schedule schedule, long now) {
    long back = 1;
    long last = Timetables.next(schedule, now - back, clock.site());
    while (last > now) {
      back *= 2;
      last = Timetables.next(schedule, now - back, clock.site());
    }
    for (long next = last; next <= now; next = Timetables.next(schedule, next, clock.site())) {
      last = next;
    }
    return last;
  }

  // ---- stretches

  /** What went on of one thing that a rule remembers. */
  void look(Memory memory, Cell cell) {
    long now = clock.nowMillis();
    switch (cell) {
      case Cell.Hold it when memory.operator instanceof Operator.Hold hold -> {
        if (it.holds && !it.done) {
          long due = it.sinceMillis + hold.millis();
          add(memory, cell, Uncertain.Kind.HELD, OptionalLong.of(it.sinceMillis), due <= now);
        }
      }
      case Cell.Silence it when memory.operator instanceof Operator.Silence silence -> {
        if (!it.done) {
          long since = evaluation.silentSinceMillis(silence, memory, it);
          boolean due = since + silence.millis() <= now;
          add(memory, cell, Uncertain.Kind.SILENT, OptionalLong.of(since), due);
        }
      }
      case Cell.Sequence it when memory.operator instanceof Operator.Sequence sequence -> {
        OptionalLong since = open(it.open.stream().mapToLong(Cell.First::atMillis), sequence);
        if (since.isPresent()) {
          boolean due = sequence.timed() && since.getAsLong() + sequence.millis() <= now;
          add(memory, cell, Uncertain.Kind.SEQUENCE, since, due);
        }
      }
      case Cell.Tally it when memory.operator instanceof Operator.Tally tally -> {
        OptionalLong since =
            it.timesMillis.stream()
                .mapToLong(at -> at)
                .filter(at -> at + tally.millis() > stoppedMillis)
                .findFirst();
        if (since.isPresent()) {
          add(memory, cell, Uncertain.Kind.COUNTED, since, false);
        }
      }
      case Cell.Running it -> {
        it.runs.forEach(run -> look(memory, cell, run));
        if (it.last != null) {
          look(memory, cell, it.last);
        }
      }
      case Cell.Alarm it -> {
        if (it.fires()) {
          OptionalLong since = OptionalLong.of(it.sinceMillis);
          add(memory, cell, Uncertain.Kind.ALERT, since, isDue(memory, it));
        }
      }
      default -> {}
    }
  }

  private OptionalLong open(LongStream firsts, Operator.Sequence sequence) {
    return firsts
        .filter(at -> sequence.timed() || at + sequence.millis() > stoppedMillis)
        .findFirst();
  }

  private void look(Memory memory, Cell cell, Progress run) {
    OptionalLong since =
        switch (run.script(memory.rule).instructions().get(run.at)) {
          case Script.Instruction.Wait it -> OptionalLong.of(run.wakeMillis - it.millis());
          case Script.Instruction.WaitUntil it when it.atMostMillis().isPresent() ->
              OptionalLong.of(run.wakeMillis - it.atMostMillis().get());
          default -> OptionalLong.empty();
        };
    add(memory, cell, Uncertain.Kind.WAIT, since, run.wakeMillis <= clock.nowMillis());
  }

  /** Whether somebody has to be reminded, or others told. */
  private boolean isDue(Memory memory, Cell.Alarm cell) {
    long now = clock.nowMillis();
    boolean reminder = cell.remindMillis != 0 && cell.remindMillis <= now;
    boolean escalation =
        !cell.escalated
            && memory.rule.program.alert().orElse(null) instanceof AlertPart.Telling it
            && it.escalation().isPresent()
            && cell.sinceMillis + it.escalation().get().afterMillis() <= now;
    return cell.state == AlertStatus.State.FIRING && (reminder || escalation);
  }

  private void add(
      Memory memory, Cell cell, Uncertain.Kind kind, OptionalLong sinceMillis, boolean fellDue) {
    String[] slots = memory.rule.slotsOf(memory.operator, cell.key);
    String what =
        memory.rule.program.written().parts().getOrDefault(memory.operator.shape().part(), "");
    add(memory.rule, slots, kind, what, sinceMillis, fellDue);
  }

  private void add(
      RuleState rule,
      String[] slots,
      Uncertain.Kind kind,
      String what,
      OptionalLong sinceMillis,
      boolean fellDue) {
    if (stretches.size() == MOST) {
      moreStretches++;
      return;
    }
    OptionalLong since =
        sinceMillis.isPresent()
            ? OptionalLong.of(clock.wallMillis(sinceMillis.getAsLong()))
            : sinceMillis;
    stretches.add(new Uncertain(rule.origin(slots), kind, what, since, fellDue));
  }

  /** The windows of a rule: what came meanwhile is not in them. */
  void lookAtWindows(RuleState rule) {
    Set<Long> lengths = new TreeSet<>();
    for (Use use : rule.program.uses()) {
      if (use.window().isPresent()
          && use.window().get().extent() instanceof Expr.Extent.Lately lately) {
        lengths.add(lately.millis());
      }
    }
    for (long length : lengths) {
      add(
          rule,
          rule.unbound(),
          Uncertain.Kind.WINDOW,
          Printed.stretch(length),
          OptionalLong.of(stoppedMillis),
          false);
    }
  }
}
