package dev.belfry.service.command;

import dev.belfry.service.history.Point;
import dev.belfry.service.history.Series;
import java.util.List;

/** Shows one series after the other. */
interface HistoryReport extends AutoCloseable {
  /** The points of a series, in order of time. */
  void series(Series series, List<Point> points);

  /** That was all. */
  @Override
  void close();
}
