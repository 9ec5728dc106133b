package dev.belfry.service;

/** The service cannot start, for a reason that a person can remove. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;

  public StartException(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /** What is in the way and what to do, ready to be shown. */
  public String words() {
    return words;
  }
}
