package dev.belfry.service.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.belfry.codec.Numerals;
import dev.belfry.service.history.Point;
import dev.belfry.service.history.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** A line of values for each point, for spreadsheets. */
final class CsvHistory implements HistoryReport {
  private final CsvWriter csv;

  CsvHistory(PrintWriter out) {
    this.csv = CsvWriter.builder().build(out);
    csv.writeRecord("topic", "path", "time", "min", "max", "mean", "last", "count");
  }

  @Override
  public void series(Series series, List<Point> points) {
    for (Point point : points) {
      csv.writeRecord(
          series.topic(),
          series.path(),
          Instant.ofEpochMilli(point.timeMillis()).toString(),
          Numerals.print(point.lowest()),
          Numerals.print(point.highest()),
          Numerals.print(point.mean()),
          Numerals.print(point.last()),
          String.valueOf(point.count()));
    }
  }

  @Override
  public void close() {
    try {
      csv.flush();
    } catch (IOException impossible) {
      // A PrintWriter keeps that to itself.
      throw new UncheckedIOException(impossible);
    }
  }
}
