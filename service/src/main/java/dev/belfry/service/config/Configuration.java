package dev.belfry.service.config;

import dev.belfry.catalog.Catalog;
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
    ListenAddress http) {
  /** The names that rules may use. */
  public Catalog catalog() {
    return new Catalog(site, channels.keySet(), cameras.keySet(), connectors.keySet());
  }

  public Configuration withRules(Path other) {
    return new Configuration(
        site, other, data, broker, mail, channels, cameras, connectors, recordings, http);
  }

  public Configuration withData(Path other) {
    return new Configuration(
        site, rules, other, broker, mail, channels, cameras, connectors, recordings, http);
  }

  /** Every listener of the embedded broker on this port. */
  public Configuration withMqttPort(int port) {
    return new Configuration(
        site,
        rules,
        data,
        broker.withPort(port),
        mail,
        channels,
        cameras,
        connectors,
        recordings,
        http);
  }

  public Configuration withHttpPort(int port) {
    return new Configuration(
        site,
        rules,
        data,
        broker,
        mail,
        channels,
        cameras,
        connectors,
        recordings,
        http.withPort(port));
  }
}
