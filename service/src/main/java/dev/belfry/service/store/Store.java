package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What lasts: the machine's state and the retained messages, in one SQLite file. A batch that was
 * committed is there after a power cut; one that was not has left no trace. Not thread-safe.
 */
public final class Store implements AutoCloseable {
  static final String FILE_NAME = "belfry.db";
  private static final int BUSY_TIMEOUT_MILLIS = 2_000;

  private final Path file;
  private final FolderLock lock;
  private Connection connection;

  private Store(Path file, FolderLock lock, Connection connection) {
    this.file = file;
    this.lock = lock;
    this.connection = connection;
  }

  /**
   * Opens the store of a data folder, and makes both where they are missing.
   *
   * @throws StoreException when the folder cannot be used, is in use, or holds a newer store
   */
  public static Store open(Path folder) throws StoreException {
    create(folder);
    FolderLock lock = FolderLock.take(folder);
    Path file = folder.resolve(FILE_NAME);
    try {
      return new Store(file, lock, connect(file));
    } catch (StoreException refused) {
      lock.close();
      throw refused;
    }
  }

  private static void create(Path folder) throws StoreException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException notAFolder) {
      throw new StoreException(
          "the data folder " + folder + " is a file; choose a folder with --data", notAFolder);
    } catch (IOException unwritable) {
      throw new StoreException(
          "the data folder "
              + folder
              + " cannot be made; make it yourself, or choose another with --data",
          unwritable);
    }
  }

  private static Connection connect(Path file) throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      try {
        Schema.prepare(connection, file);
        return connection;
      } catch (SQLException | StoreException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException broken) {
      throw new StoreException(
          "the store "
              + file
              + " cannot be opened ("
              + broken.getMessage()
              + "); look whether the disk is full or broken, or put back a copy",
          broken);
    }
  }

  /** Everything there is. */
  public Contents load() throws StoreException {
    try (Statement statement = connection.createStatement()) {
      Contents contents =
          new Contents(loadClock(statement), loadEntries(statement), loadRetained(statement));
      return contents;
    } catch (SQLException broken) {
      throw new StoreException(
          "the store " + file + " cannot be read (" + broken.getMessage() + ")", broken);
    }
  }

  private static Optional<ClockReading> loadClock(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT steady, wall FROM clock")) {
      return row.next()
          ? Optional.of(new ClockReading(row.getLong(1), row.getLong(2)))
          : Optional.empty();
    }
  }

  private static List<Entry> loadEntries(Statement statement) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery("SELECT key, value FROM entry ORDER BY key")) {
      while (row.next()) {
        entries.add(new Entry(row.getString(1), Optional.of(Payload.of(row.getBytes(2)))));
      }
    }
    return entries;
  }

  private static List<Message> loadRetained(Statement statement) throws SQLException {
    List<Message> retained = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery("SELECT topic, payload, qos FROM retained ORDER BY topic")) {
      while (row.next()) {
        Payload payload = Payload.of(row.getBytes(2));
        retained.add(Message.published(row.getString(1), payload, row.getInt(3), true));
      }
    }
    return retained;
  }

  /**
   * Writes a batch and returns when it is on the disk.
   *
   * @throws StoreException when it is not; {@link #reopen} before the next attempt
   */
  public void commit(Batch batch) throws StoreException {
    try (Statement transaction = connection.createStatement()) {
      // By hand: the driver's own way would hold the write lock between the batches as well.
      transaction.execute("BEGIN IMMEDIATE");
      writeEntries(batch.entries());
      writeRetained(batch.retained());
      writeClock(batch.clock());
      transaction.execute("COMMIT");
    } catch (SQLException failed) {
      throw new StoreException(
          "the store " + file + " cannot be written (" + failed.getMessage() + ")", failed);
    }
  }

  private void writeEntries(List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (PreparedStatement put =
            connection.prepareStatement("INSERT OR REPLACE INTO entry VALUES (?, ?)");
        PreparedStatement remove = connection.prepareStatement("DELETE FROM entry WHERE key = ?")) {
      for (Entry entry : entries) {
        PreparedStatement statement = entry.value().isPresent() ? put : remove;
        statement.setString(1, entry.key());
        if (entry.value().isPresent()) {
          statement.setBytes(2, entry.value().get().bytes());
        }
        statement.executeUpdate();
      }
    }
  }

  private void writeRetained(List<Message> retained) throws SQLException {
    if (retained.isEmpty()) {
      return;
    }
    try (PreparedStatement put =
            connection.prepareStatement("INSERT OR REPLACE INTO retained VALUES (?, ?, ?)");
        PreparedStatement remove =
            connection.prepareStatement("DELETE FROM retained WHERE topic = ?")) {
      for (Message message : retained) {
        PreparedStatement statement = message.payload().isEmpty() ? remove : put;
        statement.setString(1, message.topic());
        if (!message.payload().isEmpty()) {
          statement.setBytes(2, message.payload().bytes());
          statement.setInt(3, message.qos());
        }
        statement.executeUpdate();
      }
    }
  }

  private void writeClock(ClockReading clock) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement("INSERT OR REPLACE INTO clock VALUES (1, ?, ?)")) {
      put.setLong(1, clock.steadyMillis());
      put.setLong(2, clock.wallMillis());
      put.executeUpdate();
    }
  }

  /**
   * Closes the file and opens it anew: after a failed write nothing that the old connection has in
   * memory can be trusted.
   */
  public void reopen() throws StoreException {
    closeConnection();
    connection = connect(file);
  }

  private void closeConnection() {
    try {
      connection.close();
    } catch (SQLException lost) {
      // What is committed is on the disk; there is nothing left to save here.
    }
  }

  @Override
  public void close() {
    closeConnection();
    lock.close();
  }
}
