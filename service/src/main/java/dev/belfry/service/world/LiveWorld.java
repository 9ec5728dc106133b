package dev.belfry.service.world;

import dev.belfry.broker.Broker;
import dev.belfry.connectors.Deliveries;
import dev.belfry.connectors.Receipts;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.service.StartException;
import dev.belfry.service.World;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Delivery;
import dev.belfry.service.loop.MessagePublisher;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The broker on one side, mail servers, cameras and endpoints on the other. */
public final class LiveWorld implements World {
  /** Where the service says whether it is there. */
  public static final String STATUS = "belfry/status";

  /** How long deliveries that are under way may take to end. */
  private static final Duration LAST_DELIVERIES = Duration.ofSeconds(1);

  private final BrokerChoice choice;
  private final Terminal terminal;
  private final Collection<Message> stored;
  private final Deliveries deliveries;

  /** What the service itself says, retained: by topic. */
  private final Map<String, Message> announced = new LinkedHashMap<>();

  private Set<TopicFilter> read = Set.of();
  private @Nullable Broker broker;
  private volatile boolean listening = true;

  private LiveWorld(
      BrokerChoice choice, Terminal terminal, Collection<Message> stored, Deliveries deliveries) {
    this.choice = choice;
    this.terminal = terminal;
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
    return new LiveWorld(
        new BrokerChoice(configuration, terminal, metrics), terminal, stored, deliveries);
  }

  @Override
  public MessagePublisher publisher() {
    return effect ->
        publish(Message.published(effect.topic(), effect.payload(), effect.qos(), effect.retain()));
  }

  private synchronized void publish(Message message) {
    if (broker != null) {
      var unused = broker.publish(message).exceptionally(failure -> notSent(message, failure));
    }
  }

  private @Nullable Void notSent(Message message, Throwable failure) {
    terminal.notPublished(message.topic(), String.valueOf(failure.getMessage()));
    return null;
  }

  @Override
  public synchronized void read(Set<TopicFilter> filters) {
    read = filters;
    if (broker != null) {
      broker.read(filters);
    }
  }

  @Override
  public boolean isConnected() {
    Broker open = open();
    return open == null || open.isConnected();
  }

  @Override
  public synchronized void announce(String topic, String text) {
    Message message = Message.published(topic, Payload.of(text), 1, true);
    announced.put(topic, message);
    if (broker != null && broker.isConnected()) {
      publish(message);
    }
  }

  /** Another broker has heard the last will meanwhile, or knows nothing of what was said before. */
  private synchronized void announceAgain() {
    announced.values().forEach(this::publish);
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
    announce(STATUS, "online");
    broker = choice.open(stored, message -> accept(port, message), this::announceAgain);
    if (broker.isConnected()) {
      announceAgain();
    }
    broker.read(read);
    return broker.addresses();
  }

  private CompletionStage<Void> accept(MessagePort port, Message message) {
    return listening
        ? port.accept(message)
        : CompletableFuture.failedFuture(new IllegalStateException("Belfry is ending"));
  }

  @Override
  public Collection<Message> retained() {
    Broker open = open();
    return open == null ? stored : open.retained();
  }

  private synchronized @Nullable Broker open() {
    return broker;
  }

  @Override
  public void stopListening() {
    listening = false;
  }

  @Override
  public void close() {
    announce(STATUS, "offline");
    Broker open = open();
    if (open != null) {
      open.close();
    }
    deliveries.close(LAST_DELIVERIES);
  }
}
