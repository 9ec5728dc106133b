package dev.belfry.broker.external;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientReconnector;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.belfry.broker.Broker;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A broker of the user's own, over MQTT 5, in a session that outlasts connections and restarts: the
 * broker keeps what we have not acknowledged. While it cannot be reached we try, without end.
 */
public final class ExternalBroker implements Broker {
  private static final Duration LAST_MESSAGES = Duration.ofSeconds(1);

  private final ExternalSettings settings;
  private final ConnectionListener listener;
  private final Mqtt5AsyncClient client;
  private final Intake intake;
  private final Outgoing outgoing;
  private final Subscriptions subscriptions;
  private volatile boolean connected;
  private volatile boolean closed;
  private String told = "";
  private boolean askedForClients;

  private ExternalBroker(ExternalSettings settings, MessagePort port, ConnectionListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.client =
        Session.client(settings)
            .addConnectedListener(context -> connected())
            .addDisconnectedListener(this::disconnected)
            .buildAsync();
    this.intake = new Intake(port, settings.firstPause(), settings.longestPause());
    this.outgoing = new Outgoing(client);
    this.subscriptions =
        new Subscriptions(client, new FilterFile(settings.filters()), listener::warned);
  }

  /**
   * Begins to connect; whether that succeeds, the listener is told.
   *
   * @param port told of every message before it is acknowledged; it must not block
   */
  public static ExternalBroker connect(
      ExternalSettings settings, MessagePort port, ConnectionListener listener) {
    ExternalBroker broker = new ExternalBroker(settings, port, listener);
    broker.connect();
    return broker;
  }

  /** Why the broker does not let us in, if it does not; nothing of a session is touched. */
  public static Optional<String> refusal(ExternalSettings settings) {
    Mqtt5AsyncClient client = Session.client(settings.forTrial()).buildAsync();
    return client
        .connect(Session.PASSING)
        .thenCompose(answer -> client.disconnect())
        .handle(
            (nothing, failure) -> Optional.ofNullable(failure).map(it -> Refusal.of(it).words()))
        .join();
  }

  private void connect() {
    // Also what a session of an earlier run hands over comes this way, before any subscription.
    client.publishes(MqttGlobalPublishFilter.ALL, this::arrived, Runnable::run, true);
    var unused = client.connect(Session.LASTING);
  }

  private void arrived(Mqtt5Publish publish) {
    intake.take(message(publish), publish::acknowledge);
  }

  /**
   * A live message has no retain flag here. Without a payload it clears its topic: that is what a
   * publisher nearly always means by it.
   */
  private static Message message(Mqtt5Publish publish) {
    Payload payload = Payload.of(publish.getPayloadAsBytes());
    Message message =
        Message.published(
            publish.getTopic().toString(), payload, publish.getQos().getCode(), payload.isEmpty());
    return publish.isRetain() ? message.asReplayed() : message;
  }

  private void connected() {
    if (closed) {
      var unused = client.disconnect();
      return;
    }
    connected = true;
    told = "";
    outgoing.connected();
    subscriptions.connected();
    listener.connected("connected to the broker " + settings + " as " + settings.clientId());
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    boolean lost = connected;
    connected = false;
    outgoing.disconnected();
    intake.connectionEnded();
    if (closed) {
      return;
    }
    Refusal why = Refusal.of(context.getCause());
    tell(lost, why);
    MqttClientReconnector reconnector = context.getReconnector();
    reconnector
        .republishIfSessionExpired(true)
        .reconnectWhen(
            after(pause(why, reconnector.getAttempts())),
            (nothing, failure) -> {
              if (closed) {
                reconnector.reconnect(false);
              }
            });
  }

  /** Once for an outage, and again when another thing is the matter. */
  private void tell(boolean lost, Refusal why) {
    if (lost || !told.equals(why.words())) {
      told = why.words();
      String what =
          lost
              ? "the connection to the broker " + settings + " is lost"
              : "no connection to the broker " + settings;
      listener.disconnected(what + ": " + why.words() + "; trying again until there is one");
    }
  }

  private Duration pause(Refusal why, int attempts) {
    long longest = settings.longestPause().toMillis();
    long first = settings.firstPause().toMillis();
    long millis = why.needsAPerson() ? longest : Math.min(first << Math.min(attempts, 20), longest);
    // Not all who were cut off come back in the same instant.
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private static CompletableFuture<Void> after(Duration pause) {
    return CompletableFuture.runAsync(
        () -> {}, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public CompletionStage<Void> publish(Message message, Map<String, String> userProperties) {
    return outgoing.publish(message, userProperties);
  }

  @Override
  public void read(Set<TopicFilter> filters) {
    Set<String> written =
        filters.stream().map(TopicFilter::subscription).collect(Collectors.toSet());
    boolean clients = written.removeIf(filter -> filter.startsWith(Message.CLIENTS));
    if (clients && !askedForClients) {
      listener.warned(
          "client(…) is connected: the broker "
              + settings
              + " does not say who is connected to it, so that this is never true");
    }
    askedForClients = clients;
    subscriptions.want(Cover.of(written));
  }

  /** None: the broker hands over by itself what it retains when a subscription begins. */
  @Override
  public Collection<Message> retained() {
    return List.of();
  }

  /** None: clients connect to the other broker. */
  @Override
  public List<String> addresses() {
    return List.of();
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  /** How many published messages the broker has not acknowledged yet. */
  public int unacknowledged() {
    return outgoing.unacknowledged();
  }

  /** Sends what can be sent within a second and leaves; the session stays at the broker. */
  @Override
  public void close() {
    outgoing.finish(LAST_MESSAGES);
    closed = true;
    if (connected) {
      client
          .disconnect()
          .exceptionally(gone -> null)
          .completeOnTimeout(null, LAST_MESSAGES.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }
}
