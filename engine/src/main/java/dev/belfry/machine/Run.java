package dev.belfry.machine;

/** What a rule is to do at this moment. */
record Run(RuleState rule, Occurrence occurrence, Kind kind) {
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
    return new Run(rule, occurrence, Kind.THEN);
  }

  /** The actions behind {@code finally}. */
  static Run last(RuleState rule, String[] slots) {
    return new Run(rule, Occurrence.without(slots, ""), Kind.FINALLY);
  }

  /** The runs of an instance that wait. */
  static Run resumed(Memory memory, Cell.Running cell) {
    String[] slots = memory.rule.slotsOf(memory.operator, cell.key);
    return new Run(memory.rule, Occurrence.without(slots, ""), Kind.RESUME);
  }
}
