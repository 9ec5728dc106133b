package dev.belfry.machine;

/**
 * What a rule is to do at this moment.
 *
 * @param dueMillis of runs that go on: those are meant whose time comes until then
 */
record Run(RuleState rule, Occurrence occurrence, Kind kind, long dueMillis) {
  /** What is to be done. */
  enum Kind {
    /** Perform the actions behind {@code then}. */
    THEN,
    /** Perform those behind {@code finally}. */
    FINALLY,
    /** Go on with the runs of the instance whose wait is over. */
    RESUME
  }

  /** The actions behind {@code then}. */
  static Run of(RuleState rule, Occurrence occurrence) {
    return new Run(rule, occurrence, Kind.THEN, 0);
  }

  /** The actions behind {@code finally}. */
  static Run last(RuleState rule, String[] slots) {
    return new Run(rule, Occurrence.without(slots, ""), Kind.FINALLY, 0);
  }

  /** The runs of an instance for which a time has come. */
  static Run due(Timer timer) {
    return resume(timer.memory(), timer.cell(), timer.dueMillis());
  }

  /** The runs of an instance that wait for a state which may have changed. */
  static Run concerned(Memory memory, Cell cell) {
    return resume(memory, cell, Cell.NEVER);
  }

  private static Run resume(Memory memory, Cell cell, long dueMillis) {
    String[] slots = memory.rule.slotsOf(memory.operator, cell.key);
    return new Run(memory.rule, Occurrence.without(slots, ""), Kind.RESUME, dueMillis);
  }
}
