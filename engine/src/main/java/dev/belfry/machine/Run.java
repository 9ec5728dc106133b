package dev.belfry.machine;

import org.jspecify.annotations.Nullable;

/**
 * Actions of a rule that are to be performed at this moment.
 *
 * @param last whether they are those behind {@code finally}
 * @param waited the timer of a run that goes on
 */
record Run(RuleState rule, Occurrence occurrence, boolean last, @Nullable Timer waited) {
  /** The actions behind {@code then}. */
  static Run of(RuleState rule, Occurrence occurrence) {
    return new Run(rule, occurrence, false, null);
  }

  /** The actions behind {@code finally}. */
  static Run last(RuleState rule, String[] slots) {
    return new Run(rule, Occurrence.without(slots, ""), true, null);
  }

  /** A run that has waited long enough. */
  static Run goingOn(Timer timer, Cell.Progress progress) {
    return new Run(timer.memory().rule, progress.occurrence(), progress.last(), timer);
  }
}
