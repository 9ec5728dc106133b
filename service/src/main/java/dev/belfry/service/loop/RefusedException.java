package dev.belfry.service.loop;

/** A message could not be taken; its sender must not be told that it was. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String words) {
    super(words);
  }
}
