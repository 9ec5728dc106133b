package dev.belfry.service.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line, if anybody wants to read it. */
final class Trace {
  private final Timeline timeline;
  private final boolean wanted;
  private final long startMillis;
  private final List<String> lines = new ArrayList<>();

  Trace(Timeline timeline, boolean wanted) {
    this.timeline = timeline;
    this.wanted = wanted;
    this.startMillis = timeline.nowMillis();
  }

  @SuppressWarnings("AnnotateFormatMethod") // a test's own
  void note(String format, Object... things) {
    if (wanted) {
      long millis = timeline.nowMillis() - startMillis;
      lines.add(String.format("%,12d  ", millis) + String.format(format, things));
    }
  }

  String text() {
    return String.join("\n", lines);
  }
}
