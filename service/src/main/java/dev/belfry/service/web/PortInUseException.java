package dev.belfry.service.web;

/** The HTTP endpoints cannot listen where they should; its message says what to do. */
public final class PortInUseException extends Exception {
  private static final long serialVersionUID = 1;
  private final String words;

  PortInUseException(String words, Throwable cause) {
    super(words, cause);
    this.words = words;
  }

  /** What is wrong, ready to be shown. */
  public String words() {
    return words;
  }
}
