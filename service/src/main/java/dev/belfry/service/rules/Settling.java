package dev.belfry.service.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a set of files through once two looks at the folder agree on it: whoever still copies,
 * checks out or unpacks many files shows it by going on. The half of a change never becomes a
 * program, also where no file events tell that there is one.
 */
final class Settling {
  /** Two looks that agree are so far from each other at least. */
  static final long SETTLING_MILLIS = 200;

  /** Somebody who writes without a pause is not waited for any longer. */
  static final long LONGEST_MILLIS = 5_000;

  private @Nullable RuleScan through;
  private @Nullable Unsettled unsettled;

  /**
   * A set that is not let through yet.
   *
   * @param sinceMillis when it was first seen so
   * @param firstMillis when the first of all that followed one another was seen
   */
  private record Unsettled(RuleScan scan, long sinceMillis, long firstMillis) {
    long settledMillis() {
      return Math.min(sinceMillis + SETTLING_MILLIS, firstMillis + LONGEST_MILLIS);
    }
  }

  /**
   * Takes a look; the very first one is let through.
   *
   * @return the scan itself if it is settled
   */
  Optional<RuleScan> looked(RuleScan scan, long timeMillis) {
    Unsettled before = unsettled;
    Unsettled now = follow(before, scan, timeMillis);
    if (through == null || scan.sameAs(through) || timeMillis >= now.settledMillis()) {
      through = scan;
      unsettled = null;
      return Optional.of(scan);
    }
    unsettled = now;
    return Optional.empty();
  }

  private static Unsettled follow(@Nullable Unsettled before, RuleScan scan, long timeMillis) {
    if (before == null) {
      return new Unsettled(scan, timeMillis, timeMillis);
    }
    return scan.sameAs(before.scan())
        ? before
        : new Unsettled(scan, timeMillis, before.firstMillis());
  }
}
