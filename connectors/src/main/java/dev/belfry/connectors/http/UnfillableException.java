package dev.belfry.connectors.http;

/** A place in a template that cannot be filled; the message is for a person. */
final class UnfillableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfillableException(String message) {
    super(message);
  }
}
