package io.moquette.broker;

import dev.belfry.broker.BrokerLimits;
import dev.belfry.broker.Leftovers;
import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import io.moquette.BrokerConstants;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.AcceptAllAuthenticator;
import io.moquette.broker.subscriptions.CTrieSubscriptionDirectory;
import io.moquette.broker.subscriptions.Topic;
import io.moquette.interception.BrokerInterceptor;
import io.moquette.persistence.MemorySessionsRepository;
import io.moquette.persistence.MemorySubscriptionsRepository;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Moquette's parts put together so that a message is acknowledged when the port has it safe, and
 * not before. Everything is in memory; no file is written.
 */
public final class BrokerAssembly implements AutoCloseable {
  private final Visits visits = new Visits();
  private final SessionMemory memory;
  private final BrokerInterceptor interceptor = new BrokerInterceptor(List.of());
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("belfry-mqtt-timer").daemon().factory());
  private final CTrieSubscriptionDirectory subscriptions = new CTrieSubscriptionDirectory();
  private final RetainedStore retained;
  private final GuardedLoops loops;
  private final Publishing publishing;
  private final Wills wills;
  private final Sessions sessions;
  private final Office office;
  private final FrontDoor door;

  /** Starts with what an earlier one left; nothing listens yet. */
  public BrokerAssembly(
      BrokerLimits limits,
      Doorkeeper doorkeeper,
      Leftovers before,
      MessagePort port,
      InstantSource source) {
    Clock clock = source.withZone(ZoneOffset.UTC);
    timer.setRemoveOnCancelPolicy(true);
    memory = new SessionMemory(before.received(), source);
    subscriptions.init(new MemorySubscriptionsRepository());
    ISessionsRepository stored = new MemorySessionsRepository();
    retained = new RetainedStore(limits.retainedMessages(), source);
    before
        .retained()
        .forEach(message -> retained.put(Publication.ofOurs(asRetained(message), Map.of())));
    loops = new GuardedLoops(interceptor, limits.loopCommands(), visits::disconnect);
    publishing = new Publishing(port, retained, this::route, limits.routedMessages());
    wills = new Wills(publishing, timer, source);
    sessions =
        new Sessions(
            subscriptions,
            stored,
            new SessionQueues(limits),
            loops,
            memory,
            wills::fire,
            timer,
            clock);
    office =
        new Office(subscriptions, retained, sessions, stored, interceptor, loops, wills, clock);
    InboundPublishes publishes = new InboundPublishes(publishing, loops, memory, source);
    door =
        new FrontDoor(
            connections(),
            doorkeeper,
            limits,
            office,
            visits,
            new Presence(visits, publishing, timer),
            sessions,
            memory,
            publishes);
  }

  private static Message asRetained(Message message) {
    return Message.published(message.topic(), message.payload(), message.qos(), true);
  }

  private MQTTConnectionFactory connections() {
    Properties properties = new Properties();
    // The doorkeeper has the say, before Moquette is asked.
    properties.put(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    properties.put(BrokerConstants.ALLOW_ZERO_BYTE_CLIENT_ID_PROPERTY_NAME, "true");
    return new MQTTConnectionFactory(
        new BrokerConfiguration(new MemoryConfig(properties)),
        new AcceptAllAuthenticator(),
        sessions,
        office);
  }

  private void route(Publication publication) {
    office.deliver(publication);
  }

  /** What takes the packets of a connection, behind a decoder and an encoder of MQTT. */
  public ChannelHandler door() {
    return door;
  }

  /** Delivers a message that did not come from a client, and that the port is not told of. */
  public void publish(Message message, Map<String, String> userProperties, Runnable then) {
    publishing.deliver(Publication.ofOurs(message, userProperties), then);
  }

  /** Whether anybody subscribed to this topic. */
  public boolean hasSubscribers(String topic) {
    return !subscriptions.matchWithoutQosSharpening(new Topic(topic)).isEmpty();
  }

  /** All retained messages, in no particular order. */
  public List<Message> retained() {
    return retained.all();
  }

  /** The retained messages whose topic matches the filter, in no particular order. */
  public List<Message> retained(String filter) {
    return retained.matching(filter);
  }

  /** How many clients are connected. */
  public int clients() {
    return visits.clients();
  }

  /** Sends all clients away; their wills are not published. */
  public void dismiss() {
    wills.silence();
    visits.endAll(Disconnect.SERVER_SHUTTING_DOWN);
  }

  /** Ends all threads; nobody connects any more, and all clients have been sent away. */
  @Override
  public void close() {
    wills.silence();
    publishing.close();
    office.terminate();
    timer.shutdownNow();
    sessions.close();
    interceptor.stop();
  }
}
