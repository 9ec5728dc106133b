package dev.belfry.service.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SQLite's write-ahead log, read as <a
 * href="https://sqlite.org/fileformat2.html#walformat">sqlite.org/fileformat2</a> describes it.
 * SQLite itself stops without a word at the first frame that is not as it was written; this tells
 * what follows it.
 */
final class WalFile {
  static final int HEADER_BYTES = 32;
  static final int FRAME_HEADER_BYTES = 24;
  private static final int SALTS_AT = 16;
  private static final int FRAME_SALTS_AT = 8;
  private static final int MAGIC = 0x377f0682;
  private static final int SUMMED_HEADER_BYTES = 24;
  private static final int SUMMED_FRAME_BYTES = 8;

  private final ByteBuffer bytes;
  private final ByteOrder sumOrder;
  private final boolean headerWhole;
  private final int pageSize;
  private final long salts;

  /**
   * A page as a transaction left it.
   *
   * @param number of the frame, from 1
   * @param page its number
   * @param commit whether it is the last of its transaction
   * @param whole whether it is as it was written, by the sum of the frame before
   */
  record Frame(int number, int page, boolean commit, boolean whole) {}

  private WalFile(byte[] content, int pageSize, int saltsAt) {
    this.bytes = ByteBuffer.wrap(content);
    this.pageSize = pageSize;
    this.salts = content.length < saltsAt + Long.BYTES ? 0 : bytes.getLong(saltsAt);
    int magic = content.length < HEADER_BYTES ? 0 : bytes.getInt(0);
    this.sumOrder = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    this.headerWhole =
        content.length >= HEADER_BYTES
            && (magic & ~1) == MAGIC
            && Arrays.equals(sum(0, 0, 0, SUMMED_HEADER_BYTES), stored(SUMMED_HEADER_BYTES));
  }

  /** The log of a store; one that is not there is empty. */
  static WalFile read(Path file) throws IOException {
    byte[] content = StoreFiles.readable(file);
    int pageSize = content.length < HEADER_BYTES ? 0 : ByteBuffer.wrap(content).getInt(8);
    return new WalFile(content, pageSize, SALTS_AT);
  }

  /** The same log, read by its first frame if its header is damaged. */
  WalFile assuming(int assumedPageSize) {
    return headerWhole
        ? this
        : new WalFile(bytes.array(), assumedPageSize, HEADER_BYTES + FRAME_SALTS_AT);
  }

  /** Whether nothing was ever written to it. */
  boolean isBlank() {
    for (byte each : bytes.array()) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether its header is as it was written; if not, SQLite takes the whole file for empty. */
  boolean isHeaderWhole() {
    return headerWhole;
  }

  /** Two numbers that all frames bear which were written since the log last began anew. */
  long salts() {
    return salts;
  }

  /** The frames that were written since the log last began anew, damaged ones with them. */
  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    if (bytes.capacity() < HEADER_BYTES) {
      return frames;
    }
    int[] before = stored(SUMMED_HEADER_BYTES);
    int at = HEADER_BYTES;
    for (int number = 1; at + FRAME_HEADER_BYTES + pageSize <= bytes.capacity(); number++) {
      int[] head = sum(before[0], before[1], at, SUMMED_FRAME_BYTES);
      int[] sum = sum(head[0], head[1], at + FRAME_HEADER_BYTES, pageSize);
      before = stored(at + 16);
      long salts = bytes.getLong(at + FRAME_SALTS_AT);
      if (isOfNow(salts)) {
        boolean whole = salts == this.salts && Arrays.equals(sum, before);
        frames.add(new Frame(number, bytes.getInt(at), bytes.getInt(at + 4) != 0, whole));
      }
      at += FRAME_HEADER_BYTES + pageSize;
    }
    return frames;
  }

  /** Both numbers change when the log begins anew; if one is right, damage hit the other. */
  private boolean isOfNow(long salts) {
    long difference = salts ^ this.salts;
    return (int) difference == 0 || (int) (difference >>> 32) == 0;
  }

  /** The bytes of a frame's page. */
  byte[] page(Frame frame) {
    int at =
        HEADER_BYTES + (frame.number() - 1) * (FRAME_HEADER_BYTES + pageSize) + FRAME_HEADER_BYTES;
    return Arrays.copyOfRange(bytes.array(), at, at + pageSize);
  }

  private int[] stored(int at) {
    return new int[] {bytes.getInt(at), bytes.getInt(at + 4)};
  }

  private int[] sum(int first, int second, int at, int length) {
    return sum(bytes.duplicate().order(sumOrder), first, second, at, length);
  }

  /** SQLite's sum over words of a byte order. */
  static int[] sum(ByteBuffer words, int first, int second, int at, int length) {
    int one = first;
    int two = second;
    for (int i = at; i < at + length; i += 8) {
      one += words.getInt(i) + two;
      two += words.getInt(i + 4) + one;
    }
    return new int[] {one, two};
  }
}
