package dev.belfry.analysis;

/** How much may still be tried, so that a large program is checked in seconds. */
final class Budget {
  /** Pairs of rules, and circles of them, that are looked at closely. */
  private static final int MOST_PAIRS = 10_000;

  /** Instants and effects of all trials together. */
  private static final int MOST_WORK = 1_000_000;

  private int pairs = MOST_PAIRS;
  private int work = MOST_WORK;
  private int left;

  /** Whether one more pair or circle may be looked at; one that may not is counted. */
  boolean take() {
    if (pairs > 0 && work > 0) {
      pairs--;
      return true;
    }
    leave();
    return false;
  }

  /** Whether one more scenario may be tried. */
  boolean hasMore() {
    return work > 0;
  }

  /** Counts what a trial has cost: instants and effects. */
  void spend(int instantsAndEffects) {
    work -= instantsAndEffects;
  }

  /** Counts something that was not looked at. */
  void leave() {
    left++;
  }

  /** How much was not looked at. */
  int left() {
    return left;
  }
}
