package dev.belfry.broker;

import java.io.IOException;
import java.nio.file.Path;

/** What is wrong with a users file, and in which line. */
public final class UsersFileException extends IOException {
  private final int line;

  UsersFileException(Path file, int line, String problem) {
    super(file + ", line " + line + ": " + problem);
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }
}
