package dev.belfry.service.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second Belfry off a data folder. The operating system frees it when we end, however. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
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
    return new FolderLock(channel);
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
