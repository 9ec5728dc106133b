package dev.belfry.analysis;

import dev.belfry.machine.Input;
import dev.belfry.record.Recorded;
import java.util.List;

/**
 * Things that happen one after the other, so that rules may be watched under them.
 *
 * @param lines what comes in
 * @param fromMillis what happens before this is only preparation
 * @param untilMillis how long to watch
 */
record Scenario(List<Recorded> lines, long fromMillis, long untilMillis) {
  /** Whether a message makes it happen, and not the clock or a start. */
  boolean isByMessage() {
    return lines.getLast() instanceof Recorded.Happened it
        && it.input() instanceof Input.Arrived
        && it.input().timeMillis() == fromMillis;
  }

  /** The same so much later. */
  Scenario later(long millis) {
    return new Scenario(
        lines.stream().map(line -> later(line, millis)).toList(),
        fromMillis + millis,
        untilMillis + millis);
  }

  private static Recorded later(Recorded line, long millis) {
    if (!(line instanceof Recorded.Happened it)) {
      return line;
    }
    return switch (it.input()) {
      case Input.Arrived input ->
          new Recorded.Happened(new Input.Arrived(input.timeMillis() + millis, input.message()));
      case Input.ClockStepped input ->
          new Recorded.Happened(
              new Input.ClockStepped(input.timeMillis() + millis, input.wallOffsetMillis()));
      default -> line;
    };
  }
}
