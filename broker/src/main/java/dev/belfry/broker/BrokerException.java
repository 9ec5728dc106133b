package dev.belfry.broker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the broker did not start, in a sentence for the person who started it. */
public final class BrokerException extends Exception {
  private final @Nullable Listener listener;

  private BrokerException(String message, @Nullable Listener listener, @Nullable Throwable cause) {
    super(message, cause);
    this.listener = listener;
  }

  static BrokerException at(Listener listener, String message) {
    return new BrokerException(message, listener, null);
  }

  static BrokerException at(Listener listener, String message, @Nullable Throwable cause) {
    return new BrokerException(message, listener, cause);
  }

  static BrokerException because(String message) {
    return new BrokerException(message, null, null);
  }

  static BrokerException because(String message, @Nullable Throwable cause) {
    return new BrokerException(message, null, cause);
  }

  /** The listener that could not be had, when it was one. */
  public Optional<Listener> listener() {
    return Optional.ofNullable(listener);
  }
}
