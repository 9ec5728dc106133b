package io.moquette.broker;

import dev.belfry.broker.BrokerLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a packet must keep to so that no client can hurt the broker; the rest is Moquette's. */
final class PacketRules {
  private static final String SHARED = "$share/";

  private final BrokerLimits limits;

  PacketRules(BrokerLimits limits) {
    this.limits = limits;
  }

  Optional<PacketFault> faultOf(MqttMessage packet) {
    if (packet.decoderResult().isFailure()) {
      return undecodable(packet.decoderResult().cause());
    }
    return switch (packet) {
      case MqttPublishMessage publish -> publish(publish);
      case MqttConnectMessage connect -> connect(connect);
      case MqttSubscribeMessage subscribe -> subscribe(subscribe);
      case MqttUnsubscribeMessage unsubscribe -> filters(unsubscribe.payload().topics());
      default -> Optional.empty();
    };
  }

  private static Optional<PacketFault> undecodable(Throwable cause) {
    return cause instanceof TooLongFrameException
        ? fault(Disconnect.PACKET_TOO_LARGE, "a packet is too large")
        : fault(Disconnect.MALFORMED_PACKET, "bytes are no MQTT packet: " + cause.getMessage());
  }

  private Optional<PacketFault> publish(MqttPublishMessage packet) {
    ByteBuf payload = packet.payload();
    if (payload.readableBytes() > limits.payloadBytes()) {
      return fault(Disconnect.PACKET_TOO_LARGE, "a payload is too large");
    }
    if (number(packet, MqttPropertyType.TOPIC_ALIAS).isPresent()) {
      return fault(Disconnect.TOPIC_ALIAS_INVALID, "topic aliases were not offered");
    }
    boolean saysText = number(packet, MqttPropertyType.PAYLOAD_FORMAT_INDICATOR).orElse(0) == 1;
    if (saysText && !ByteBufUtil.isText(payload, StandardCharsets.UTF_8)) {
      return fault(Disconnect.PAYLOAD_FORMAT_INVALID, "a payload said to be UTF-8 is not");
    }
    return topic(packet.variableHeader().topicName());
  }

  private static Optional<Integer> number(MqttPublishMessage packet, MqttPropertyType type) {
    return packet.variableHeader().properties().getProperty(type.value())
            instanceof IntegerProperty property
        ? Optional.of(property.value())
        : Optional.empty();
  }

  private Optional<PacketFault> connect(MqttConnectMessage packet) {
    if (!packet.variableHeader().isWillFlag()) {
      return Optional.empty();
    }
    if (packet.payload().willMessageInBytes().length > limits.payloadBytes()) {
      return fault(Disconnect.PACKET_TOO_LARGE, "a will is too large");
    }
    return topic(packet.payload().willTopic());
  }

  private Optional<PacketFault> subscribe(MqttSubscribeMessage packet) {
    return filters(
        packet.payload().topicSubscriptions().stream()
            .map(MqttTopicSubscription::topicFilter)
            .toList());
  }

  private Optional<PacketFault> topic(String topic) {
    if (topic.isEmpty() || topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      return fault(Disconnect.TOPIC_NAME_INVALID, "a topic is empty or has a wildcard");
    }
    return text(topic).map(words -> new PacketFault(Disconnect.TOPIC_NAME_INVALID, words));
  }

  private Optional<PacketFault> filters(List<String> filters) {
    if (filters.isEmpty()) {
      return fault(Disconnect.PROTOCOL_ERROR, "there is no topic filter");
    }
    for (String filter : filters) {
      Optional<String> words = filter.isEmpty() ? Optional.of("a filter is empty") : text(filter);
      if (words.isEmpty() && isMalformedShare(filter)) {
        words = Optional.of("a shared subscription is written $share/name/filter");
      }
      if (words.isPresent()) {
        return fault(Disconnect.TOPIC_FILTER_INVALID, words.get());
      }
    }
    return Optional.empty();
  }

  /** What every topic and filter must keep to. */
  private Optional<String> text(String topic) {
    if (topic.indexOf('\0') >= 0) {
      return Optional.of("a topic has a NUL character");
    }
    long levels = 1 + topic.chars().filter(each -> each == '/').count();
    return levels > limits.topicLevels()
        ? Optional.of("a topic has " + levels + " levels")
        : Optional.empty();
  }

  private static boolean isMalformedShare(String filter) {
    if (!filter.startsWith(SHARED)) {
      return false;
    }
    int slash = filter.indexOf('/', SHARED.length());
    if (slash <= SHARED.length() || slash == filter.length() - 1) {
      return true;
    }
    String name = filter.substring(SHARED.length(), slash);
    return name.indexOf('+') >= 0 || name.indexOf('#') >= 0;
  }

  private static Optional<PacketFault> fault(Disconnect reason, String words) {
    return Optional.of(new PacketFault(reason, words));
  }
}
