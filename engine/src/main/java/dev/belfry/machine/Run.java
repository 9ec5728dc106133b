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
}
