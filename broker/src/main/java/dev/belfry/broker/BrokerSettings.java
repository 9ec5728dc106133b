package dev.belfry.broker;

import java.util.List;
import java.util.Map;

/**
 * Where the embedded broker listens, whom it lets in and how much it takes.
 *
 * @param listeners where it listens; loopback only, unless there are users
 * @param users names and password hashes as {@link Passwords} makes them; none lets everyone in
 */
public record BrokerSettings(
    List<Listener> listeners, Map<String, String> users, BrokerLimits limits) {
  static final int MQTT_PORT = 1883;

  public BrokerSettings {
    listeners = List.copyOf(listeners);
    users = Map.copyOf(users);
  }

  /** Both loopback addresses on port 1883, no users. */
  public static BrokerSettings defaults() {
    return new BrokerSettings(
        List.of(new Listener("127.0.0.1", MQTT_PORT), new Listener("::1", MQTT_PORT)),
        Map.of(),
        BrokerLimits.defaults());
  }

  /** The same with every listener on this port. */
  public BrokerSettings withPort(int port) {
    return withListeners(listeners.stream().map(each -> each.withPort(port)).toList());
  }

  public BrokerSettings withListeners(List<Listener> others) {
    return new BrokerSettings(others, users, limits);
  }

  public BrokerSettings withUsers(Map<String, String> others) {
    return new BrokerSettings(listeners, others, limits);
  }

  public BrokerSettings withLimits(BrokerLimits others) {
    return new BrokerSettings(listeners, users, others);
  }

  /** Without the hashes, which have no business in a log. */
  @Override
  public String toString() {
    return "BrokerSettings" + listeners + users.keySet() + limits;
  }
}
