package dev.belfry.broker;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;

/**
 * Makes CONNACK true for clients of MQTT 5: Moquette tells each that its session lasts for ever,
 * where it lasts as long as the client asked for, and does not tell how large a packet may be.
 */
@Sharable
final class ConnAckCorrection extends ChannelOutboundHandlerAdapter {
  private static final int EXPIRY = MqttPropertyType.SESSION_EXPIRY_INTERVAL.value();

  private final int packetBytes;

  ConnAckCorrection(int packetBytes) {
    this.packetBytes = packetBytes;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    super.write(
        context,
        message instanceof MqttConnAckMessage answer ? corrected(answer) : message,
        promise);
  }

  /** The encoder leaves properties out for older clients. */
  private MqttConnAckMessage corrected(MqttConnAckMessage answer) {
    MqttConnAckVariableHeader header = answer.variableHeader();
    MqttProperties properties = new MqttProperties();
    for (MqttProperty<?> property : header.properties().listAll()) {
      if (property.propertyId() != EXPIRY) {
        properties.add(property);
      }
    }
    properties.add(new IntegerProperty(MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), packetBytes));
    return new MqttConnAckMessage(
        answer.fixedHeader(),
        new MqttConnAckVariableHeader(
            header.connectReturnCode(), header.isSessionPresent(), properties));
  }
}
