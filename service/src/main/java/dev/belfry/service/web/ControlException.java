package dev.belfry.service.web;

/** An order that was not carried out, said in a sentence for the person who gave it. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final int status;
  private final String words;

  private ControlException(int status, String words) {
    super(words);
    this.status = status;
    this.words = words;
  }

  /** The order is not one that can be understood. */
  public static ControlException misunderstood(String words) {
    return new ControlException(BAD_REQUEST, words);
  }

  /** What the order names is not there. */
  public static ControlException notThere(String words) {
    return new ControlException(NOT_FOUND, words);
  }

  /** The order was understood and changed nothing. */
  public static ControlException without(String words) {
    return new ControlException(CONFLICT, words);
  }

  /** The service cannot take orders at the moment. */
  public static ControlException notNow(String words) {
    return new ControlException(UNAVAILABLE, words);
  }

  int status() {
    return status;
  }

  /** Why, ready to be shown. */
  public String words() {
    return words;
  }
}
