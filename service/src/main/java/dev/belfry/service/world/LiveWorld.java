package dev.belfry.service.world;

import dev.belfry.broker.BrokerException;
import dev.belfry.broker.BrokerSettings;
import dev.belfry.broker.EmbeddedBroker;
import dev.belfry.broker.Listener;
import dev.belfry.broker.UsersFile;
import dev.belfry.connectors.Deliveries;
import dev.belfry.connectors.Receipts;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Payload;
import dev.belfry.service.StartException;
import dev.belfry.service.World;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Delivery;
import dev.belfry.service.loop.MessagePublisher;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The embedded broker on one side, mail servers, cameras and endpoints on the other. */
public final class LiveWorld implements World {
  /** Where the service says whether it is there. */
  public static final String STATUS = "belfry/status";

  /** How long deliveries that are under way may take to end. */
  private static final Duration LAST_DELIVERIES = Duration.ofSeconds(1);

  private final Configuration configuration;
  private final Collection<Message> stored;
  private final Deliveries deliveries;

  /** What the service itself says, retained: by topic. */
  private final Map<String, Message> announced = new LinkedHashMap<>();

  private @Nullable EmbeddedBroker broker;
  private volatile boolean listening = true;

  private LiveWorld(
      Configuration configuration, Collection<Message> stored, Deliveries deliveries) {
    this.configuration = configuration;
    this.stored = stored;
    this.deliveries = deliveries;
  }

  /**
   * The world that a configuration describes, not yet open.
   *
   * @param stored the messages that the broker had retained
   * @throws StartException when the configuration names something that can't be
   */
  public static LiveWorld of(
      Configuration configuration,
      Collection<Message> stored,
      Terminal terminal,
      MeterRegistry metrics)
      throws StartException {
    DeliveryReports reports = new DeliveryReports(terminal::note, terminal::warn, metrics);
    Deliveries deliveries =
        Deliveries.open(
            ConnectorSettings.of(configuration),
            new SinkThreads(),
            InstantSource.system(),
            Receipts.inMemory(),
            reports);
    if (configuration.mail().isEmpty() && !configuration.channels().isEmpty()) {
      Path folder = configuration.data().resolve("mail");
      terminal.note("no mail server is configured: mails are written to " + folder);
    }
    LiveWorld world = new LiveWorld(configuration, stored, deliveries);
    metrics.gauge("belfry.broker.connections", world, LiveWorld::connections);
    return world;
  }

  private synchronized int connections() {
    return broker == null ? 0 : broker.connections();
  }

  @Override
  public MessagePublisher publisher() {
    return effect ->
        publish(Message.published(effect.topic(), effect.payload(), effect.qos(), effect.retain()));
  }

  private synchronized void publish(Message message) {
    if (broker != null) {
      broker.publish(message);
    }
  }

  @Override
  public synchronized void announce(String topic, String text) {
    Message message = Message.published(topic, Payload.of(text), 1, true);
    announced.put(topic, message);
    publish(message);
  }

  @Override
  public Delivery delivery() {
    return new Delivery() {
      @Override
      public void deliver(Effect.Notify notification) {
        var unused = deliveries.deliver(UUID.randomUUID().toString(), notification);
      }

      @Override
      public void deliver(Effect.Call call) {
        var unused = deliveries.deliver(UUID.randomUUID().toString(), call);
      }
    };
  }

  @Override
  public synchronized List<String> open(MessagePort port) throws StartException {
    try {
      broker =
          EmbeddedBroker.start(
              settings(), stored, message -> accept(port, message), InstantSource.system());
    } catch (BrokerException refused) {
      String option = refused.listener().isPresent() ? "; --mqtt-port N takes another port" : "";
      throw new StartException(refused.getMessage() + option, refused);
    }
    announce(STATUS, "online");
    announced.values().forEach(this::publish);
    return broker.listeners().stream().map(Listener::toString).toList();
  }

  private CompletionStage<Void> accept(MessagePort port, Message message) {
    return listening
        ? port.accept(message)
        : CompletableFuture.failedFuture(new IllegalStateException("Belfry is ending"));
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

  @Override
  public Collection<Message> retained() {
    EmbeddedBroker open = open();
    return open == null ? stored : open.retained();
  }

  private synchronized @Nullable EmbeddedBroker open() {
    return broker;
  }

  @Override
  public void stopListening() {
    listening = false;
  }

  @Override
  public void close() {
    announce(STATUS, "offline");
    EmbeddedBroker open = open();
    if (open != null) {
      open.close();
    }
    deliveries.close(LAST_DELIVERIES);
  }
}
