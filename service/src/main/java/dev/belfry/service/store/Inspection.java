package dev.belfry.service.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Looks at the files of a store before SQLite does, which would pass over some damage. */
final class Inspection {
  private final StoreFiles files;

  private Inspection(StoreFiles files) {
    this.files = files;
  }

  /**
   * Refuses what lost something that was acknowledged.
   *
   * @return what a person should know though the store can be used
   */
  static List<String> of(StoreFiles files) throws StoreException {
    Inspection inspection = new Inspection(files);
    try {
      inspection.main();
      return inspection.log().stream().toList();
    } catch (IOException unreadable) {
      throw new StoreException(
          "the store " + files.main() + " cannot be read (" + unreadable.getMessage() + ")",
          unreadable);
    }
  }

  private void main() throws IOException, StoreException {
    if (!Files.exists(files.main())) {
      throw StoreException.damaged(files.main(), "it is missing");
    }
    if (Files.size(files.main()) == 0) {
      throw StoreException.damaged(files.main(), "it is empty");
    }
  }

  private Optional<String> log() throws IOException, StoreException {
    Optional<WalIndex> index = WalIndex.read(files.shm());
    WalFile log = WalFile.read(files.wal());
    if (log.isBlank()) {
      if (index.isPresent() && index.get().committed() > index.get().copied()) {
        throw StoreException.damaged(files.wal(), "it is missing or empty");
      }
      return Optional.empty();
    }
    if (!log.isHeaderWhole()) {
      throw StoreException.damaged(files.wal(), "its beginning is not as it was written");
    }
    List<WalFile.Frame> frames = log.frames();
    int sound = sound(frames);
    int committed = committed(frames.subList(0, sound));
    if (index.isPresent()
        && index.get().salts() == log.salts()
        && index.get().committed() > committed) {
      throw StoreException.damaged(
          files.wal(),
          "only " + committed + " of its " + index.get().committed() + " pages can be read");
    }
    return tail(frames.subList(sound, frames.size()), sound + 1);
  }

  /** How many frames from the first are as they were written, without a gap. */
  private static int sound(List<WalFile.Frame> frames) {
    int sound = 0;
    while (sound < frames.size()
        && frames.get(sound).whole()
        && frames.get(sound).number() == sound + 1) {
      sound++;
    }
    return sound;
  }

  /** How many of them SQLite will see: up to the end of the last transaction. */
  private static int committed(List<WalFile.Frame> frames) {
    int committed = frames.size();
    while (committed > 0 && !frames.get(committed - 1).commit()) {
      committed--;
    }
    return committed;
  }

  /**
   * What was written after all that is sound. One transaction may be a write that a power cut tore
   * and that nobody was told of; if another followed it, it was acknowledged.
   */
  private Optional<String> tail(List<WalFile.Frame> rest, int broken) throws StoreException {
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    boolean followed = rest.subList(0, rest.size() - 1).stream().anyMatch(WalFile.Frame::commit);
    if (followed) {
      throw StoreException.damaged(
          files.wal(), "page " + broken + " of it is not as it was written");
    }
    return Optional.of(
        "the end of "
            + files.wal()
            + " is not whole: what Belfry wrote last, just before it was cut off, may be lost");
  }
}
