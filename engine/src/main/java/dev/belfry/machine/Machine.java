package dev.belfry.machine;

import java.util.Collection;
import java.util.List;

/** Evaluates a program. Not thread-safe: one thread steps it. */
public final class Machine {
  /** A machine that has seen nothing. Its first input is {@link Input.Started}. */
  public static Machine fresh() {
    return new Machine();
  }

  /**
   * A machine with the state that an earlier one handed out. Its first input is {@link
   * Input.Started}.
   *
   * @throws IllegalArgumentException if an entry is not one that a machine wrote
   */
  public static Machine restored(Collection<Entry> entries) {
    return new Machine();
  }

  /** Handles one input, and first whatever falls due at or before its time. */
  public Outcome step(Input input) {
    return Outcome.NOTHING;
  }

  /** When the machine wants a {@link Input.Tick}, or {@link Long#MAX_VALUE}. */
  public long nextDueMillis() {
    return Long.MAX_VALUE;
  }

  /** The state that changed since this was last asked, each piece once. */
  public List<Entry> drainChanges() {
    return List.of();
  }
}
