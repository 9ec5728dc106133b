package dev.belfry.service.command;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** A line on a terminal that changes while something takes long. */
final class Progress {
  /** What is over sooner shows no progress. */
  private static final long FIRST_MILLIS = 1_000;

  private static final long REFRESH_MILLIS = 200;
  private static final String START_OF_EMPTY_LINE = "\r\u001B[K";

  private final PrintWriter terminal;
  private final boolean shown;
  private final LongSupplier millis;
  private final long begunMillis;
  private long lastMillis;
  private boolean anything;

  /**
   * A progress that begins now.
   *
   * @param shown whether the terminal is one
   * @param millis a clock that never goes back
   */
  Progress(PrintWriter terminal, boolean shown, LongSupplier millis) {
    this.terminal = terminal;
    this.shown = shown;
    this.millis = millis;
    this.begunMillis = millis.getAsLong();
  }

  /** Shows where things are, unless that was shown a moment ago. */
  void at(String words) {
    long now = millis.getAsLong();
    if (shown && now - begunMillis >= FIRST_MILLIS && now - lastMillis >= REFRESH_MILLIS) {
      lastMillis = now;
      anything = true;
      terminal.print(START_OF_EMPTY_LINE + words);
      terminal.flush();
    }
  }

  /** Leaves nothing of it. */
  void end() {
    if (anything) {
      terminal.print(START_OF_EMPTY_LINE);
      terminal.flush();
    }
  }
}
