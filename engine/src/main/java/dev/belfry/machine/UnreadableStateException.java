package dev.belfry.machine;

/**
 * A piece of state is not one that this version reads. The message says which one, and what a
 * person can do.
 */
public final class UnreadableStateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreadableStateException(String words) {
    super(words);
  }
}
