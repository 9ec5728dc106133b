package dev.belfry.service.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table, and the version of it that a file bears. */
final class Schema {
  static final int VERSION = 2;

  /** Each row bears a sum, so that one that the disk garbled is not taken for true. */
  static final String TABLE =
      "CREATE TABLE piece (key TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER NOT NULL)"
          + " WITHOUT ROWID";

  static final String PUT = "INSERT OR REPLACE INTO piece VALUES (?, ?, ?)";

  private static final int ID_LENGTH = 8;
  private static final String ID_LETTERS = "0123456789abcdefghijkmnpqrstvwxyz";

  private Schema() {}

  /** Brings an older table up. */
  static void prepare(Connection connection) throws SQLException, DamageException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement);
      if (version < 1) {
        throw new DamageException("its head bears no version");
      }
      if (version < VERSION) {
        statement.execute("BEGIN IMMEDIATE");
        statement.execute(TABLE);
        put(connection, Piece.of(newId()));
        FirstVersion.bringUp(connection, statement);
        put(connection, Piece.of(total(statement)));
        statement.execute("PRAGMA user_version = " + VERSION);
        statement.execute("COMMIT");
      }
    }
  }

  static StoreException newer(Path file, int version) {
    return new StoreException(
        "the store "
            + file
            + " was written by a newer Belfry (its version is "
            + version
            + ", this one knows "
            + VERSION
            + "); start the newer one, or choose another folder with --data");
  }

  static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static Total total(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*), sum(sum) FROM piece")) {
      return row.next() ? new Total(VERSION, row.getLong(1), row.getLong(2)) : Total.NONE;
    }
  }

  /** No other store bears it, so that ids of effects differ, too. */
  static String newId() {
    StringBuilder id = new StringBuilder();
    new SecureRandom()
        .ints(ID_LENGTH, 0, ID_LETTERS.length())
        .forEach(letter -> id.append(ID_LETTERS.charAt(letter)));
    return id.toString();
  }

  static void put(Connection connection, Piece piece) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      put(put, piece);
    }
  }

  static void put(PreparedStatement put, Piece piece) throws SQLException {
    put.setString(1, piece.key());
    put.setBytes(2, piece.value().bytes());
    put.setLong(3, piece.sum());
    put.executeUpdate();
  }
}
