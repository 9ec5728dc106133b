package dev.belfry.service.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a store anew from all that is whole in a damaged one, and keeps the old files. */
public final class Repair {
  private final StoreFiles files;
  private final String suffix;
  private final long nowMillis;

  private Repair(StoreFiles files, String suffix, long nowMillis) {
    this.files = files;
    this.suffix = suffix;
    this.nowMillis = nowMillis;
  }

  /**
   * Repairs the store of a data folder, unless it is sound.
   *
   * @param time what the names of the old files end with
   * @param nowMillis the wall clock's time, since 1970-01-01T00:00Z
   * @throws StoreException when there is no store, a service uses it, a newer Belfry wrote it, or
   *     the new one cannot be written; nothing has changed then
   */
  public static RepairReport run(Path folder, String time, long nowMillis) throws StoreException {
    if (!Files.isDirectory(folder)) {
      throw new StoreException("there is no data folder " + folder);
    }
    StoreFiles files = new StoreFiles(folder);
    try (FolderLock lock = FolderLock.take(folder)) {
      files.settle();
      if (files.present().isEmpty() && !lock.remembersStore()) {
        throw new StoreException("there is no store in " + folder);
      }
      return new Repair(files, ".damaged-" + time, nowMillis).run();
    } catch (SQLException | IOException failed) {
      throw StoreException.of(files.main(), "repaired", failed);
    }
  }

  private RepairReport run() throws SQLException, IOException, StoreException {
    if (isSound()) {
      return RepairReport.ofSound(files.main());
    }
    Pages pages = Pages.read(files);
    Salvage salvage = Salvage.of(pages);
    Map<String, Piece> found = salvage.whole();
    Optional<Total> total = Optional.empty();
    if (found.containsKey(Piece.TOTAL)) {
      total = Optional.of(found.remove(Piece.TOTAL).total());
    } else if (found.isEmpty() && pages.version() > Schema.VERSION) {
      throw Schema.newer(files.main(), pages.version());
    }
    List<Piece> kept = new ArrayList<>(found.values());
    Set<String> lost = new HashSet<>(salvage.broken());
    lost.remove(Piece.TOTAL);
    kept.removeIf(piece -> !isReadable(piece));
    complete(kept, lost);
    NewStore.write(
        files,
        store -> {
          for (Piece piece : kept) {
            store.add(piece);
          }
        });
    List<Path> aside = keepAside();
    files.exchange();
    return RepairReport.of(
        files.main(), kept, lost, total.map(Total::rows), salvage.older(), aside);
  }

  /** Looks at a copy: SQLite tidies up what it opens, and that would be all that is left. */
  private boolean isSound() throws IOException {
    Path copies = Files.createTempDirectory(files.folder(), "repair-");
    StoreFiles copy = new StoreFiles(copies);
    try {
      if (!Inspection.of(files).isEmpty()) {
        return false;
      }
      Files.copy(files.main(), copy.main());
      if (Files.exists(files.wal())) {
        Files.copy(files.wal(), copy.wal());
      }
      try (Database database = Database.look(copy)) {
        database.checkVersion();
        database.load().contents();
        return true;
      }
    } catch (SQLException | StoreException | DamageException damaged) {
      return false;
    } finally {
      copy.delete();
      Files.delete(copies);
    }
  }

  private static boolean isReadable(Piece piece) {
    try {
      new Loading().add(piece);
      return true;
    } catch (IOException | RuntimeException foreign) {
      return false;
    }
  }

  /**
   * A store must have a name and know how far it came. Ids of effects are made of the name and a
   * number: if the last number is not known, the name must be another.
   */
  private void complete(List<Piece> kept, Set<String> lost) throws IOException {
    boolean named = kept.stream().anyMatch(piece -> piece.key().equals(Piece.ID));
    boolean ran = kept.stream().anyMatch(piece -> piece.key().equals(Piece.RUN));
    if (!ran) {
      lost.add(Piece.RUN);
      kept.add(Piece.of(lastKnown(kept)));
    }
    if (!named) {
      lost.add(Piece.ID);
    }
    if (!named || !ran) {
      kept.removeIf(piece -> piece.key().equals(Piece.ID));
      kept.add(Piece.of(Schema.newId()));
    }
  }

  private RunRecord lastKnown(List<Piece> kept) throws IOException {
    Loading loading = new Loading();
    for (Piece piece : kept) {
      loading.add(piece);
    }
    long next = loading.highestParcel() + 1;
    long wallMillis =
        Files.exists(files.main())
            ? Math.min(nowMillis, Files.getLastModifiedTime(files.main()).toMillis())
            : nowMillis;
    ClockReading clock = new ClockReading(Math.max(wallMillis, loading.lastMillis()), wallMillis);
    return new RunRecord(clock, next, false);
  }

  private List<Path> keepAside() throws IOException {
    List<Path> aside = new ArrayList<>();
    for (Path file : files.present()) {
      String name = file.getFileName().toString();
      Path copy =
          file.resolveSibling(StoreFiles.MAIN + suffix + name.substring(StoreFiles.MAIN.length()));
      StoreFiles.link(file, copy);
      aside.add(copy);
    }
    StoreFiles.force(files.folder());
    return aside;
  }
}
