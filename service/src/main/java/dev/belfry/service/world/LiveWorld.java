package dev.belfry.service.world;

import dev.belfry.broker.Broker;
import dev.belfry.connectors.Couriers;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import dev.belfry.service.StartException;
import dev.belfry.service.World;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Post;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The broker on one side, mail servers, cameras and endpoints on the other. */
public final class LiveWorld implements World {
  /** Where the service says whether it is there. */
  public static final String STATUS = "belfry/status";

  /** How long deliveries that are under way may take to end. */
  private static final Duration LAST_DELIVERIES = Duration.ofSeconds(1);

  private static final String BROKER = "broker";
  private static final String MAIL = "mail";
  private static final String CALL = "call ";
  private static final String NOBODY = "channel ";

  private final BrokerChoice choice;
  private final Terminal terminal;
  private final Contents stored;
  private final Couriers couriers;
  private final Subscribers subscribers;

  /** What the service itself says, retained: by topic. */
  private final Map<String, Message> announced = new LinkedHashMap<>();

  private Set<TopicFilter> read = Set.of();
  private @Nullable Broker broker;
  private @Nullable Gate gate;

  private LiveWorld(BrokerChoice choice, Terminal terminal, Contents stored, Couriers couriers) {
    this.choice = choice;
    this.terminal = terminal;
    this.stored = stored;
    this.couriers = couriers;
    this.subscribers = new Subscribers(stored, InstantSource.system());
  }

  /**
   * The world that a configuration describes, not yet open.
   *
   * @param stored what earlier runs left
   * @throws StartException when the configuration names something that can't be
   */
  public static LiveWorld of(
      Configuration configuration, Contents stored, Terminal terminal, MeterRegistry metrics)
      throws StartException {
    Couriers couriers =
        Couriers.open(
            ConnectorSettings.of(configuration),
            new SinkThreads(),
            InstantSource.system(),
            (camera, reason) -> terminal.warn("camera " + camera + "  no picture: " + reason));
    couriers.keepOnly(stored.parcels().stream().map(Parcel::group).collect(Collectors.toSet()));
    if (configuration.mail().isEmpty() && !configuration.channels().isEmpty()) {
      Path folder = configuration.data().resolve("mail");
      terminal.note("no mail server is configured: mails are written to " + folder);
    }
    return new LiveWorld(
        new BrokerChoice(configuration, terminal, metrics), terminal, stored, couriers);
  }

  @Override
  public List<Post.Address> addresses(Effect effect) {
    return switch (effect) {
      case Effect.Publish it -> List.of(new Post.Address(BROKER, it.topic()));
      case Effect.Call it -> List.of(new Post.Address(CALL + it.connector(), it.connector()));
      case Effect.Notify it -> recipients(it);
      case Effect.Alert ignored -> List.of();
      case Effect.Log ignored -> List.of();
    };
  }

  private List<Post.Address> recipients(Effect.Notify it) {
    List<Post.Address> all = new ArrayList<>();
    couriers.targets(it.channels()).forEach(target -> all.add(new Post.Address(MAIL, target)));
    it.channels().stream()
        .filter(channel -> couriers.targets(List.of(channel)).isEmpty())
        .forEach(channel -> all.add(new Post.Address(NOBODY + channel, channel)));
    return all;
  }

  @Override
  public CompletionStage<Attempt> carry(Parcel parcel) {
    return switch (parcel.effect()) {
      case Effect.Publish it -> {
        Broker open = open();
        yield open == null
            ? done(Attempt.Again.later("the broker is not open yet"))
            : subscribers.tell(open, parcel, it);
      }
      case Effect.Call it -> couriers.call(parcel.id(), it);
      case Effect.Notify it when parcel.sink().equals(MAIL) ->
          couriers.tell(parcel.id(), parcel.group(), it, parcel.target());
      case Effect.Notify it ->
          done(new Attempt.Never("nobody is reached by the channel " + parcel.target()));
      case Effect.Alert it -> throw new IllegalArgumentException("not delivered: " + it);
      case Effect.Log it -> throw new IllegalArgumentException("not delivered: " + it);
    };
  }

  private static CompletionStage<Attempt> done(Attempt attempt) {
    return CompletableFuture.completedFuture(attempt);
  }

  @Override
  public void release(Parcel last) {
    if (last.effect() instanceof Effect.Notify notification
        && !notification.attachments().isEmpty()) {
      couriers.release(last.group());
    }
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
  public synchronized List<String> open(MessagePort port) throws StartException {
    announce(STATUS, "online");
    gate = new Gate(port);
    broker = choice.open(stored, gate, this::announceAgain);
    if (broker.isConnected()) {
      announceAgain();
    }
    broker.read(read);
    return broker.addresses();
  }

  @Override
  public Collection<Message> retained() {
    Broker open = open();
    return open == null ? stored.retained() : open.retained();
  }

  private synchronized @Nullable Broker open() {
    return broker;
  }

  @Override
  public synchronized void stopListening() {
    if (gate != null) {
      gate.close();
    }
  }

  @Override
  public void close() {
    announce(STATUS, "offline");
    Broker open = open();
    if (open != null) {
      open.close();
    }
    couriers.close(LAST_DELIVERIES);
  }
}
