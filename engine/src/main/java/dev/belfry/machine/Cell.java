package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.effect.AlertStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one operator remembers for one key. Times are steady milliseconds unless said otherwise. */
abstract sealed class Cell extends Link {
  /** A time at which nothing was. */
  static final long NEVER = Long.MIN_VALUE;

  final Key key;
  boolean dirty;
  boolean forgotten;
  @Nullable Timer timer;

  private Cell(Key key) {
    this.key = key;
  }

  /** Whether there is nothing that a fresh cell would not have as well. */
  abstract boolean isBlank();

  /** Whether it may be forgotten where there is no room: nothing goes on, and no time comes. */
  final boolean isIdle() {
    return timer == null && !goesOn();
  }

  /** Whether it holds something that somebody waits for the end of. */
  boolean goesOn() {
    return !isBlank();
  }

  /** Since when a state holds. */
  static final class Hold extends Cell {
    Value.Truth state = Value.Truth.UNKNOWN;
    boolean holds;
    long sinceMillis;

    /** Since when it is unknown and holds all the same, or {@link #NEVER}. */
    long unknownSinceMillis = NEVER;

    /** Whether the instant has passed at which it had held for long enough. */
    boolean done;

    Hold(Key key) {
      super(key);
    }

    /** Whether it has held for so long at this time. */
    Value.Truth truth(long millis, long nowMillis) {
      return state == Value.Truth.UNKNOWN && !holds
          ? state
          : Value.Truth.of(holds && nowMillis - sinceMillis >= millis);
    }

    @Override
    boolean isBlank() {
      return !holds;
    }
  }

  /** Since when there was no message on a topic. */
  static final class Silence extends Cell {
    /** When the rule was loaded. */
    long loadedMillis = NEVER;

    /** Since when there was no message, as it was when this was last looked at. */
    long sinceMillis = NEVER;

    /** Whether the instant has passed at which it had been silent for long enough. */
    boolean done;

    Silence(Key key) {
      super(key);
    }

    /** Whether it has been silent for so long at this time. */
    Value.Truth truth(long millis, long nowMillis) {
      return sinceMillis == NEVER
          ? Value.Truth.UNKNOWN
          : Value.Truth.of(nowMillis - sinceMillis >= millis);
    }

    @Override
    boolean isBlank() {
      return false;
    }

    @Override
    boolean goesOn() {
      return false;
    }
  }

  /** Whether a latch is on. */
  static final class Latch extends Cell {
    boolean on;

    /** Whether the state that turns it on was true when it was last looked at. */
    boolean wasTrue;

    Value.Truth truth = Value.Truth.UNKNOWN;

    Latch(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return !on && !wasTrue;
    }
  }

  /** Whether the state of a rule holds. */
  static final class Begin extends Cell {
    boolean holds;

    Begin(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return !holds;
    }
  }

  /** When a rule ran, oldest first. */
  static final class Limit extends Cell {
    final Deque<Long> runsMillis = new ArrayDeque<>();

    Limit(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return runsMillis.isEmpty();
    }

    @Override
    boolean goesOn() {
      return false;
    }
  }

  /** Where the runs of a rule are that take time. */
  static final class Running extends Cell {
    /** Of the actions behind {@code then}, in the order in which they began. */
    final List<Progress> runs = new ArrayList<>();

    /** Of the actions behind {@code finally}. */
    @Nullable Progress last;

    /** What wants to run next, oldest first. */
    final Deque<Occurrence> queue = new ArrayDeque<>();

    /** Until when time has come for it, while an instant is handled; else {@link #NEVER}. */
    long untilMillis = NEVER;

    Running(Key key) {
      super(key);
    }

    /** When the first of them wants to be looked at. */
    long dueMillis() {
      long due = last == null ? Progress.NEVER : last.dueMillis();
      for (Progress run : runs) {
        due = Math.min(due, run.dueMillis());
      }
      return due;
    }

    @Override
    boolean isBlank() {
      return runs.isEmpty() && last == null;
    }
  }

  /** How it stands with an instance of an alert. */
  static final class Alarm extends Cell {
    AlertStatus.@Nullable State state;

    /** When it began to fire, or was resolved. */
    long sinceMillis;

    /** Whether those who are told at the beginning were told, or are never to be. */
    boolean said;

    boolean escalated;

    /** When whoever was told is reminded next; 0 where nobody ever is. */
    long remindMillis;

    boolean inhibited;
    boolean silenced;

    /** The word of its state, and its message, when that word last changed. */
    String word = "";

    String message = "";

    /** The channels over which people were told since it began, in that order. */
    final Set<String> told = new LinkedHashSet<>();

    Alarm(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return state == null;
    }

    /** Whether it fires, whether or not somebody knows of it. */
    boolean fires() {
      return state == AlertStatus.State.FIRING || state == AlertStatus.State.ACKNOWLEDGED;
    }

    @Override
    boolean goesOn() {
      return fires();
    }
  }

  /** When a schedule is due next, by the wall clock. */
  static final class Timetable extends Cell {
    long dueWallMillis;

    Timetable(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return false;
    }
  }

  /** When an event that is counted happened lately, oldest first. */
  static final class Tally extends Cell {
    final Deque<Long> timesMillis = new ArrayDeque<>();

    Tally(Key key) {
      super(key);
    }

    @Override
    boolean isBlank() {
      return timesMillis.isEmpty();
    }

    @Override
    boolean goesOn() {
      return false;
    }
  }

  /** Events that wait for another one, oldest first. */
  static final class Sequence extends Cell {
    final Deque<First> open = new ArrayDeque<>();

    /** Whether something happens when their time is over. */
    private final boolean timed;

    Sequence(Key key, boolean timed) {
      super(key);
      this.timed = timed;
    }

    @Override
    boolean isBlank() {
      return open.isEmpty();
    }

    @Override
    boolean goesOn() {
      return timed && !isBlank();
    }
  }

  /** An event that waits for another one. */
  record First(long atMillis, Occurrence occurrence) {}
}
