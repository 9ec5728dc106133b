package dev.belfry.broker;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Brokers for tests, on a port that the system chooses. */
final class Brokers {
  static final Listener ANY_PORT = new Listener("127.0.0.1", 0);

  private Brokers() {}

  static BrokerSettings settings() {
    return BrokerSettings.defaults().withListeners(List.of(ANY_PORT));
  }

  static EmbeddedBroker start(
      BrokerSettings settings, Collection<Message> retained, MessagePort port)
      throws BrokerException {
    return EmbeddedBroker.start(
        settings, new Leftovers(retained, List.of()), port, InstantSource.system());
  }

  static EmbeddedBroker start(MessagePort port) throws BrokerException {
    return start(settings(), List.of(), port);
  }

  /** Limits small enough to be reached. */
  static BrokerLimits tightLimits() {
    return new BrokerLimits(
        4096,
        8,
        3,
        1024,
        1024,
        8192,
        1024 * 1024,
        5,
        4096,
        2,
        Duration.ofMillis(300),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }
}
