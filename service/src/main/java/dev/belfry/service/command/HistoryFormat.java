package dev.belfry.service.command;

import java.io.PrintWriter;
import java.time.ZoneId;

/** How a history is written. */
enum HistoryFormat {
  TEXT,
  CSV,
  JSON;

  /**
   * A report that begins now.
   *
   * @param lines whether people want to see the points as well, besides what they amount to
   */
  HistoryReport report(
      PrintWriter out, long fromMillis, long toMillis, ZoneId zone, boolean lines) {
    return switch (this) {
      case TEXT -> new HistoryText(out, fromMillis, toMillis, zone, lines);
      case CSV -> new CsvHistory(out);
      case JSON -> new JsonHistory(out);
    };
  }
}
