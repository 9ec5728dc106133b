package dev.belfry.service.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the addresses at which Belfry listens. */
final class Addresses {
  static final ListenAddress CONSOLE = new ListenAddress("127.0.0.1", 8080);
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::(\\d{1,5}))?");
  private static final Pattern SCHEME = Pattern.compile("([a-z]+)://(.*)");

  private static final Pattern LOGIN = Pattern.compile("mqtt://(?:([^@:/]+)@)?([^@/]+)/?");
  private static final Set<String> LATER = Set.of("mqtts", "ws", "wss");

  /** A broker, and as whom one comes to it. */
  record Login(Optional<String> user, ListenAddress address) {}

  private Addresses() {}

  /** {@code mqtt://host[:port]}. */
  static Optional<ListenAddress> mqtt(Node node, Values values, Problems problems) {
    Optional<String> written = values.text(node);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Matcher scheme = SCHEME.matcher(written.get());
    if (isLater(
        scheme, node, problems, "listen with mqtt:// and put a proxy that speaks TLS before it")) {
      return Optional.empty();
    }
    Optional<ListenAddress> address =
        scheme.matches() && scheme.group(1).equals("mqtt")
            ? hostAndPort(scheme.group(2), BrokerSettings.MQTT_PORT)
            : Optional.empty();
    if (address.isEmpty()) {
      problems.add(
          node,
          "\"" + written.get() + "\" is no address of a broker",
          "write mqtt://127.0.0.1:1883, or mqtt://0.0.0.0:1883 for the whole network");
    }
    return address;
  }

  /** {@code mqtt://[user@]host[:port]}. */
  static Optional<Login> external(Node node, Values values, Problems problems) {
    Optional<String> written = values.text(node);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Matcher scheme = SCHEME.matcher(written.get());
    if (isLater(
        scheme, node, problems, "connect with mqtt:// to a bridge or proxy that speaks TLS")) {
      return Optional.empty();
    }
    Matcher login = LOGIN.matcher(written.get());
    Optional<Login> meant =
        login.matches()
            ? hostAndPort(login.group(2), BrokerSettings.MQTT_PORT)
                .map(address -> new Login(Optional.ofNullable(login.group(1)), address))
            : Optional.empty();
    if (meant.isEmpty()) {
      // What stands there may hold a password.
      problems.add(
          node,
          "this is no address of a broker",
          "write mqtt://host:1883 or mqtt://user@host:1883, and the password as a setting of its"
              + " own: password: \"${MQTT_PASSWORD}\"");
    }
    return meant;
  }

  private static boolean isLater(Matcher scheme, Node node, Problems problems, String help) {
    boolean later = scheme.matches() && LATER.contains(scheme.group(1));
    if (later) {
      problems.add(node, scheme.group(1) + ":// is not there yet", help);
    }
    return later;
  }

  /** {@code host:port}. */
  static Optional<ListenAddress> http(Node node, Values values) {
    return values.checked(
        node,
        written -> hostAndPort(written, CONSOLE.port()),
        "no address to listen at",
        "write host:port, such as 127.0.0.1:8080");
  }

  private static Optional<ListenAddress> hostAndPort(String written, int usualPort) {
    Matcher matcher = HOST_AND_PORT.matcher(written);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    String port = matcher.group(3);
    return (port == null ? Optional.of(usualPort) : Values.portOf(port))
        .map(number -> new ListenAddress(host, number));
  }
}
