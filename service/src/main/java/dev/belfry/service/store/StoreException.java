package dev.belfry.service.store;

import java.nio.file.Path;

/** The store cannot be used, said in a sentence that tells what to do. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;

  StoreException(String words) {
    super(words);
    this.words = words;
  }

  /** Something is wrong, in words ready to be shown. */
  public StoreException(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /** The file is not as it was written. */
  static StoreException damaged(Path file, Exception cause) {
    return new StoreException(
        "the store "
            + file
            + " is damaged ("
            + cause.getMessage()
            + "); \"belfry repair\" keeps all of it that is whole, or put back a copy",
        cause);
  }

  /** What is wrong, ready to be shown. */
  public String words() {
    return words;
  }
}
