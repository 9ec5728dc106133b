package dev.belfry.analysis;

/** How much may still be tried, so that a large program is checked in seconds. */
final class Budget {
  /** Trials of one program. */
  private static final int MOST_TRIALS = 20_000;

  /** Pairs of rules that are looked at closely. */
  private static final int MOST_PAIRS = 4_000;

  private int trials = MOST_TRIALS;
  private int pairs = MOST_PAIRS;
  private int left;

  /** Whether one more pair may be looked at; one that may not is counted. */
  boolean takePair() {
    if (pairs > 0 && trials > 0) {
      pairs--;
      return true;
    }
    left++;
    return false;
  }

  /** Whether one more scenario may be tried. */
  boolean takeTrial() {
    trials--;
    return trials >= 0;
  }

  /** How much was not looked at. */
  int left() {
    return left;
  }

  void leave(int count) {
    left += count;
  }
}
