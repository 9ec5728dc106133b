package dev.belfry.service.history;

import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What is said about a history that has its troubles: each once, until it is over. */
final class HistoryTroubles {
  private final Consumer<String> warn;
  private final Counter lost;
  private boolean failing;
  private boolean saidSlow;
  private boolean saidCrowded;
  private double lostBefore;

  HistoryTroubles(Consumer<String> warn, Counter lost) {
    this.warn = warn;
    this.lost = lost;
  }

  void failed(Path file, Exception reason) {
    if (!failing) {
      failing = true;
      warn.accept(
          "what is measured is not kept in "
              + file
              + " ("
              + reason.getMessage()
              + "); the rules go on, and so do attempts; look whether the disk is full");
    }
  }

  void replaced(Path file, Path aside, Exception reason) {
    warn.accept(
        "the history "
            + file
            + " is broken ("
            + reason.getMessage()
            + "); it lies in "
            + aside
            + " now, and a new one is begun; the rules go on");
  }

  /** Something was written. */
  void wrote(int homeless) {
    double missing = lost.count() - lostBefore;
    lostBefore += missing;
    if (failing) {
      failing = false;
      warn.accept(missing > 0 ? "the history goes on; " + missing(missing) : "the history goes on");
    } else if (missing > 0 && !saidSlow) {
      saidSlow = true;
      warn.accept(
          "more comes in than the history can write; "
              + missing(missing)
              + ", and from now on belfry_history_lost_total in /metrics counts them");
    }
    if (homeless > 0 && !saidCrowded) {
      saidCrowded = true;
      warn.accept(
          "the history holds "
              + SeriesIds.MOST
              + " series of numbers and takes up no new ones; is there a topic or a field that"
              + " never repeats?");
    }
  }

  private static String missing(double count) {
    return count == 1 ? "1 message is missing in it" : (long) count + " messages are missing in it";
  }
}
