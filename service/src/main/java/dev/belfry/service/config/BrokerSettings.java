package dev.belfry.service.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The broker's part of the configuration.
 *
 * @param listen where the embedded broker listens; nowhere if there is another
 * @param users the file of MQTT users; absent: whoever reaches it may connect
 * @param external the broker that stands in the embedded one's place
 */
public record BrokerSettings(
    List<ListenAddress> listen, Optional<Path> users, Optional<ExternalBrokerSettings> external) {
  static final int MQTT_PORT = 1883;

  static BrokerSettings defaults() {
    return new BrokerSettings(
        List.of(new ListenAddress("127.0.0.1", MQTT_PORT), new ListenAddress("::1", MQTT_PORT)),
        Optional.empty(),
        Optional.empty());
  }

  /** Every listener of the embedded broker on this port. */
  BrokerSettings withPort(int port) {
    return new BrokerSettings(
        listen.stream().map(each -> each.withPort(port)).toList(), users, external);
  }
}
