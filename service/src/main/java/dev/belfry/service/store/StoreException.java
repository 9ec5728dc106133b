package dev.belfry.service.store;

/** The store cannot be used, said in a sentence that tells what to do. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;

  StoreException(String words) {
    super(words);
    this.words = words;
  }

  StoreException(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /** What is wrong, ready to be shown. */
  public String words() {
    return words;
  }
}
