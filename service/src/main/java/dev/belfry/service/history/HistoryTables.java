package dev.belfry.service.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * The tables of a history. What comes first in their keys is the time: what is new lies together,
 * so that a minute of a whole house is a few pages to write, and what is too old lies at the
 * beginning, where nobody must look for it. Whoever reads one series goes from slot to slot.
 */
final class HistoryTables {
  static final String FILE_NAME = "history.db";
  private static final int VERSION = 1;
  private static final int BUSY_TIMEOUT_MILLIS = 2_000;
  private static final int LARGEST_JOURNAL_BYTES = 4_000_000;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE series (id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, path"
              + " TEXT NOT NULL, hour INTEGER NOT NULL, UNIQUE (topic, path))",
          "CREATE TABLE raw (slot INTEGER, series INTEGER, millis INTEGER, nth INTEGER, value REAL"
              + " NOT NULL, PRIMARY KEY (slot, series, millis, nth)) WITHOUT ROWID",
          rollups(Resolution.MINUTE),
          rollups(Resolution.HOUR));

  private HistoryTables() {}

  /** A number that was alone in its slot is all in its sum; the columns behind it are empty. */
  private static String rollups(Resolution resolution) {
    return "CREATE TABLE "
        + resolution.table()
        + " (slot INTEGER, series INTEGER, sum REAL NOT NULL, count INTEGER NOT NULL, lowest REAL,"
        + " highest REAL, last REAL, PRIMARY KEY (slot, series)) WITHOUT ROWID";
  }

  /** Opens a history to write to it, and makes it where there is none. */
  static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      // Before anything else is written to a new file.
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA journal_size_limit = " + LARGEST_JOURNAL_BYTES);
      prepare(statement);
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Opens a history that is there, to read only. */
  static Connection read(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      if (version(statement) != VERSION) {
        throw new SQLException("it is of another version of Belfry");
      }
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  private static void prepare(Statement statement) throws SQLException {
    int version = version(statement);
    if (version > VERSION) {
      throw new SQLException("it was written by a newer Belfry");
    }
    if (version == 0) {
      statement.execute("BEGIN IMMEDIATE");
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      statement.execute("COMMIT");
    }
  }

  private static int version(Statement statement) throws SQLException {
    return (int) number(statement, "PRAGMA user_version");
  }

  /** The one number that a question is answered with; 0 if with none. */
  static long number(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
