package dev.belfry.service.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What lasts: the machine's state, the retained messages and what waits to be delivered, in one
 * SQLite file. A batch that was committed is there after a power cut; one that was not has left no
 * trace. Not thread-safe.
 */
public final class Store implements Storage, AutoCloseable {
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

  /**
   * Everything there is.
   *
   * @throws StoreException when it cannot be read, or a row is not as it was written
   */
  public Contents load() throws StoreException {
    Loading loading = new Loading();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT key, value, sum FROM piece ORDER BY key")) {
      while (row.next()) {
        loading.add(row.getString(1), row.getBytes(2), row.getLong(3));
      }
      return loading.contents();
    } catch (SQLException | IOException damaged) {
      throw StoreException.damaged(file, damaged);
    }
  }

  @Override
  public void commit(Batch batch) throws StoreException {
    try (Statement transaction = connection.createStatement();
        PreparedStatement put = connection.prepareStatement(Schema.PUT);
        PreparedStatement remove = connection.prepareStatement("DELETE FROM piece WHERE key = ?")) {
      // By hand: the driver's own way would hold the write lock between the batches as well.
      transaction.execute("BEGIN IMMEDIATE");
      new Writing(put, remove).write(batch);
      transaction.execute("COMMIT");
    } catch (SQLException failed) {
      throw new StoreException(
          "the store " + file + " cannot be written (" + failed.getMessage() + ")", failed);
    }
  }

  @Override
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
