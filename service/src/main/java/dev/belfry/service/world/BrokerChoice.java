package dev.belfry.service.world;

import dev.belfry.broker.Broker;
import dev.belfry.broker.BrokerException;
import dev.belfry.broker.BrokerSettings;
import dev.belfry.broker.EmbeddedBroker;
import dev.belfry.broker.Leftovers;
import dev.belfry.broker.Listener;
import dev.belfry.broker.UsersFile;
import dev.belfry.broker.external.ConnectionListener;
import dev.belfry.broker.external.ExternalBroker;
import dev.belfry.broker.external.ExternalSettings;
import dev.belfry.event.MessagePort;
import dev.belfry.service.StartException;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.config.ExternalBrokerSettings;
import dev.belfry.service.config.Secret;
import dev.belfry.service.store.Contents;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Makes the broker that the configuration names: Belfry's own, or a connection to another. */
public final class BrokerChoice {
  /** Which topic filters the session at the other broker has. */
  private static final String FILTERS = "subscriptions.txt";

  private final Configuration configuration;
  private final Terminal terminal;
  private final MeterRegistry metrics;

  BrokerChoice(Configuration configuration, Terminal terminal, MeterRegistry metrics) {
    this.configuration = configuration;
    this.terminal = terminal;
    this.metrics = metrics;
  }

  /**
   * The broker, at work.
   *
   * @param stored what an embedded one left
   * @param connected run whenever a connection to another begins
   * @throws StartException when the embedded one does not start
   */
  Broker open(Contents stored, MessagePort port, Runnable connected) throws StartException {
    ExternalBrokerSettings external = configuration.broker().external().orElse(null);
    return external == null ? embedded(stored, port) : external(external, port, connected);
  }

  private ExternalBroker external(
      ExternalBrokerSettings settings, MessagePort port, Runnable connected) {
    ExternalBroker broker =
        ExternalBroker.connect(settings(configuration, settings), port, told(connected));
    metrics.gauge("belfry.broker.connected", broker, it -> it.isConnected() ? 1 : 0);
    metrics.gauge("belfry.broker.unacknowledged", broker, ExternalBroker::unacknowledged);
    return broker;
  }

  /** What the configuration says of another broker, in that one's terms. */
  public static ExternalSettings settings(
      Configuration configuration, ExternalBrokerSettings external) {
    return ExternalSettings.of(
        external.address().host(),
        external.address().port(),
        external.user(),
        external.password().map(Secret::reveal),
        external.clientId(),
        LiveWorld.STATUS,
        configuration.data().resolve(FILTERS));
  }

  private ConnectionListener told(Runnable connected) {
    return new ConnectionListener() {
      @Override
      public void connected(String words) {
        terminal.note(words);
        connected.run();
      }

      @Override
      public void disconnected(String words) {
        terminal.warn(words);
      }

      @Override
      public void warned(String words) {
        terminal.warn(words);
      }
    };
  }

  private EmbeddedBroker embedded(Contents stored, MessagePort port) throws StartException {
    try {
      EmbeddedBroker broker =
          EmbeddedBroker.start(
              settings(),
              new Leftovers(stored.retained(), stored.received()),
              port,
              InstantSource.system());
      metrics.gauge("belfry.broker.connections", broker, EmbeddedBroker::connections);
      return broker;
    } catch (BrokerException refused) {
      String option = refused.listener().isPresent() ? "; --mqtt-port N takes another port" : "";
      throw new StartException(refused.getMessage() + option, refused);
    }
  }

  private BrokerSettings settings() throws StartException {
    return BrokerSettings.defaults()
        .withListeners(
            configuration.broker().listen().stream()
                .map(address -> new Listener(address.host(), address.port()))
                .toList())
        .withUsers(users());
  }

  private Map<String, String> users() throws StartException {
    Path file = configuration.broker().users().orElse(null);
    if (file == null) {
      return Map.of();
    }
    try {
      Map<String, String> users = new UsersFile(file).read();
      if (users.isEmpty()) {
        throw new StartException(
            "there are no users in " + file + "; add one with: belfry user add NAME",
            new IllegalStateException("no users"));
      }
      return users;
    } catch (IOException broken) {
      throw new StartException("the users file can't be read: " + broken.getMessage(), broken);
    }
  }
}
