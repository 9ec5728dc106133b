package dev.belfry.event;

/** A message could not be taken because there is no room to store it; later there may be. */
public final class NoRoomException extends Exception {
  private static final long serialVersionUID = 1;

  /** No room, said in words. */
  public NoRoomException(String words) {
    super(words);
  }
}
