package dev.belfry.machine;

import dev.belfry.effect.Origin;
import java.util.OptionalLong;

/**
 * A stretch that went on through a downtime. What ends it may have happened meanwhile, and nobody
 * heard of it.
 *
 * @param what the part of the rule, as it is written; of a window, how long it is
 * @param sinceWallMillis when it began, by the wall clock, where that is known
 * @param fellDue whether its time was over before the engine started again: it happens now
 */
public record Uncertain(
    Origin origin, Kind kind, String what, OptionalLong sinceWallMillis, boolean fellDue) {
  /** What kind of stretch it is. */
  public enum Kind {
    /** A state had begun to hold that has to hold for some time. */
    HELD,
    /** A topic was silent. */
    SILENT,
    /** A run waited. */
    WAIT,
    /** Events were being counted. */
    COUNTED,
    /** An event had happened that another one may follow. */
    SEQUENCE,
    /** An alert fired. */
    ALERT,
    /** A window over messages has a gap. */
    WINDOW
  }

  /** What it is about, in words: {@code `when door is "open" for 10 min` had begun}. */
  public String words() {
    String words =
        switch (kind) {
          case HELD, SILENT, SEQUENCE -> "`" + what + "` had begun";
          case WAIT -> "a run was waiting";
          case COUNTED -> "`" + what + "` had begun to count";
          case ALERT -> "it was firing";
          case WINDOW -> "a window of " + what + " has a gap";
        };
    return fellDue ? words + ", and its time came meanwhile" : words;
  }
}
