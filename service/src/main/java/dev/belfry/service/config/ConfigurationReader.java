package dev.belfry.service.config;

import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Nearest;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Reads each section of belfry.yaml into its record. */
final class ConfigurationReader {
  private static final int MOST_TOPICS = 10_000_000;
  private static final int MOST_KEYS = 1_000_000;
  private static final String DEFAULT_FROM = "belfry@localhost";

  private final Values values;
  private final Problems problems;
  private final Path folder;

  ConfigurationReader(Values values, Problems problems, Path folder) {
    this.values = values;
    this.problems = problems;
    this.folder = folder;
  }

  /** What a missing or empty file means. */
  static Configuration defaults(Path folder) {
    return new Configuration(
        new Site("Home", ZoneId.systemDefault(), Optional.empty()),
        folder.resolve("rules"),
        folder.resolve("data"),
        BrokerSettings.defaults(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        RecordingSettings.defaults(),
        HistorySettings.defaults(),
        List.of(),
        Limits.USUAL,
        Addresses.CONSOLE);
  }

  Configuration read(Node root) {
    Configuration defaults = defaults(folder);
    Section all = new Section(root, "the configuration", problems);
    Site site = all.section("site").map(this::site).orElse(defaults.site());
    Map<String, List<Target>> channels =
        all.section("channels").map(this::channels).orElse(Map.of());
    Configuration configuration =
        new Configuration(
            site,
            all.value("rules").flatMap(values::path).orElse(defaults.rules()),
            all.value("data").flatMap(values::path).orElse(defaults.data()),
            all.section("broker")
                .map(section -> new BrokerReader(values, problems).broker(section, site.name()))
                .orElse(defaults.broker()),
            all.section("mail").map(this::mail),
            channels,
            all.section("cameras").map(this::cameras).orElse(Map.of()),
            all.section("connectors").map(this::connectors).orElse(Map.of()),
            all.section("recordings").map(this::recordings).orElse(defaults.recordings()),
            all.section("history")
                .map(new HistoryReader(values, problems)::history)
                .orElse(defaults.history()),
            all.section("supervision")
                .map(section -> supervision(section, channels.keySet()))
                .orElse(List.of()),
            all.section("limits").map(this::limits).orElse(defaults.limits()),
            all.section("console").map(this::console).orElse(defaults.http()));
    all.complainAboutTheRest();
    return configuration;
  }

  private Site site(Section section) {
    String name = section.value("name").flatMap(values::text).orElse("Home");
    ZoneId zone = section.value("timezone").flatMap(values::zone).orElseGet(ZoneId::systemDefault);
    Optional<Node> latitude = section.value("latitude");
    Optional<Node> longitude = section.value("longitude");
    section.complainAboutTheRest();
    if (latitude.isPresent() != longitude.isPresent()) {
      problems.add(section.node(), "a place has a latitude and a longitude, and here is only one");
      return new Site(name, zone, Optional.empty());
    }
    Optional<Double> north = latitude.flatMap(node -> values.degrees(node, 90));
    Optional<Double> east = longitude.flatMap(node -> values.degrees(node, 180));
    return new Site(name, zone, north.flatMap(n -> east.map(e -> new Site.Place(n, e))));
  }

  private MailSettings mail(Section section) {
    MailSettings.Tls tls =
        section
            .value("tls")
            .flatMap(node -> values.oneOf(node, List.of("starttls", "implicit", "none")))
            .map(word -> MailSettings.Tls.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(MailSettings.Tls.STARTTLS);
    MailSettings mail =
        new MailSettings(
            section.required("host").flatMap(values::text).orElse(""),
            section.value("port").flatMap(values::port).orElseGet(() -> usualPort(tls)),
            tls,
            section.value("user").flatMap(values::text),
            section.value("password").flatMap(values::secret),
            section.required("from").flatMap(values::mailAddress).orElse(DEFAULT_FROM));
    section.complainAboutTheRest();
    return mail;
  }

  private static int usualPort(MailSettings.Tls tls) {
    return switch (tls) {
      case STARTTLS -> 587;
      case IMPLICIT -> 465;
      case NONE -> 25;
    };
  }

  private Map<String, List<Target>> channels(Section section) {
    Map<String, List<Target>> channels = new LinkedHashMap<>();
    named(section, "channel")
        .forEach((name, node) -> {
          List<Target> targets = new ArrayList<>();
          for (Node item : Section.items(node, "the channel \"" + name + "\"", problems)) {
            target(new Section(item, "a target of a channel", problems)).ifPresent(targets::add);
          }
          channels.put(name, List.copyOf(targets));
        });
    return channels;
  }

  private Optional<Target> target(Section section) {
    Optional<Target> target =
        section
            .required("email")
            .map(node -> new Section(node, "\"email\"", problems))
            .flatMap(this::email);
    section.complainAboutTheRest();
    return target;
  }

  private Optional<Target> email(Section section) {
    Optional<Target> email =
        section.required("to").flatMap(values::mailAddress).map(Target.Email::new);
    section.complainAboutTheRest();
    return email;
  }

  private Map<String, CameraSettings> cameras(Section section) {
    Map<String, CameraSettings> cameras = new LinkedHashMap<>();
    named(section, "camera")
        .forEach((name, node) ->
            camera(new Section(node, "the camera \"" + name + "\"", problems))
                .ifPresent(camera -> cameras.put(name, camera)));
    return cameras;
  }

  private Optional<CameraSettings> camera(Section section) {
    Optional<String> snapshot = section.required("snapshot").flatMap(values::httpAddress);
    Optional<String> user = section.value("user").flatMap(values::text);
    Optional<Secret> password = section.value("password").flatMap(values::secret);
    section.complainAboutTheRest();
    return snapshot.map(address -> new CameraSettings(URI.create(address), user, password));
  }

  private Map<String, HttpSettings> connectors(Section section) {
    Map<String, HttpSettings> connectors = new LinkedHashMap<>();
    named(section, "connector")
        .forEach((name, node) -> {
          Section connector = new Section(node, "the connector \"" + name + "\"", problems);
          connector
              .required("http")
              .map(http -> new Section(http, "\"http\"", problems))
              .flatMap(new HttpReader(values, problems)::http)
              .ifPresent(http -> connectors.put(name, http));
          connector.complainAboutTheRest();
        });
    return connectors;
  }

  private RecordingSettings recordings(Section section) {
    RecordingSettings defaults = RecordingSettings.defaults();
    Optional<Node> days = section.value("days");
    Optional<Node> megabytes = section.value("megabytes");
    section.complainAboutTheRest();
    return new RecordingSettings(
        days.flatMap(node -> values.whole(node, RecordingSettings.MOST_DAYS))
            .orElse(defaults.days()),
        megabytes
            .flatMap(node -> values.whole(node, RecordingSettings.MOST_MEGABYTES))
            .orElse(defaults.megabytes()));
  }

  private List<String> supervision(Section section, Set<String> channels) {
    Optional<Node> written = section.value("notify");
    section.complainAboutTheRest();
    List<String> notify = new ArrayList<>();
    for (Node node :
        written.map(it -> Section.items(it, "\"notify\"", problems)).orElse(List.of())) {
      values
          .text(node)
          .ifPresent(name -> {
            notify.add(name);
            if (!channels.contains(name)) {
              problems.add(
                  node,
                  "there is no channel \"" + name + "\"",
                  Nearest.of(name, channels)
                      .map(meant -> "did you mean \"" + meant + "\"?")
                      .orElse("\"channels\" names those there are"));
            }
          });
    }
    return List.copyOf(notify);
  }

  private Limits limits(Section section) {
    Optional<Node> topics = section.value("topics");
    Optional<Node> keys = section.value("keys");
    section.complainAboutTheRest();
    return new Limits(
        topics.flatMap(node -> values.count(node, MOST_TOPICS)).orElse(Limits.USUAL.topics()),
        keys.flatMap(node -> values.count(node, MOST_KEYS)).orElse(Limits.USUAL.keys()));
  }

  private ListenAddress console(Section section) {
    ListenAddress listen =
        section
            .value("listen")
            .flatMap(node -> Addresses.http(node, values))
            .orElse(Addresses.CONSOLE);
    section.complainAboutTheRest();
    return listen;
  }

  /** Names that rules will use must be names in the rule language. */
  private Map<String, Node> named(Section section, String what) {
    Map<String, Node> named = section.named();
    named.forEach((name, node) -> {
      if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
        problems.add(
            section.keyNode(name),
            "\"" + name + "\" cannot be the name of a " + what,
            "a name is a letter, then letters, digits and _");
      }
    });
    return named;
  }
}
