package dev.belfry.service.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store cannot be used, said in a sentence that tells what to do. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;
  private final boolean full;

  StoreException(String words) {
    super(words);
    this.words = words;
    this.full = false;
  }

  /** Something is wrong, in words ready to be shown. */
  public StoreException(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
    this.full = Failure.of(cause) == Failure.FULL;
  }

  /**
   * What a failure means.
   *
   * @param done what could not be done to the file
   */
  static StoreException of(Path file, String done, Exception cause) {
    return switch (Failure.of(cause)) {
      case DAMAGE -> damaged(file, cause);
      case FULL ->
          new StoreException(
              "the store "
                  + file
                  + " cannot be "
                  + done
                  + ": the disk is full; make room, and Belfry goes on",
              cause);
      case BUSY, INPUT_OUTPUT ->
          new StoreException(
              "the store " + file + " cannot be " + done + " (" + cause.getMessage() + ")", cause);
    };
  }

  /** The file is not as it was written. */
  static StoreException damaged(Path file, Exception cause) {
    return new StoreException(damagedWords(file, cause.getMessage()), cause);
  }

  /** The file is not as it was written. */
  static StoreException damaged(Path file, String how) {
    return new StoreException(damagedWords(file, how));
  }

  private static String damagedWords(Path file, @Nullable String how) {
    return "the store "
        + file
        + " is damaged ("
        + how
        + "); \"belfry repair\" keeps all of it that is whole, or put back a copy";
  }

  /** What is wrong, ready to be shown. */
  public String words() {
    return words;
  }

  /** Whether there is no room for more, and nothing else is wrong. */
  public boolean isFull() {
    return full;
  }
}
