package dev.belfry.service.store;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * What all rows come to, written with each batch: a store that lacks one, or has an older one in
 * its place, does not come to it.
 *
 * @param version of the store, as the file's head should say, too
 * @param rows how many there are, without this one
 * @param sum of their sums
 */
record Total(int version, long rows, long sum) {
  static final Total NONE = new Total(Schema.VERSION, 0, 0);

  Total plus(long rowSum) {
    return new Total(version, rows + 1, sum + rowSum);
  }

  Total minus(long rowSum) {
    return new Total(version, rows - 1, sum - rowSum);
  }

  static Total read(DataInputStream in) throws IOException {
    return new Total(in.readInt(), in.readLong(), in.readLong());
  }
}
