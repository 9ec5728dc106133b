package dev.belfry.service.history;

import dev.belfry.service.config.HistorySettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Removes what is old, from the beginning of each table, a little at a time. */
final class Removal {
  /** So many rows take a tenth of a second or less; meanwhile nothing is written. */
  private static final int ROWS_AT_A_TIME = 10_000;

  private static final int PAGES_AT_A_TIME = 1_000;

  /** Free pages are filled again; only if there are many is the file made smaller. */
  private static final int FREE_PAGES = 500;

  private final Connection connection;

  Removal(Connection connection) {
    this.connection = connection;
  }

  /** Removes what is older than the settings want; true if there may be more. */
  boolean older(HistorySettings settings, long wallMillis) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean more = false;
      for (Resolution resolution : Resolution.values()) {
        long oldest = resolution.slot(wallMillis - kept(resolution, settings).toMillis());
        more |= remove(statement, resolution, oldest) == ROWS_AT_A_TIME;
      }
      return more;
    }
  }

  private static Duration kept(Resolution resolution, HistorySettings settings) {
    return switch (resolution) {
      case RAW -> settings.raw();
      case MINUTE -> settings.minutes();
      case HOUR -> settings.hours();
    };
  }

  private static int remove(Statement statement, Resolution resolution, long beforeSlot)
      throws SQLException {
    String key = resolution == Resolution.RAW ? "slot, series, millis, nth" : "slot, series";
    return statement.executeUpdate(
        "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE slot < %3$d ORDER BY %2$s LIMIT %4$d)"
            .formatted(resolution.table(), key, beforeSlot, ROWS_AT_A_TIME));
  }

  /**
   * Removes the oldest, single numbers before minutes and minutes before hours, if what is kept
   * takes up more than so many bytes; true if it still may.
   */
  boolean beyond(long bytes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long pageBytes = HistoryTables.number(statement, "PRAGMA page_size");
      long pages = HistoryTables.number(statement, "PRAGMA page_count");
      long free = HistoryTables.number(statement, "PRAGMA freelist_count");
      boolean tooLarge = (pages - free) * pageBytes > bytes;
      boolean removed = tooLarge && removeOldest(statement);
      boolean vacuums = free > FREE_PAGES && pages * pageBytes > bytes;
      if (vacuums) {
        // Not execute: that would do a single page, as if the rest were rows to be asked for.
        statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_A_TIME + ")");
      }
      return removed || vacuums;
    }
  }

  private static boolean removeOldest(Statement statement) throws SQLException {
    for (Resolution resolution : Resolution.values()) {
      if (remove(statement, resolution, Long.MAX_VALUE) > 0) {
        return true;
      }
    }
    return false;
  }
}
