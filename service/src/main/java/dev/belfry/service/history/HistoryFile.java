package dev.belfry.service.history;

import dev.belfry.service.config.HistorySettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The history on the disk. What is handed over is written in one transaction: a rollup takes up
 * each number once, however often the process is killed in between. After an {@link SQLException}
 * it must be closed. Not thread-safe.
 */
final class HistoryFile implements AutoCloseable {
  /** Several numbers of one millisecond are counted. */
  private static final String NUMBER =
      "INSERT INTO raw VALUES (?1, ?2, ?3, (SELECT count(*) FROM raw WHERE slot = ?1 AND series ="
          + " ?2 AND millis = ?3), ?4)";

  private final Connection connection;
  private final HistorySettings settings;
  private final SeriesIds series;

  private HistoryFile(Connection connection, HistorySettings settings) throws SQLException {
    this.connection = connection;
    this.settings = settings;
    this.series = new SeriesIds(connection);
  }

  static HistoryFile open(Path file, HistorySettings settings) throws SQLException {
    return new HistoryFile(HistoryTables.open(file), settings);
  }

  /** Where a rollup belongs. */
  private record Slot(long slot, long series) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      int order = Long.compare(slot, other.slot);
      return order == 0 ? Long.compare(series, other.series) : order;
    }
  }

  /**
   * Writes numbers, in the order in which they came.
   *
   * @return how many of them found no place, because there are too many series
   */
  int write(List<Measured> numbers) throws SQLException {
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN IMMEDIATE");
      int homeless = writeAll(numbers);
      transaction.execute("COMMIT");
      return homeless;
    }
  }

  private int writeAll(List<Measured> numbers) throws SQLException {
    Map<Slot, Rollup> minutes = new TreeMap<>();
    Map<Slot, Rollup> hours = new TreeMap<>();
    int homeless = 0;
    try (PreparedStatement raw = connection.prepareStatement(NUMBER)) {
      for (Measured number : numbers) {
        long id = series.id(number);
        if (id == SeriesIds.NONE) {
          homeless++;
          continue;
        }
        if (settings.raw().isPositive()) {
          write(raw, id, number);
        }
        add(minutes, Resolution.MINUTE, id, number);
        add(hours, Resolution.HOUR, id, number);
      }
    }
    if (settings.minutes().isPositive()) {
      write(Resolution.MINUTE, minutes);
    }
    if (settings.hours().isPositive()) {
      write(Resolution.HOUR, hours);
    }
    return homeless;
  }

  private static void write(PreparedStatement raw, long id, Measured number) throws SQLException {
    long slot = Resolution.RAW.slot(number.timeMillis());
    raw.setLong(1, slot);
    raw.setLong(2, id);
    raw.setLong(3, number.timeMillis() - Resolution.RAW.beginMillis(slot));
    raw.setDouble(4, number.value());
    raw.executeUpdate();
  }

  private static void add(
      Map<Slot, Rollup> rollups, Resolution resolution, long id, Measured number) {
    Slot slot = new Slot(resolution.slot(number.timeMillis()), id);
    rollups.computeIfAbsent(slot, each -> new Rollup()).add(number.value());
  }

  private void write(Resolution resolution, Map<Slot, Rollup> rollups) throws SQLException {
    String merge =
        "INSERT INTO "
            + resolution.table()
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slot, series) DO UPDATE SET"
            + " sum = sum + excluded.sum, count = count + excluded.count,"
            + " lowest = min(coalesce(lowest, sum), coalesce(excluded.lowest, excluded.sum)),"
            + " highest = max(coalesce(highest, sum), coalesce(excluded.highest, excluded.sum)),"
            + " last = coalesce(excluded.last, excluded.sum)";
    try (PreparedStatement statement = connection.prepareStatement(merge)) {
      for (Map.Entry<Slot, Rollup> each : rollups.entrySet()) {
        Rollup rollup = each.getValue();
        boolean alone = rollup.count() == 1;
        statement.setLong(1, each.getKey().slot());
        statement.setLong(2, each.getKey().series());
        statement.setDouble(3, rollup.sum());
        statement.setLong(4, rollup.count());
        statement.setObject(5, alone ? null : rollup.lowest());
        statement.setObject(6, alone ? null : rollup.highest());
        statement.setObject(7, alone ? null : rollup.last());
        statement.executeUpdate();
      }
    }
  }

  /** Removes a little of what is too old; true if there may be more of it. */
  boolean removeOld(long wallMillis) throws SQLException {
    boolean more = new Removal(connection).older(settings, wallMillis);
    if (!more) {
      series.forget(wallMillis - settings.longest().toMillis());
    }
    return more;
  }

  /** Removes a little of the oldest while all is too large; true if that was not enough. */
  boolean shrink() throws SQLException {
    return new Removal(connection).beyond(settings.bytes());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException lost) {
      // What was committed is there; what was not is written again.
    }
  }
}
