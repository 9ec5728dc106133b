package dev.belfry.service.command;

import dev.belfry.codec.Numerals;
import dev.belfry.service.history.Point;
import dev.belfry.service.history.Series;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * For eyes: the course of each series in one line, what it amounts to, and its points if wanted.
 */
final class HistoryText implements HistoryReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String LINE = "  %-20s%12s%12s%12s%12s%8s%n";

  /** Digits behind the point; more are noise to eyes. */
  private static final int DIGITS = 3;

  private final PrintWriter out;
  private final long fromMillis;
  private final long toMillis;
  private final ZoneId zone;
  private final boolean lines;
  private boolean any;

  HistoryText(PrintWriter out, long fromMillis, long toMillis, ZoneId zone, boolean lines) {
    this.out = out;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.zone = zone;
    this.lines = lines;
  }

  /** A series as people call it. */
  static String name(Series series) {
    return series.path().isEmpty() ? series.topic() : series.topic() + " " + series.path();
  }

  @Override
  public void series(Series series, List<Point> points) {
    out.print(any ? System.lineSeparator() : "");
    any = true;
    out.println(name(series) + "  " + time(TIME, fromMillis) + " to " + time(TIME, toMillis));
    if (points.isEmpty()) {
      out.println("  no numbers");
      return;
    }
    out.println("  " + Sparkline.of(points, fromMillis, toMillis));
    out.printf(LINE, "", "min", "mean", "max", "last", "count");
    if (lines) {
      points.forEach(each -> line(time(EXACT, each.timeMillis()), each));
    }
    line("all", points.stream().reduce(Point::and).orElseThrow());
  }

  private void line(String name, Point point) {
    out.printf(
        LINE,
        name,
        number(point.lowest()),
        number(point.mean()),
        number(point.highest()),
        number(point.last()),
        String.valueOf(point.count()));
  }

  private static String number(double value) {
    return Numerals.print(Numerals.round(value, DIGITS));
  }

  private String time(DateTimeFormatter form, long millis) {
    return form.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  @Override
  public void close() {
    out.flush();
  }
}
