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
 * @param history what is kept for graphs
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
    ListenAddress http) {
  /** The names that rules may use. */
  public Catalog catalog() {
    return new Catalog(site, channels.keySet(), cameras.keySet(), connectors.keySet());
  }

  public Configuration withRules(Path other) {
    return new Configuration(
        site, other, data, broker, mail, channels, cameras, connectors, recordings, history, http);
  }

  public Configuration withData(Path other) {
    return new Configuration(
        site, rules, other, broker, mail, channels, cameras, connectors, recordings, history, http);
  }

  /** Every listener of the broker on this port. */
  public Configuration withMqttPort(int port) {
    List<ListenAddress> listen = broker.listen().stream().map(each -> each.withPort(port)).toList();
    return new Configuration(
        site,
        rules,
        data,
        new BrokerSettings(listen, broker.users()),
        mail,
        channels,
        cameras,
        connectors,
        recordings,
        history,
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
        history,
        http.withPort(port));
  }
}
