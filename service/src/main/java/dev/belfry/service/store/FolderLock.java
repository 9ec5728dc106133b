package dev.belfry.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second Belfry off a data folder. The operating system frees it when we end, however. */
final class FolderLock implements AutoCloseable {
  private static final String STORE_WAS_HERE = "This folder holds a store of Belfry.\n";

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  Path file() {
    return file;
  }

  /** Whether there was a store here once; one that is gone is not taken for one that never was. */
  boolean remembersStore() throws IOException {
    return channel.size() > 0;
  }

  /** Remembers that there is a store here. */
  void remember() throws IOException {
    if (!remembersStore()) {
      channel.write(ByteBuffer.wrap(STORE_WAS_HERE.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }

  static FolderLock take(Path folder) throws StoreException {
    Path file = folder.resolve("belfry.lock");
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException unwritable) {
      throw new StoreException(
          "the data folder "
              + folder
              + " cannot be written; give it to the user that runs Belfry, or choose another with"
              + " --data",
          unwritable);
    }
    if (tryLock(channel) == null) {
      closeQuietly(channel);
      throw new StoreException(
          "another Belfry uses the data folder "
              + folder
              + "; stop that one first, or give this one a folder of its own with --data");
    }
    return new FolderLock(file, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws StoreException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    } catch (IOException unsupported) {
      closeQuietly(channel);
      throw new StoreException(
          "the data folder cannot be locked; it must be on a local disk, not on a network share",
          unsupported);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // Nothing was written to it.
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
