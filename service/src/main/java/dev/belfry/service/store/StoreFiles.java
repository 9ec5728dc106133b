package dev.belfry.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The files of a store, and how another takes their place: it is written under one name, bears a
 * second one when all of it is on the disk, and from then on only that one counts. Whoever finds
 * the second name goes on where the power failed; so no log is ever left beside a file that it does
 * not belong to.
 */
record StoreFiles(Path folder) {
  static final String MAIN = "belfry.db";
  private static final int BLOCK_BYTES = 4_096;
  private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

  Path main() {
    return folder.resolve(MAIN);
  }

  /** What was committed and is not yet in the main file. */
  Path wal() {
    return folder.resolve(MAIN + "-wal");
  }

  /** SQLite's table of contents of the log. It outlives a kill, but is not made to last. */
  Path shm() {
    return folder.resolve(MAIN + "-shm");
  }

  /** Where another store is written. */
  Path unfinished() {
    return folder.resolve(MAIN + ".new");
  }

  /** Another store of which all is on the disk. */
  private Path whole() {
    return folder.resolve(MAIN + ".whole");
  }

  /** All files that there are, but those of an unfinished store. */
  List<Path> present() {
    return BESIDE.stream()
        .map(suffix -> folder.resolve(MAIN + suffix))
        .filter(Files::exists)
        .toList();
  }

  /** Ends an exchange that was interrupted: goes through with it if the other store was whole. */
  void settle() throws IOException {
    deleteAll(unfinished());
    if (Files.exists(whole())) {
      force(folder);
      deleteAll(main());
      force(folder);
      Files.move(whole(), main(), StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    }
  }

  /** Puts the store that was written in the place of what is there. */
  void exchange() throws IOException {
    for (String suffix : BESIDE.subList(1, BESIDE.size())) {
      if (Files.exists(beside(unfinished(), suffix))) {
        throw new IOException("what was written is not all in one file");
      }
    }
    force(unfinished());
    Files.move(unfinished(), whole(), StandardCopyOption.ATOMIC_MOVE);
    settle();
  }

  /**
   * Brings the log onto the disk as it can be read. If a sync of it failed in a process that is
   * gone, the kernel takes it for written, and would lose it with the power while SQLite moves it
   * to the main file.
   */
  void writeLogAgain() throws IOException {
    if (Files.exists(wal())) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wal()));
      try (FileChannel channel = FileChannel.open(wal(), StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes, bytes.position());
        }
        channel.force(true);
      }
    }
  }

  /** Deletes what is there. */
  void delete() throws IOException {
    deleteAll(main());
  }

  /** Gives a file a second name, or copies it where a disk knows no such thing. */
  static void link(Path file, Path second) throws IOException {
    try {
      Files.createLink(second, file);
    } catch (UnsupportedOperationException | FileSystemException impossible) {
      Files.copy(file, second);
      force(second);
    }
  }

  /** The bytes of a file; zeros for what the disk does not give. None if there is no file. */
  static byte[] readable(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      for (int at = 0; at < bytes.capacity(); at += BLOCK_BYTES) {
        int length = Math.min(BLOCK_BYTES, bytes.capacity() - at);
        try {
          channel.read(bytes.slice(at, length), at);
        } catch (IOException unreadable) {
          // A row that was there shows by its sum that it is gone.
        }
      }
      return bytes.array();
    }
  }

  private static void deleteAll(Path file) throws IOException {
    for (String suffix : BESIDE) {
      Files.deleteIfExists(beside(file, suffix));
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Returns when a file, or the names in a folder, would survive a power cut. */
  static void force(Path path) throws IOException {
    StandardOpenOption way =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, way)) {
      channel.force(true);
    }
  }
}
