package dev.belfry.secondopinion;

import dev.belfry.codec.Value.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * What was ever seen of the parts of a state that has a memory, for one key. From these lines alone
 * it is worked out anew each time what the state is.
 */
final class Diary {
  /** What the parts were from an instant on. */
  record Line(long atMillis, List<Truth> parts) {}

  private final List<Line> lines = new ArrayList<>();

  /** What the state was when it was last looked at, and the time before. */
  private Truth answer = Truth.UNKNOWN;

  private Truth earlier = Truth.UNKNOWN;

  /** Whether it was looked at before the last time. */
  private boolean hasEarlier;

  private boolean hasAnswer;

  /** Writes down what the parts are now; true if that is news. */
  boolean write(long nowMillis, List<Truth> parts) {
    if (!lines.isEmpty() && lines.getLast().parts().equals(parts)) {
      return false;
    }
    lines.add(new Line(nowMillis, parts));
    return true;
  }

  /** Concludes what the state is now; true if that is news. */
  boolean conclude(Truth now) {
    earlier = answer;
    hasEarlier = hasAnswer;
    answer = now;
    hasAnswer = true;
    return !hasEarlier || earlier != answer;
  }

  /** What its one part is. */
  Truth newest() {
    return lines.getLast().parts().getFirst();
  }

  Truth answer() {
    return answer;
  }

  /** Whether the state became true when it was last looked at; being found true counts. */
  boolean began() {
    return answer == Truth.TRUE && earlier != Truth.TRUE;
  }

  /** Whether it became true while it was looked at. */
  boolean rose() {
    return hasEarlier && began();
  }

  boolean ended() {
    return earlier == Truth.TRUE && answer != Truth.TRUE;
  }

  /**
   * {@code S for D tolerating D2} (language.md, for): true without a break for at least D. A
   * shorter stretch of unknown than D2 is no break, but a stretch never begins with it; one that
   * reaches D2 breaks it at that instant.
   */
  Truth lasting(long nowMillis, long millis, long toleratedMillis) {
    boolean holds = false;
    long since = 0;
    boolean isUnknown = false;
    long unknownSince = 0;
    for (Line line : lines) {
      if (line.atMillis() > nowMillis) {
        break; // It is asked about a time that has passed.
      }
      if (isUnknown && line.atMillis() - unknownSince >= toleratedMillis) {
        holds = false;
      }
      switch (line.parts().getFirst()) {
        case TRUE -> {
          since = holds ? since : line.atMillis();
          holds = true;
          isUnknown = false;
        }
        case FALSE -> {
          holds = false;
          isUnknown = false;
        }
        case UNKNOWN -> {
          isUnknown = true;
          unknownSince = line.atMillis();
        }
      }
    }
    if (isUnknown && nowMillis - unknownSince >= toleratedMillis) {
      holds = false;
    }
    if (!holds) {
      return isUnknown ? Truth.UNKNOWN : Truth.FALSE;
    }
    return Truth.of(nowMillis - since >= millis);
  }

  /**
   * {@code S1 until S2} (language.md, until): from the moment S1 becomes true until the moment S2
   * does; while S2 is true it is false, and S1 must become true anew.
   */
  Truth until() {
    boolean on = false;
    boolean wasTrue = false;
    for (Line line : lines) {
      boolean from = line.parts().getFirst() == Truth.TRUE;
      boolean to = line.parts().getLast() == Truth.TRUE;
      on = !to && (on || (from && !wasTrue));
      wasTrue = from;
    }
    List<Truth> now = lines.getLast().parts();
    boolean open = now.getFirst() == Truth.UNKNOWN && now.getLast() != Truth.TRUE;
    return !on && open ? Truth.UNKNOWN : Truth.of(on);
  }
}
