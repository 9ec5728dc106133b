package io.moquette.broker;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import io.moquette.broker.ISessionsRepository.Will;
import io.moquette.broker.ISessionsRepository.WillOptions;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Last wills: published like any message, at once or after their delay. */
final class Wills {
  private static final Logger LOG = LoggerFactory.getLogger(Wills.class);

  private final Publishing publishing;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final ConcurrentMap<String, Future<?>> delayed = new ConcurrentHashMap<>();
  private volatile boolean silent;

  Wills(Publishing publishing, ScheduledExecutorService timer, InstantSource clock) {
    this.publishing = publishing;
    this.timer = timer;
    this.clock = clock;
  }

  /**
   * Publishes the will of a session whose client is gone; the session's end is the longest delay.
   */
  void fire(Session session) {
    if (silent) {
      return;
    }
    String clientId = session.getClientID();
    Will will = session.getWill();
    long delaySeconds =
        Math.min(
            Integer.toUnsignedLong(will.delayInterval), session.getSessionData().expiryInterval());
    if (delaySeconds == 0) {
      publish(clientId, will);
      return;
    }
    Future<?> due =
        timer.schedule(
            () -> {
              delayed.remove(clientId);
              publish(clientId, will);
            },
            delaySeconds,
            TimeUnit.SECONDS);
    delayed.put(clientId, due);
  }

  /** The client is back before its will was due. */
  void cancel(String clientId) {
    Future<?> due = delayed.remove(clientId);
    if (due != null) {
      due.cancel(false);
    }
  }

  /** Publishes no will any more: when the broker ends, no client is to blame. */
  void silence() {
    silent = true;
  }

  private void publish(String clientId, Will will) {
    if (silent || Publication.isReserved(will.topic)) {
      return;
    }
    Message message =
        Message.published(will.topic, Payload.of(will.payload), will.qos.value(), will.retained);
    Instant expiry = will.properties.messageExpiry().map(clock.instant()::plus).orElse(Instant.MAX);
    Publication publication =
        new Publication(clientId, message, properties(will.properties), expiry);
    publishing.offer(
        publication,
        Optional.empty(),
        failure -> {
          if (failure.isEmpty()) {
            publishing.deliver(publication, () -> {});
          } else {
            LOG.warn("the will of client {} was not taken: {}", clientId, failure.get().toString());
          }
        });
  }

  private static MqttProperties properties(WillOptions will) {
    MqttProperties properties = new MqttProperties();
    will.contentType().ifPresent(text -> properties.add(text(MqttPropertyType.CONTENT_TYPE, text)));
    will.responseTopic()
        .ifPresent(text -> properties.add(text(MqttPropertyType.RESPONSE_TOPIC, text)));
    will.correlationData()
        .ifPresent(bytes ->
            properties.add(new BinaryProperty(MqttPropertyType.CORRELATION_DATA.value(), bytes)));
    will.messageExpiry()
        .ifPresent(time ->
            properties.add(
                new IntegerProperty(
                    MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value(), (int) time.toSeconds())));
    UserProperties ofUser = new UserProperties();
    will.userProperties().ifPresent(pairs -> pairs.forEach(ofUser::add));
    if (!ofUser.value().isEmpty()) {
      properties.add(ofUser);
    }
    return properties;
  }

  private static StringProperty text(MqttPropertyType type, String value) {
    return new StringProperty(type.value(), value);
  }
}
