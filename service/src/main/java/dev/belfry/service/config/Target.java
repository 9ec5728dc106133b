package dev.belfry.service.config;

/** One way in which a channel reaches somebody. */
public sealed interface Target {
  /** A mail to an address. */
  record Email(String to) implements Target {}
}
