package dev.belfry.service.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The embedded broker's part of the configuration.
 *
 * @param users the file of MQTT users; absent: whoever reaches it may connect
 */
public record BrokerSettings(List<ListenAddress> listen, Optional<Path> users) {
  static final int MQTT_PORT = 1883;

  static BrokerSettings defaults() {
    return new BrokerSettings(
        List.of(new ListenAddress("127.0.0.1", MQTT_PORT), new ListenAddress("::1", MQTT_PORT)),
        Optional.empty());
  }

  /** The same with every listener on this port. */
  BrokerSettings withPort(int port) {
    return new BrokerSettings(listen.stream().map(each -> each.withPort(port)).toList(), users);
  }
}
