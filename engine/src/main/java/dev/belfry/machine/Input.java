package dev.belfry.machine;

import dev.belfry.event.Message;
import dev.belfry.program.Program;
import java.util.Map;
import java.util.Optional;

/** What the machine reacts to. Times are steady milliseconds since 1970-01-01T00:00Z. */
public sealed interface Input {
  long timeMillis();

  /**
   * The engine starts with this program, freshly or from restored state.
   *
   * @param wallOffsetMillis what must be added to steady time to get the wall clock's
   * @param earlier what was in force when the state was handed out, where that is known and was
   *     another program: what is gone of it ends as at a reload
   */
  record Started(long timeMillis, long wallOffsetMillis, Program program, Optional<Program> earlier)
      implements Input {
    /** A start with the program of the state. */
    public Started(long timeMillis, long wallOffsetMillis, Program program) {
      this(timeMillis, wallOffsetMillis, program, Optional.empty());
    }

    /** The same, at which steady time is the wall clock's. */
    public Started(long timeMillis, Program program) {
      this(timeMillis, 0, program);
    }
  }

  /** The program is exchanged for another one while the engine runs. */
  record Reloaded(long timeMillis, Program program) implements Input {}

  /** A message arrived. */
  record Arrived(long timeMillis, Message message) implements Input {}

  /**
   * A test sets a fact: no event happens, and a state that it makes true holds without having
   * begun.
   */
  record Supposed(long timeMillis, Message message) implements Input {}

  /** Time has passed; what is due happens. */
  record Tick(long timeMillis) implements Input {}

  /** A person switches a rule off or on; it stays so over restarts. */
  record Switched(long timeMillis, String rule, boolean on) implements Input {}

  /**
   * A person lets a rule run.
   *
   * @param key what its captures are
   */
  record Triggered(long timeMillis, String rule, Map<String, String> key) implements Input {}

  /** A person knows of an alert: of the instance with this key, or of all that fire. */
  record Acknowledged(long timeMillis, String alert, Optional<Map<String, String>> key)
      implements Input {}

  /**
   * A person wants to hear nothing of an alert until a time of the wall clock.
   *
   * @param key the instances whose captures agree; all of them where it is empty
   */
  record Silenced(long timeMillis, String alert, Map<String, String> key, long untilWallMillis)
      implements Input {}

  /**
   * The wall clock was set: schedules follow it, durations do not.
   *
   * @param wallOffsetMillis what must be added to steady time to get the wall clock's
   */
  record ClockStepped(long timeMillis, long wallOffsetMillis) implements Input {}
}
