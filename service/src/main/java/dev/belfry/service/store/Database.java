package dev.belfry.service.store;

import dev.belfry.event.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The store's file, open. */
final class Database implements AutoCloseable {
  private static final int BUSY_TIMEOUT_MILLIS = 2_000;

  /** After so many pages what was written moves from the log to the main file. */
  private static final int MOST_PAGES_IN_LOG = 1_000;

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens it to read from it, and changes nothing: not even what SQLite would move from the log to
   * the main file in the end.
   */
  static Database look(StoreFiles files) throws SQLException, IOException {
    return checked(files, true);
  }

  private static Database checked(StoreFiles files, boolean readOnly)
      throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    // What was deleted is overwritten, so that a repair does not take it for whole.
    config.setPragma(Pragma.SECURE_DELETE, "true");
    Connection connection = config.createConnection("jdbc:sqlite:" + files.main());
    try (Statement statement = connection.createStatement()) {
      check(statement);
      return new Database(connection);
    } catch (SQLException | IOException failed) {
      connection.close();
      throw failed;
    }
  }

  /**
   * Opens it, brings an older version up, and begins the log anew, so that what a torn write left
   * at its end is never mistaken for a part of what follows.
   */
  static Database open(StoreFiles files) throws SQLException, IOException, StoreException {
    Database database = checked(files, false);
    try (Statement statement = database.connection.createStatement()) {
      // SQLite's own way keeps to itself what fails while it moves pages.
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      database.refuseOthers(files.main());
      Schema.prepare(database.connection);
      database.checkpoint("TRUNCATE");
      return database;
    } catch (SQLException | IOException | StoreException failed) {
      database.close();
      throw failed;
    }
  }

  /** Whether the pages hang together; what is in them is known by its sums. */
  private static void check(Statement statement) throws SQLException, IOException {
    try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!found.next() || !found.getString(1).equals("ok")) {
        throw new DamageException(found.getString(1).replaceAll("\\s+", " "));
      }
    }
  }

  /** Everything there is, if all of it is as it was written. */
  Loading load() throws SQLException, IOException {
    Loading loading = new Loading();
    rows(loading::add);
    return loading;
  }

  /** Looks at a row. */
  @FunctionalInterface
  interface Reader {
    void read(Piece row) throws SQLException, IOException;
  }

  /** Hands out the rows in the order of their keys, each as it was written. */
  void rows(Reader reader) throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT key, value, sum FROM piece ORDER BY key")) {
      while (row.next()) {
        reader.read(whole(row.getString(1), row.getBytes(2), row.getLong(3)));
      }
    }
  }

  private static Piece whole(@Nullable String key, byte @Nullable [] value, long sum)
      throws DamageException {
    if (key == null || value == null || Piece.sum(key, value) != sum) {
      throw new DamageException("the row " + key + " is not as it was written");
    }
    return new Piece(key, Payload.of(value));
  }

  /** A newer Belfry writes its version in two places; where they differ, one was hit. */
  private void refuseOthers(Path main) throws SQLException, DamageException, StoreException {
    int version = version();
    if (version > Schema.VERSION) {
      try {
        if (total().version() == version) {
          throw Schema.newer(main, version);
        }
      } catch (SQLException | IOException another) {
        throw Schema.newer(main, version);
      }
      checkVersion();
    }
  }

  private int version() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return Schema.version(statement);
    }
  }

  /** Refuses what bears the number of another version. */
  void checkVersion() throws SQLException, DamageException {
    int version = version();
    if (version != Schema.VERSION) {
      throw new DamageException("its head bears the number of version " + version);
    }
  }

  /** What all rows should come to. */
  Total total() throws SQLException, IOException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT value, sum FROM piece WHERE key = ?")) {
      find.setString(1, Piece.TOTAL);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          throw new DamageException("what its rows come to is missing");
        }
        return whole(Piece.TOTAL, row.getBytes(1), row.getLong(2)).total();
      }
    }
  }

  /** Writes a batch that {@link #commit} makes last, and returns what all rows come to after it. */
  Total write(Batch batch, Total before) throws SQLException {
    try (Statement transaction = connection.createStatement();
        Writing writing = new Writing(connection, before)) {
      // By hand: the driver's own way would hold the write lock between the batches as well.
      transaction.execute("BEGIN IMMEDIATE");
      return writing.write(batch);
    }
  }

  /** Returns when what was written would survive a power cut. */
  void commit() throws SQLException {
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("COMMIT");
    }
    if (checkpoint("NOOP") >= MOST_PAGES_IN_LOG) {
      checkpoint("PASSIVE");
    }
  }

  /** Moves pages, or looks, and returns how many are in the log alone. */
  private int checkpoint(String mode) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.next() ? row.getInt(2) - row.getInt(3) : 0;
    }
  }

  /** Ends it. What is committed is on the disk, whatever happens here. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException lost) {
      // There is nothing left to save.
    }
  }
}
