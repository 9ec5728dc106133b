package dev.belfry.service.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * What lasts: the machine's state, the retained messages and what waits to be delivered, in one
 * SQLite file. A batch that was committed is there after a power cut; one that was not has left no
 * trace. What is damaged is refused, and never taken for less. Not thread-safe.
 */
public final class Store implements Storage, AutoCloseable {
  private final StoreFiles files;
  private final FolderLock lock;
  private final List<String> notices;
  private Database database;

  /** What all rows come to. */
  private Total total;

  /** What they come to if the last batch went in though it was said to have failed. */
  private Total attempted;

  /** Whether a write failed in a way that leaves unknown what is on the disk. */
  private boolean doubtful;

  private Store(StoreFiles files, FolderLock lock, List<String> notices, Database database)
      throws SQLException, IOException {
    this.files = files;
    this.lock = lock;
    this.notices = notices;
    this.database = database;
    this.total = database.total();
    this.attempted = total;
  }

  /**
   * Opens the store of a data folder, and makes both where they are missing.
   *
   * @throws StoreException when the folder cannot be used, is in use, or holds a newer store or a
   *     damaged one
   */
  public static Store open(Path folder) throws StoreException {
    create(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      return open(new StoreFiles(folder), lock);
    } catch (StoreException refused) {
      lock.close();
      throw refused;
    }
  }

  private static Store open(StoreFiles files, FolderLock lock) throws StoreException {
    try {
      files.settle();
      if (files.present().isEmpty()) {
        begin(files, lock);
      }
      List<String> notices = Inspection.of(files);
      files.writeLogAgain();
      Database database = Database.open(files);
      try {
        lock.remember();
        return new Store(files, lock, notices, database);
      } catch (SQLException | IOException failed) {
        database.close();
        throw failed;
      }
    } catch (SQLException | IOException failed) {
      throw StoreException.of(files.main(), "opened", failed);
    }
  }

  private static void begin(StoreFiles files, FolderLock lock)
      throws SQLException, IOException, StoreException {
    if (lock.remembersStore()) {
      throw new StoreException(
          "the store "
              + files.main()
              + " is gone, though there was one; put it back, or remove "
              + lock.file()
              + " as well to begin with an empty one");
    }
    NewStore.write(files, store -> store.add(Piece.of(Schema.newId())));
    files.exchange();
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

  /** What a person should know of how the store was found, in sentences. */
  public List<String> notices() {
    return notices;
  }

  /**
   * Everything there is.
   *
   * @throws StoreException when it cannot be read, or is not as it was written
   */
  public Contents load() throws StoreException {
    try {
      return database.load().contents();
    } catch (SQLException | IOException damaged) {
      throw StoreException.damaged(files.main(), damaged);
    }
  }

  @Override
  public void commit(Batch batch) throws StoreException {
    try {
      attempted = database.write(batch, total);
      database.commit();
      total = attempted;
    } catch (SQLException failed) {
      throw failed("written", failed);
    }
  }

  private StoreException failed(String done, Exception cause) {
    doubtful |= Failure.of(cause).leavesDoubt();
    return StoreException.of(files.main(), done, cause);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A write that failed in another way than for lack of room leaves unknown what the disk holds,
   * and a sync that is tried again tells nothing: the kernel drops what it could not write, and
   * says so once. Then everything is read, and written to another file.
   */
  @Override
  public void reopen() throws StoreException {
    database.close();
    try {
      files.settle();
      Inspection.of(files);
      if (doubtful) {
        rescue();
      }
      database = Database.open(files);
      total = known(database.total());
      attempted = total;
      doubtful = false;
    } catch (SQLException | IOException failed) {
      throw failed("used", failed);
    }
  }

  private void rescue() throws SQLException, IOException {
    try (Database old = Database.look(files)) {
      NewStore.write(
          files,
          store -> {
            old.rows(row -> {
              if (!row.key().equals(Piece.TOTAL)) {
                store.add(row);
              }
            });
            known(store.total());
          });
    }
    files.exchange();
  }

  /** What was acknowledged is in it, at least. */
  private Total known(Total found) throws DamageException {
    if (!found.equals(total) && !found.equals(attempted)) {
      throw new DamageException("what was written before is not all there any more");
    }
    return found;
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
