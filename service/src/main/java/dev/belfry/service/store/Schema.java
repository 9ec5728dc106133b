package dev.belfry.service.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and the version of them that a file bears. */
final class Schema {
  static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
          "CREATE TABLE retained (topic TEXT PRIMARY KEY, payload BLOB NOT NULL, qos INTEGER NOT"
              + " NULL) WITHOUT ROWID",
          "CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), steady INTEGER NOT NULL,"
              + " wall INTEGER NOT NULL)");

  private Schema() {}

  /** Makes the tables where there are none, and refuses those of another time. */
  static void prepare(Connection connection, Path file) throws SQLException, StoreException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement);
      if (version > VERSION) {
        throw new StoreException(
            "the store "
                + file
                + " was written by a newer Belfry (its version is "
                + version
                + ", this one knows "
                + VERSION
                + "); start the newer one, or choose another folder with --data");
      }
      if (version == 0) {
        create(statement);
      }
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    for (String table : TABLES) {
      statement.execute(table);
    }
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute("COMMIT");
  }
}
