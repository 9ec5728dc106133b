package io.moquette.broker;

import dev.belfry.event.Message;
import io.moquette.broker.subscriptions.Topic;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last retained message of each topic, whatever its quality of service.
 *
 * <p>Moquette only reads it: its own writes, which forget messages of QoS 0 and know nothing of
 * wills, do nothing here.
 */
final class RetainedStore implements IRetainedRepository {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedStore.class);
  private static final int EXPIRY = MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value();

  private final ConcurrentMap<Topic, Publication> publications = new ConcurrentHashMap<>();
  private final int mostMessages;
  private final InstantSource clock;

  RetainedStore(int mostMessages, InstantSource clock) {
    this.mostMessages = mostMessages;
    this.clock = clock;
  }

  /** Remembers a retained message; an empty one makes its topic forgotten. */
  void put(Publication publication) {
    Message message = publication.message();
    Topic topic = new Topic(message.topic());
    if (message.payload().isEmpty()) {
      publications.remove(topic);
    } else if (publications.size() < mostMessages || publications.containsKey(topic)) {
      publications.put(topic, publication);
    } else {
      LOG.warn("{} is not retained: {} topics are retained already", topic, mostMessages);
    }
  }

  /** The retained messages whose topic matches the filter. */
  List<Message> matching(String filter) {
    return live(filter).map(Publication::message).toList();
  }

  /** All retained messages. */
  List<Message> all() {
    return publications.values().stream().filter(this::isLive).map(Publication::message).toList();
  }

  private Stream<Publication> live(String filter) {
    Topic wanted = new Topic(filter);
    if (!wanted.isValid()) {
      return Stream.empty();
    }
    if (filter.indexOf('+') < 0 && filter.indexOf('#') < 0) {
      return Optional.ofNullable(publications.get(wanted)).filter(this::isLive).stream();
    }
    boolean wildFirst = filter.startsWith("+") || filter.startsWith("#");
    return publications.entrySet().stream()
        .filter(each -> !(wildFirst && each.getKey().toString().startsWith("$")))
        .filter(each -> each.getKey().match(wanted))
        .map(each -> each.getValue())
        .filter(this::isLive);
  }

  private boolean isLive(Publication publication) {
    boolean live = publication.expiry().isAfter(clock.instant());
    if (!live) {
      publications.remove(new Topic(publication.message().topic()), publication);
    }
    return live;
  }

  @Override
  public Collection<RetainedMessage> retainedOnTopic(String filter) {
    return live(filter).map(this::asMoquettes).toList();
  }

  private RetainedMessage asMoquettes(Publication publication) {
    Message message = publication.message();
    return new RetainedMessage(
        new Topic(message.topic()),
        MqttQoS.valueOf(message.qos()),
        message.payload().bytes(),
        properties(publication));
  }

  /** With the seconds that are left; Moquette's own sum comes out negative. */
  private MqttProperty<?>[] properties(Publication publication) {
    List<MqttProperty<?>> properties = new ArrayList<>();
    for (MqttProperty<?> property : publication.properties().listAll()) {
      if (property.propertyId() != EXPIRY) {
        properties.add(property);
      }
    }
    if (!publication.expiry().equals(Instant.MAX)) {
      Duration left = Duration.between(clock.instant(), publication.expiry());
      properties.add(new IntegerProperty(EXPIRY, (int) Math.max(1, left.toSeconds())));
    }
    return properties.toArray(new MqttProperty<?>[0]);
  }

  @Override
  public boolean isEmpty() {
    return publications.isEmpty();
  }

  @Override
  public void cleanRetained(Topic topic) {}

  @Override
  public void retain(Topic topic, MqttPublishMessage message) {}

  @Override
  public void retain(Topic topic, MqttPublishMessage message, Instant expiry) {}

  @Override
  public Collection<RetainedMessage> listExpirable() {
    return List.of();
  }
}
