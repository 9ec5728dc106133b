package dev.belfry.service.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The numbers by which series are called in a history's file. */
final class SeriesIds {
  /** No series has it. */
  static final long NONE = 0;

  /** A topic or a field that never repeats must not fill the disk with names. */
  static final int MOST = 100_000;

  private static final int MOST_REMEMBERED = 10_000;
  private static final long NOT_COUNTED = -1;

  private final Connection connection;
  private final PreparedStatement find;
  private final PreparedStatement create;
  private final Map<Series, Known> known = new HashMap<>();
  private long count = NOT_COUNTED;

  /** A series and the hour in which its newest number came. */
  private record Known(long id, long hour) {}

  SeriesIds(Connection connection) throws SQLException {
    this.connection = connection;
    this.find =
        connection.prepareStatement("SELECT id, hour FROM series WHERE topic = ? AND path = ?");
    this.create =
        connection.prepareStatement(
            "INSERT INTO series (topic, path, hour) VALUES (?, ?, ?) RETURNING id");
  }

  /** The id of the number's series, {@link #NONE} if it is new and there are too many. */
  long id(Measured number) throws SQLException {
    long hour = Resolution.HOUR.slot(number.timeMillis());
    Known before = known.get(number.series());
    Known found = before == null ? find(number.series(), hour) : before;
    if (found.id() == NONE) {
      return NONE;
    }
    if (found.hour() != hour) {
      found = new Known(found.id(), hour);
      note(found);
    }
    if (!found.equals(before)) {
      remember(number.series(), found);
    }
    return found.id();
  }

  private void remember(Series series, Known found) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(series, found);
  }

  private Known find(Series series, long hour) throws SQLException {
    find.setString(1, series.topic());
    find.setString(2, series.path());
    try (ResultSet row = find.executeQuery()) {
      if (row.next()) {
        return new Known(row.getLong(1), row.getLong(2));
      }
    }
    return count() < MOST ? create(series, hour) : new Known(NONE, hour);
  }

  private Known create(Series series, long hour) throws SQLException {
    create.setString(1, series.topic());
    create.setString(2, series.path());
    create.setLong(3, hour);
    try (ResultSet row = create.executeQuery()) {
      count++;
      return new Known(row.getLong(1), hour);
    }
  }

  private long count() throws SQLException {
    if (count == NOT_COUNTED) {
      try (Statement statement = connection.createStatement()) {
        count = HistoryTables.number(statement, "SELECT count(*) FROM series");
      }
    }
    return count;
  }

  private void note(Known newest) throws SQLException {
    try (PreparedStatement note =
        connection.prepareStatement("UPDATE series SET hour = ? WHERE id = ?")) {
      note.setLong(1, newest.hour());
      note.setLong(2, newest.id());
      note.executeUpdate();
    }
  }

  /** Drops the names of series of which nothing newer than this is kept. */
  void forget(long wallMillis) throws SQLException {
    try (PreparedStatement forget =
        connection.prepareStatement("DELETE FROM series WHERE hour < ?")) {
      forget.setLong(1, Resolution.HOUR.slot(wallMillis));
      if (forget.executeUpdate() > 0) {
        known.clear();
        count = NOT_COUNTED;
      }
    }
  }
}
