package dev.belfry.record;

import dev.belfry.event.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a stream, which must be UTF-8 and of a bearable length. */
final class Lines {
  /** As much as a message that the broker takes, written as base64 or with every letter escaped. */
  static final int LONGEST_LINE_BYTES = 64 * 1024 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int from;
  private int to;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** The next line without its end, or nothing behind the last. */
  Optional<String> next() throws IOException, MalformedRecordException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (fill()) {
      if (!any) {
        any = true;
        number++;
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, from, end - from);
      boolean whole = end < to;
      from = whole ? end + 1 : end;
      if (line.size() > LONGEST_LINE_BYTES) {
        throw new MalformedRecordException("line " + number + " is longer than any record");
      }
      if (whole) {
        return Optional.of(text(line));
      }
    }
    return any ? Optional.of(text(line)) : Optional.empty();
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(chunk));
    }
    return from < to;
  }

  private String text(ByteArrayOutputStream line) throws MalformedRecordException {
    return Payload.of(line.toByteArray())
        .text()
        .orElseThrow(() -> new MalformedRecordException("line " + number + " is not UTF-8"));
  }
}
