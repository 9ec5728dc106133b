package dev.belfry.machine;

import dev.belfry.program.Script;

/** The place of a run that waits. */
final class Progress {
  /** Stands for the wake of a run that only a state wakes. */
  static final long NEVER = Long.MAX_VALUE;

  /** Whether it is of the actions behind {@code finally}. */
  final boolean last;

  final Occurrence occurrence;

  /** The instruction that waits. */
  final int at;

  /** When the wait ends at the latest. */
  final long wakeMillis;

  /** How many repetitions are left, for each that lies around the instruction. */
  final int[] counters;

  /** When the clock may change the state that is waited for. */
  long lookMillis = NEVER;

  /** Whether something changed on which the state depends that is waited for. */
  boolean concerned;

  Progress(boolean last, Occurrence occurrence, int at, long wakeMillis, int[] counters) {
    this.last = last;
    this.occurrence = occurrence;
    this.at = at;
    this.wakeMillis = wakeMillis;
    this.counters = counters;
  }

  Script script(RuleState rule) {
    return last ? rule.program.last() : rule.program.then();
  }

  /** When it wants to be looked at. */
  long dueMillis() {
    return Math.min(wakeMillis, lookMillis);
  }
}
