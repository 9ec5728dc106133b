package io.moquette.broker;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * A message on its way to subscribers, with what MQTT 5 says about it and its payload in memory of
 * our own.
 *
 * @param publisher the client it came from, which "no local" subscriptions leave out
 * @param expiry when it is worth nothing any more; {@link Instant#MAX} for never
 */
record Publication(String publisher, Message message, MqttProperties properties, Instant expiry) {
  /** No client has an empty identifier: the broker gives those that come without one a new one. */
  private static final String OURSELVES = "";

  /** Whether only the broker speaks on this topic. */
  static boolean isReserved(String topic) {
    return topic.startsWith("$SYS") || topic.startsWith(Message.CLIENTS);
  }

  static Publication ofOurs(Message message) {
    return ofOurs(message, Map.of());
  }

  static Publication ofOurs(Message message, Map<String, String> userProperties) {
    MqttProperties properties = new MqttProperties();
    userProperties.forEach(
        (name, value) -> properties.add(new MqttProperties.UserProperty(name, value)));
    return new Publication(OURSELVES, message, properties, Instant.MAX);
  }

  static Publication of(String publisher, MqttPublishMessage packet, InstantSource clock) {
    MqttProperties properties = packet.variableHeader().properties();
    Message message =
        Message.published(
            packet.variableHeader().topicName(),
            Payload.of(ByteBufUtil.getBytes(packet.payload())),
            packet.fixedHeader().qosLevel().value(),
            packet.fixedHeader().isRetain());
    return new Publication(publisher, message, properties, expiry(properties, clock));
  }

  /** Moquette takes the seconds for signed, and 2^31 and more for the past. */
  private static Instant expiry(MqttProperties properties, InstantSource clock) {
    return properties.getProperty(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value())
            instanceof MqttProperties.IntegerProperty seconds
        ? clock.instant().plusSeconds(Integer.toUnsignedLong(seconds.value()))
        : Instant.MAX;
  }

  /** The packet that Moquette routes; never a repeat, for repeats have been dealt with by then. */
  MqttPublishMessage packet() {
    MqttQoS qos = MqttQoS.valueOf(message.qos());
    return new MqttPublishMessage(
        new MqttFixedHeader(MqttMessageType.PUBLISH, false, qos, message.retain(), 0),
        new MqttPublishVariableHeader(message.topic(), 0, properties),
        Unpooled.wrappedBuffer(message.payload().bytes()));
  }
}
