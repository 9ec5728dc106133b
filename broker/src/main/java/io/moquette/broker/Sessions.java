package io.moquette.broker;

import io.moquette.broker.ISessionsRepository.SessionData;
import io.moquette.broker.Session.SessionStatus;
import io.moquette.broker.security.PermitAllAuthorizatorPolicy;
import io.moquette.broker.subscriptions.ISubscriptionsDirectory;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sessions as MQTT 5 has them for clients of every version: each lasts for its expiry interval, and
 * what was not acknowledged is sent again when its client is back.
 *
 * <p>Moquette is shown every CONNECT as one of MQTT 5 that does not start clean, so that it keeps
 * every session in a queue with limits; starting clean and ending are done here.
 */
final class Sessions extends SessionRegistry {
  /** Seconds of a session that does not expire. */
  private static final int NEVER = Session.INFINITE_EXPIRY;

  private static final int EXPIRY = MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();

  private final ISubscriptionsDirectory subscriptions;
  private final ISessionsRepository stored;
  private final SessionQueues queues;
  private final SessionEventLoopGroup loops;
  private final SessionMemory memory;
  private final Consumer<Session> wills;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final ConcurrentMap<String, Future<?>> expiring = new ConcurrentHashMap<>();

  Sessions(
      ISubscriptionsDirectory subscriptions,
      ISessionsRepository stored,
      SessionQueues queues,
      SessionEventLoopGroup loops,
      SessionMemory memory,
      Consumer<Session> wills,
      ScheduledExecutorService timer,
      Clock clock) {
    super(
        subscriptions,
        stored,
        queues,
        new Authorizator(new PermitAllAuthorizatorPolicy()),
        timer,
        clock,
        NEVER,
        loops);
    this.subscriptions = subscriptions;
    this.stored = stored;
    this.queues = queues;
    this.loops = loops;
    this.memory = memory;
    this.wills = wills;
    this.timer = timer;
    this.clock = clock;
  }

  @Override
  SessionCreationResult createOrReopenSession(
      MqttConnectMessage connect, String clientId, String user) {
    stayExpiry(clientId);
    Session old = retrieve(clientId);
    if (old != null) {
      leaveTo(connect, old);
    }
    SessionCreationResult result =
        super.createOrReopenSession(asPersistent5(connect), clientId, user);
    result.session.updateSessionData(withExpiry(result.session, expirySeconds(connect)));
    if (connect.variableHeader().isCleanSession()) {
      memory.forget(clientId);
    }
    memory.begin(clientId);
    if (result.mode == CreationModeEnum.REOPEN_EXISTING) {
      // What was not acknowledged goes first, and Moquette sends it a little later.
      queues.hold(clientId);
    }
    return result;
  }

  /** Sends what waits in the queue; what was not acknowledged has been sent again by now. */
  void resume(String clientId) {
    loops.routeCommand(
        clientId,
        "resume",
        () -> {
          queues.release(clientId);
          Session session = retrieve(clientId);
          if (session != null) {
            session.flushAllQueuedMessages();
          }
          return GuardedLoops.nothing();
        });
  }

  /** What becomes of a session when its client connects again. */
  private void leaveTo(MqttConnectMessage connect, Session old) {
    if (old.connected() && old.hasWill()) {
      // Now and not when the old connection is found closed, which may be after the new one spoke.
      wills.accept(old);
      old.updateSessionData(old.getSessionData().withoutWill());
    }
    if (connect.variableHeader().isCleanSession()) {
      if (!old.disconnected()) {
        old.closeImmediately();
      }
      purge(old);
    }
  }

  private static int expirySeconds(MqttConnectMessage connect) {
    MqttConnectVariableHeader header = connect.variableHeader();
    if (header.version() != MqttVersion.MQTT_5.protocolLevel()) {
      return header.isCleanSession() ? 0 : NEVER;
    }
    return header.properties().getProperty(EXPIRY) instanceof IntegerProperty seconds
        ? signed(seconds.value())
        : 0;
  }

  /** MQTT's seconds have 32 bits and no sign; what does not fit, 68 years, is for ever. */
  private static int signed(int seconds) {
    return seconds < 0 ? NEVER : seconds;
  }

  private static MqttConnectMessage asPersistent5(MqttConnectMessage connect) {
    MqttConnectVariableHeader header = connect.variableHeader();
    MqttProperties properties = new MqttProperties();
    for (MqttProperty<?> property : header.properties().listAll()) {
      if (property.propertyId() != EXPIRY) {
        properties.add(property);
      }
    }
    MqttConnectVariableHeader shown =
        new MqttConnectVariableHeader(
            MqttVersion.MQTT_5.protocolName(),
            MqttVersion.MQTT_5.protocolLevel(),
            header.hasUserName(),
            header.hasPassword(),
            header.isWillRetain(),
            header.willQos(),
            header.isWillFlag(),
            false,
            header.keepAliveTimeSeconds(),
            properties);
    return new MqttConnectMessage(connect.fixedHeader(), shown, connect.payload());
  }

  private SessionData withExpiry(Session session, int seconds) {
    SessionData data = session.getSessionData();
    return data.hasWill()
        ? new SessionData(data.clientId(), MqttVersion.MQTT_5, data.will(), seconds, clock)
        : new SessionData(data.clientId(), MqttVersion.MQTT_5, seconds, clock);
  }

  /** A client may say at its DISCONNECT how long its session is to last. */
  void expireAfter(String clientId, int seconds) {
    loops.routeCommand(
        clientId,
        "session expiry",
        () -> {
          Session session = retrieve(clientId);
          if (session != null && !session.expireImmediately()) {
            session.updateSessionData(withExpiry(session, signed(seconds)));
          }
          return GuardedLoops.nothing();
        });
  }

  @Override
  void connectionClosed(Session session) {
    loops.routeCommand(
        session.getClientID(),
        "connection closed",
        () -> {
          session.disconnect();
          // A client that was gone before it was told that it is let in.
          session.assignState(SessionStatus.CONNECTING, SessionStatus.DISCONNECTED);
          int seconds = session.getSessionData().expiryInterval();
          if (seconds == 0) {
            purge(session);
          } else if (seconds != NEVER) {
            expireLater(session, seconds);
          }
          return GuardedLoops.nothing();
        });
  }

  private void expireLater(Session session, int seconds) {
    String clientId = session.getClientID();
    Runnable expire =
        () ->
            loops.routeCommand(
                clientId,
                "session expired",
                () -> {
                  if (expiring.containsKey(clientId)) {
                    purge(session);
                  }
                  return GuardedLoops.nothing();
                });
    expiring.put(clientId, timer.schedule(expire, seconds, TimeUnit.SECONDS));
  }

  private void stayExpiry(String clientId) {
    Future<?> due = expiring.remove(clientId);
    if (due != null) {
      due.cancel(false);
    }
  }

  private void purge(Session session) {
    if (session.assignState(SessionStatus.DISCONNECTED, SessionStatus.DESTROYED)) {
      stayExpiry(session.getClientID());
      remove(session);
      stored.delete(session.getSessionData());
      subscriptions.removeSharedSubscriptionsForClient(session.getClientID());
      memory.forget(session.getClientID());
      queues.forget(session.getClientID());
    }
  }
}
