package dev.belfry.service.config;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that belfry.yaml says, with defaults where it is silent.
 *
 * @param rules the folder of rule files
 * @param data the folder of all that lasts
 * @param mail absent: mails are written to files
 * @param channels names that rules notify, each with all the ways it reaches somebody
 * @param connectors names that rules call
 * @param recordings how much of what happened is kept
 * @param history what is kept for graphs
 * @param supervision channels that are told when something is wrong with the service itself
 * @param limits how much the engine remembers at most
 * @param http where the HTTP endpoints listen
 */
public record Configuration(
    Site site,
    Path rules,
    Path data,
    BrokerSettings broker,
    Optional<MailSettings> mail,
    Map<String, List<Target>> channels,
    Map<String, CameraSettings> cameras,
    Map<String, HttpSettings> connectors,
    RecordingSettings recordings,
    HistorySettings history,
    List<String> supervision,
    Limits limits,
    ListenAddress http) {
  /** The names that rules may use. */
  public Catalog catalog() {
    return new Catalog(site, channels.keySet(), cameras.keySet(), connectors.keySet(), limits);
  }

  /** What a command line says instead. Ports are those of every listener. */
  public record Overrides(
      Optional<Path> rules,
      Optional<Path> data,
      Optional<Integer> mqttPort,
      Optional<Integer> httpPort) {}

  /** This configuration, but for what a command line says instead. */
  public Configuration with(Overrides overrides) {
    return new Configuration(
        site,
        overrides.rules().orElse(rules),
        overrides.data().orElse(data),
        overrides.mqttPort().map(broker::withPort).orElse(broker),
        mail,
        channels,
        cameras,
        connectors,
        recordings,
        history,
        supervision,
        limits,
        overrides.httpPort().map(http::withPort).orElse(http));
  }
}
