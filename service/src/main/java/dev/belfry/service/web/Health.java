package dev.belfry.service.web;

/** What the service knows about itself. */
public interface Health {
  /** Whether the loop turns. */
  boolean isAlive();

  /** Whether the broker listens, the rules are loaded and the store can be written. */
  boolean isReady();
}
