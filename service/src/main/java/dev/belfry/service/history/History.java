package dev.belfry.service.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a service keeps for graphs, also while it runs. Not thread-safe. */
public final class History implements AutoCloseable {
  private final Connection connection;

  private History(Connection connection) {
    this.connection = connection;
  }

  /** The history of a data folder, if there is one. */
  public static Optional<History> in(Path data) throws SQLException {
    Path file = data.resolve(HistoryTables.FILE_NAME);
    return Files.exists(file)
        ? Optional.of(new History(HistoryTables.read(file)))
        : Optional.empty();
  }

  /** All series there are, by topic and path. */
  public List<Series> series() throws SQLException {
    List<Series> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT topic, path FROM series ORDER BY 1, 2")) {
      while (row.next()) {
        all.add(new Series(row.getString(1), row.getString(2)));
      }
    }
    return all;
  }

  /**
   * What suits a stretch of time that is drawn in so many columns: as fine as they can show, and as
   * what is kept reaches back.
   */
  public Resolution resolution(long fromMillis, long toMillis, int columns) throws SQLException {
    Resolution resolution = Resolution.of(toMillis - fromMillis, columns);
    if (resolution == Resolution.RAW && !reachesBack(Resolution.RAW, fromMillis)) {
      resolution = Resolution.MINUTE;
    }
    if (resolution == Resolution.MINUTE && !reachesBack(Resolution.MINUTE, fromMillis)) {
      resolution = Resolution.HOUR;
    }
    return resolution;
  }

  /** Whether no coarser resolution knows of anything before the first of this one. */
  private boolean reachesBack(Resolution resolution, long fromMillis) throws SQLException {
    OptionalLong first = end(resolution, "min");
    for (Resolution coarser : Resolution.values()) {
      OptionalLong older = end(coarser, "min");
      if (coarser.compareTo(resolution) > 0 && older.isPresent()) {
        // The first slot began before the first number came.
        long neededMillis = Math.max(fromMillis, coarser.beginMillis(older.getAsLong() + 1));
        if (first.isEmpty() || resolution.beginMillis(first.getAsLong()) > neededMillis) {
          return false;
        }
      }
    }
    return true;
  }

  /** The first or the last slot. */
  private OptionalLong end(Resolution resolution, String which) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + which + "(slot) FROM " + resolution.table())) {
      long slot = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(slot);
    }
  }

  /**
   * The points of a series, in order of time.
   *
   * @param fromMillis wall-clock time; a slot that it lies in belongs to it
   * @param toMillis what came from then on does not
   */
  public List<Point> points(Series series, long fromMillis, long toMillis, Resolution resolution)
      throws SQLException {
    OptionalLong first = end(resolution, "min");
    OptionalLong last = end(resolution, "max");
    if (first.isEmpty() || last.isEmpty() || toMillis <= fromMillis) {
      return List.of();
    }
    try (PreparedStatement query = connection.prepareStatement(query(resolution))) {
      query.setLong(1, Math.max(first.getAsLong(), resolution.slot(fromMillis)));
      query.setLong(2, Math.min(last.getAsLong(), resolution.slot(toMillis - 1)));
      query.setString(3, series.topic());
      query.setString(4, series.path());
      List<Point> points = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Point point = resolution == Resolution.RAW ? number(row) : rollup(row, resolution);
          if (resolution != Resolution.RAW || isWithin(point, fromMillis, toMillis)) {
            points.add(point);
          }
        }
      }
      return points;
    }
  }

  private static boolean isWithin(Point number, long fromMillis, long toMillis) {
    return number.timeMillis() >= fromMillis && number.timeMillis() < toMillis;
  }

  /** Goes from slot to slot, and in each straight to the series; see {@link HistoryTables}. */
  private static String query(Resolution resolution) {
    String columns =
        resolution == Resolution.RAW
            ? "millis, value"
            : "sum, count, coalesce(lowest, sum), coalesce(highest, sum), coalesce(last, sum)";
    return "WITH RECURSIVE time(slot) AS (SELECT ?1 WHERE ?1 <= ?2 UNION ALL SELECT slot + 1 FROM"
        + " time WHERE slot < ?2) SELECT time.slot, "
        + columns
        + " FROM time CROSS JOIN "
        + resolution.table()
        + " AS it ON it.slot = time.slot AND it.series = (SELECT id FROM series WHERE topic = ?3"
        + " AND path = ?4)";
  }

  private static Point number(ResultSet row) throws SQLException {
    long timeMillis = Resolution.RAW.beginMillis(row.getLong(1)) + row.getLong(2);
    return Point.single(timeMillis, row.getDouble(3));
  }

  private static Point rollup(ResultSet row, Resolution resolution) throws SQLException {
    long count = row.getLong(3);
    return new Point(
        resolution.beginMillis(row.getLong(1)),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(2) / count,
        row.getDouble(6),
        count);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // It only read.
    }
  }
}
