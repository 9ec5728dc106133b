package dev.belfry.service.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What SQLite's table of contents ({@code -shm}) says of the log: how many frames of it were
 * committed and on the disk. After a kill it is right. After a power cut it may be an older one,
 * which says less, or rubbish, which its own sum shows; it never says too much.
 *
 * @param salts the generation of the log that it speaks of
 * @param committed frames that were on the disk when they were entered
 * @param copied frames that are in the main file
 */
record WalIndex(long salts, int committed, int copied) {
  private static final int HEADER_BYTES = 48;
  private static final int COPIED_AT = 2 * HEADER_BYTES;
  private static final int SUM_AT = 40;

  static Optional<WalIndex> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(COPIED_AT + 4);
    }
    if (content.length < COPIED_AT + 4) {
      return Optional.empty();
    }
    ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
    int[] sum = WalFile.sum(words, 0, 0, 0, SUM_AT);
    boolean whole =
        words.get(12) != 0 && sum[0] == words.getInt(SUM_AT) && sum[1] == words.getInt(SUM_AT + 4);
    return whole
        ? Optional.of(
            new WalIndex(
                ByteBuffer.wrap(content).getLong(32), words.getInt(16), words.getInt(COPIED_AT)))
        : Optional.empty();
  }
}
