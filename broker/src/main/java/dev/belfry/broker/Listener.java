package dev.belfry.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * One address on which the broker takes MQTT connections.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 to 65,535; 0 lets the system choose
 */
public record Listener(String host, int port) {
  static final int HIGHEST_PORT = 65_535;

  public Listener {
    if (host.isBlank()) {
      throw new IllegalArgumentException("a listener needs an address");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
  }

  /**
   * Reads {@code mqtt://host:port}; without a port it is 1883.
   *
   * @throws IllegalArgumentException with a sentence for the person who wrote it
   */
  public static Listener parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      throw unreadable(text);
    }
    String scheme = uri.getScheme();
    if (scheme == null || uri.getHost() == null) {
      throw unreadable(text);
    }
    if (!scheme.toLowerCase(Locale.ROOT).equals("mqtt")) {
      throw new IllegalArgumentException(
          "\"" + scheme + "\" cannot be listened on yet; write mqtt://host:port");
    }
    String host = uri.getHost();
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new Listener(
        bracketed ? host.substring(1, host.length() - 1) : host,
        uri.getPort() < 0 ? BrokerSettings.MQTT_PORT : uri.getPort());
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is no address to listen on; write mqtt://host:port");
  }

  /** The same address with another port. */
  public Listener withPort(int other) {
    return new Listener(host, other);
  }

  @Override
  public String toString() {
    return "mqtt://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
