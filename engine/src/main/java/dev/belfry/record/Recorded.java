package dev.belfry.record;

import dev.belfry.machine.Input;
import java.time.zone.ZoneRulesProvider;
import java.util.OptionalLong;

/** One line of recorded inputs. */
public sealed interface Recorded {
  /**
   * What the inputs that follow were recorded by.
   *
   * @param belfry the version of the program
   * @param timeZoneData the version of the time-zone data, such as {@code 2025b}
   */
  record Header(String belfry, String timeZoneData) implements Recorded {
    /** The header of what this program records. */
    public static Header of(String belfry) {
      return new Header(belfry, timeZoneDataOfThisJava());
    }

    /** The version of the time-zone data that this Java brings along. */
    public static String timeZoneDataOfThisJava() {
      return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
    }
  }

  /**
   * The engine started, freshly or from what was durable.
   *
   * @param stoppedMillis how far its clock had gone before; empty: not further than to the record
   *     before this one
   * @param wallMillis what the wall clock said then; empty: as it went before
   */
  record Restart(long timeMillis, OptionalLong stoppedMillis, OptionalLong wallMillis)
      implements Recorded {}

  /** Whether a recording has a line for this input: its clock and its program are the replay's. */
  static boolean isRecorded(Input input) {
    return switch (input) {
      case Input.Arrived ignored -> true;
      case Input.Switched ignored -> true;
      case Input.Triggered ignored -> true;
      case Input.Acknowledged ignored -> true;
      case Input.Silenced ignored -> true;
      case Input.ClockStepped ignored -> true;
      case Input.Started ignored -> false;
      case Input.Reloaded ignored -> false;
      case Input.Supposed ignored -> false;
      case Input.Tick ignored -> false;
    };
  }

  /** Something happened: a message, an order given by a person, a wall clock that was set. */
  record Happened(Input input) implements Recorded {}
}
