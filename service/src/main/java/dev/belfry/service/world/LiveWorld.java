package dev.belfry.service.world;

import dev.belfry.broker.BrokerException;
import dev.belfry.broker.BrokerSettings;
import dev.belfry.broker.EmbeddedBroker;
import dev.belfry.broker.Leftovers;
import dev.belfry.broker.Listener;
import dev.belfry.broker.UsersFile;
import dev.belfry.connectors.Couriers;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.service.StartException;
import dev.belfry.service.World;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Post;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The embedded broker on one side, mail servers, cameras and endpoints on the other. */
public final class LiveWorld implements World {
  /** Where the service says whether it is there. */
  public static final String STATUS = "belfry/status";

  /** How long deliveries that are under way may take to end. */
  private static final Duration LAST_DELIVERIES = Duration.ofSeconds(1);

  /** How long a message of an earlier run waits for somebody who wants it to come back. */
  private static final Duration RETURN = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Under this name a message's id goes along, for those who speak MQTT 5. */
  private static final String ID = "belfry-id";

  private static final String BROKER = "broker";
  private static final String MAIL = "mail";
  private static final String CALL = "call ";
  private static final String NOBODY = "channel ";

  private final Configuration configuration;
  private final Contents stored;
  private final Couriers couriers;
  private final InstantSource clock = InstantSource.system();

  /** What the service itself says, retained: by topic. */
  private final Map<String, Message> announced = new LinkedHashMap<>();

  private @Nullable EmbeddedBroker broker;
  private Instant opened = Instant.MAX;
  private volatile boolean listening = true;

  private LiveWorld(Configuration configuration, Contents stored, Couriers couriers) {
    this.configuration = configuration;
    this.stored = stored;
    this.couriers = couriers;
  }

  /**
   * The world that a configuration describes, not yet open.
   *
   * @param stored what an earlier run left
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
    LiveWorld world = new LiveWorld(configuration, stored, couriers);
    metrics.gauge("belfry.broker.connections", world, LiveWorld::connections);
    return world;
  }

  private synchronized int connections() {
    return broker == null ? 0 : broker.connections();
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
      case Effect.Publish it -> publish(parcel, it);
      case Effect.Call it -> couriers.call(parcel.id(), it);
      case Effect.Notify it when parcel.sink().equals(MAIL) ->
          couriers.tell(parcel.id(), parcel.group(), it, parcel.target());
      case Effect.Notify it ->
          done(new Attempt.Never("nobody is reached by the channel " + parcel.target()));
      case Effect.Alert it -> throw new IllegalArgumentException("not delivered: " + it);
      case Effect.Log it -> throw new IllegalArgumentException("not delivered: " + it);
    };
  }

  private CompletionStage<Attempt> publish(Parcel parcel, Effect.Publish it) {
    EmbeddedBroker open = open();
    if (open == null) {
      return done(Attempt.Again.later("the broker is not open yet"));
    }
    if (isOfEarlierRun(parcel)) {
      if (it.retain()) {
        return done(new Attempt.Done("it is retained, and given to whoever subscribes"));
      }
      if (!open.hasSubscribers(it.topic()) && clock.instant().isBefore(opened.plus(RETURN))) {
        return done(new Attempt.Again("nobody has subscribed yet", false, Optional.of(LOOK_AGAIN)));
      }
    }
    Message message = Message.published(it.topic(), it.payload(), it.qos(), it.retain());
    return open.publish(message, Map.of(ID, parcel.id()))
        .thenApply(routed -> new Attempt.Done("published"));
  }

  private boolean isOfEarlierRun(Parcel parcel) {
    return stored.run().filter(run -> parcel.number() < run.nextParcel()).isPresent();
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

  @Override
  public synchronized void announce(String topic, String text) {
    Message message = Message.published(topic, Payload.of(text), 1, true);
    announced.put(topic, message);
    say(message);
  }

  private synchronized void say(Message message) {
    if (broker != null) {
      var unused = broker.publish(message, Map.of());
    }
  }

  @Override
  public synchronized List<String> open(MessagePort port) throws StartException {
    try {
      broker =
          EmbeddedBroker.start(
              settings(),
              new Leftovers(stored.retained(), stored.received()),
              new Gate(port),
              clock);
      opened = clock.instant();
    } catch (BrokerException refused) {
      String option = refused.listener().isPresent() ? "; --mqtt-port N takes another port" : "";
      throw new StartException(refused.getMessage() + option, refused);
    }
    announce(STATUS, "online");
    announced.values().forEach(this::say);
    return broker.listeners().stream().map(Listener::toString).toList();
  }

  /** Lets messages through until the service ends. */
  private final class Gate implements MessagePort {
    private final MessagePort port;

    Gate(MessagePort port) {
      this.port = port;
    }

    @Override
    public CompletionStage<Void> accept(Message message) {
      return listening ? port.accept(message) : closed();
    }

    @Override
    public CompletionStage<Void> accept(Message message, Packet packet) {
      return listening ? port.accept(message, packet) : closed();
    }

    private static CompletionStage<Void> closed() {
      return CompletableFuture.failedFuture(new IllegalStateException("Belfry is ending"));
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

  @Override
  public Collection<Message> retained() {
    EmbeddedBroker open = open();
    return open == null ? stored.retained() : open.retained();
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
    couriers.close(LAST_DELIVERIES);
  }
}
