package dev.belfry.service.store;

import dev.belfry.event.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A row as it lies in a page, whole or not, read as <a
 * href="https://sqlite.org/fileformat2.html#b_tree_pages">sqlite.org/fileformat2</a> describes it.
 *
 * @param piece what is in it
 * @param whole whether it is as it was written
 */
record Row(Piece piece, boolean whole) {
  private static final int MOST_HEADER_BYTES = 1 + 3 * 9;
  private static final int TEXT = 13;
  private static final int BLOB = 12;

  /** Bytes of whole numbers by their type, from 1 on. */
  private static final int[] NUMBER_BYTES = {1, 2, 3, 4, 6, 8};

  /**
   * What begins at a place in a page, if it can be a row.
   *
   * @param at where its length is
   * @param usable how many bytes of a page SQLite uses
   * @param pages the pages by their numbers, null beyond the last
   */
  static Optional<Row> at(byte[] page, int at, int usable, IntFunction<byte[]> pages) {
    Cursor length = new Cursor(page, at);
    long payload = length.varint();
    if (payload < 4 || payload > Integer.MAX_VALUE / 2 || length.at >= usable) {
      return Optional.empty();
    }
    Cursor head = new Cursor(page, length.at);
    long headEnd = length.at + head.varint();
    long keyType = head.varint();
    long valueType = head.varint();
    long sumType = head.varint();
    if (head.at != headEnd
        || headEnd - length.at > MOST_HEADER_BYTES
        || keyType < TEXT
        || keyType % 2 == 0
        || valueType < BLOB
        || valueType % 2 == 1
        || numberBytes(sumType) < 0) {
      return Optional.empty();
    }
    long keyBytes = (keyType - TEXT) / 2;
    long valueBytes = (valueType - BLOB) / 2;
    int headBytes = head.at - length.at;
    if (headBytes + keyBytes + valueBytes + numberBytes(sumType) != payload) {
      return Optional.empty();
    }
    return content(page, length.at, (int) payload, usable, pages)
        .map(content -> row(content, headBytes, (int) keyBytes, (int) valueBytes, (int) sumType));
  }

  private static int numberBytes(long type) {
    if (type == 8 || type == 9) {
      return 0;
    }
    return type >= 1 && type <= NUMBER_BYTES.length ? NUMBER_BYTES[(int) type - 1] : -1;
  }

  private static Row row(byte[] content, int keyAt, int keyBytes, int valueBytes, int sumType) {
    int valueAt = keyAt + keyBytes;
    String key = new String(content, keyAt, keyBytes, StandardCharsets.UTF_8);
    byte[] value = Arrays.copyOfRange(content, valueAt, valueAt + valueBytes);
    long sum = sumType == 9 ? 1 : 0;
    for (int i = valueAt + valueBytes; i < content.length; i++) {
      sum = sum << 8 | (content[i] & 0xff);
    }
    Piece piece = new Piece(key, Payload.of(value));
    return new Row(piece, piece.sum() == sum);
  }

  /** The bytes of a row, of which those that have no room in its page are in a chain of others. */
  private static Optional<byte[]> content(
      byte[] page, int at, int payload, int usable, IntFunction<byte[]> pages) {
    int local = localBytes(payload, usable);
    if (at + local + (local < payload ? 4 : 0) > usable) {
      return Optional.empty();
    }
    if (local == payload) {
      return Optional.of(Arrays.copyOfRange(page, at, at + local));
    }
    ByteBuffer content = ByteBuffer.allocate(payload).put(page, at, local);
    int next = ByteBuffer.wrap(page).getInt(at + local);
    while (content.hasRemaining()) {
      byte[] more = pages.apply(next);
      if (more == null) {
        return Optional.empty();
      }
      content.put(more, 4, Math.min(content.remaining(), usable - 4));
      next = ByteBuffer.wrap(more).getInt(0);
    }
    return Optional.of(content.array());
  }

  private static int localBytes(int payload, int usable) {
    int most = (usable - 12) * 64 / 255 - 23;
    int least = (usable - 12) * 32 / 255 - 23;
    if (payload <= most) {
      return payload;
    }
    int fitting = least + (payload - least) % (usable - 4);
    return fitting <= most ? fitting : least;
  }

  /** Reads SQLite's numbers of one to nine bytes; beyond the page there are zeros. */
  private static final class Cursor {
    private final byte[] page;
    private int at;

    Cursor(byte[] page, int at) {
      this.page = page;
      this.at = at;
    }

    long varint() {
      long value = 0;
      for (int i = 0; i < 9; i++) {
        int next = at < page.length ? page[at] : 0;
        at++;
        if (i == 8) {
          return value << 8 | (next & 0xff);
        }
        value = value << 7 | (next & 0x7f);
        if (next >= 0) {
          return value;
        }
      }
      return value;
    }
  }
}
