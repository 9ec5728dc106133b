package dev.belfry.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Somebody who saves a file of rules in all the ways in which editors do it. */
final class Rewriter {
  private static final int HASTE_MILLIS = 40;

  /** So long that the service looks at what lies there half done. */
  private static final int HESITATION_MILLIS = 450;

  private final Path file;
  private int version;

  Rewriter(Path file) {
    this.file = file;
  }

  int version() {
    return version;
  }

  /** The next version: the first half of it is a program as well. */
  private String next() {
    version++;
    return """
    # Version %1$d.
    rule "bystander" {
      when topic "nobody/%1$d" updates
      then publish "bystander" "%1$d"
    }

    rule "stamp" {
      when topic "load/n" updates
      then publish "seen" "{value}:%1$d" qos 1
    }
    """
        .formatted(version);
  }

  /** Saves once, each time in another way; every eleventh time it takes its time. */
  void rewrite() throws IOException {
    int pause = version % 11 == 0 ? HESITATION_MILLIS : HASTE_MILLIS;
    switch (version % 4) {
      case 0 -> truncateAndWrite(pause);
      case 1 -> replace();
      case 2 -> deleteAndCreate(pause);
      default -> moveAwayAndWrite(pause);
    }
    rest(HASTE_MILLIS);
  }

  private void truncateAndWrite(int pauseMillis) throws IOException {
    String text = next();
    String half = text.substring(0, text.indexOf("rule \"stamp\""));
    try (OutputStream out = Files.newOutputStream(file)) {
      rest(pauseMillis);
      out.write(half.getBytes(StandardCharsets.UTF_8));
      out.flush();
      rest(pauseMillis);
      out.write(text.substring(half.length()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Writes a file beside it and renames that one over it. */
  void replace() throws IOException {
    Path beside = file.resolveSibling("stamp.rules~");
    Files.writeString(beside, next());
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void deleteAndCreate(int pauseMillis) throws IOException {
    Files.delete(file);
    rest(pauseMillis);
    Files.writeString(file, next());
  }

  /** Keeps the old file as a copy under another name, and writes a new one. */
  private void moveAwayAndWrite(int pauseMillis) throws IOException {
    Path copy = file.resolveSibling("stamp.rules.bak");
    Files.move(file, copy, StandardCopyOption.REPLACE_EXISTING);
    rest(pauseMillis);
    Files.writeString(file, next());
  }

  /** The pace of a person or an editor; nothing is waited for. */
  private static void rest(int millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
