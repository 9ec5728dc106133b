package dev.belfry.service.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads which broker there is: Belfry's own, or another in its place. */
final class BrokerReader {
  private static final List<String> OF_THE_EMBEDDED = List.of("listen", "users");
  private static final List<String> OF_ANOTHER = List.of("password", "client_id");

  private final Values values;
  private final Problems problems;

  BrokerReader(Values values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /**
   * Reads the section.
   *
   * @param siteName what a session is named after if the author does not name it
   */
  BrokerSettings broker(Section section, String siteName) {
    Optional<Node> external = section.value("external");
    BrokerSettings settings =
        external.isPresent() ? external(section, external.get(), siteName) : embedded(section);
    section.complainAboutTheRest();
    return settings;
  }

  private BrokerSettings embedded(Section section) {
    List<ListenAddress> listen = new ArrayList<>();
    Optional<Node> written = section.value("listen");
    written
        .map(node -> Section.items(node, "\"listen\"", problems))
        .orElse(List.of())
        .forEach(node -> Addresses.mqtt(node, values, problems).ifPresent(listen::add));
    refuse(section, OF_ANOTHER, "goes with \"external\", the address of another broker");
    return new BrokerSettings(
        written.isPresent() ? List.copyOf(listen) : BrokerSettings.defaults().listen(),
        section.value("users").flatMap(values::path),
        Optional.empty());
  }

  private BrokerSettings external(Section section, Node node, String siteName) {
    refuse(
        section,
        OF_THE_EMBEDDED,
        "is about Belfry's own broker, and \"external\" puts another in its place");
    Optional<Addresses.Login> login = Addresses.external(node, values, problems);
    Optional<Secret> password = section.value("password").flatMap(values::secret);
    if (password.isPresent() && login.isPresent() && login.get().user().isEmpty()) {
      problems.add(
          node,
          "a password needs a user",
          "write mqtt://user@host:1883, or leave the password out");
    }
    String clientId =
        section.value("client_id").flatMap(this::clientId).orElseGet(() -> sessionOf(siteName));
    return new BrokerSettings(
        List.of(),
        Optional.empty(),
        login.map(it -> new ExternalBrokerSettings(it.address(), it.user(), password, clientId)));
  }

  private Optional<String> clientId(Node node) {
    return values.checked(
        node,
        written -> Optional.of(written).filter(it -> it.matches("[\\p{L}\\p{N}._:/ -]{1,200}")),
        "no client id",
        "write letters and digits, such as belfry-home");
  }

  /** The same at every start, as the broker keeps what came meanwhile under this name. */
  static String sessionOf(String siteName) {
    String slug =
        siteName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return "belfry-" + (slug.isEmpty() ? Integer.toHexString(siteName.hashCode()) : slug);
  }

  private void refuse(Section section, List<String> keys, String why) {
    for (String key : keys) {
      if (section.value(key).isPresent()) {
        problems.add(section.keyNode(key), "\"" + key + "\" " + why);
      }
    }
  }
}
