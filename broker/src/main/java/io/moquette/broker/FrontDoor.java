package io.moquette.broker;

import dev.belfry.broker.BrokerLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where packets come in: clients are let in one by one, what they say too early waits, what breaks
 * the rules ends their visit, and what they publish takes our way instead of Moquette's.
 */
final class FrontDoor extends NewNettyMQTTHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

  /** Moquette's key of its connection, which it does not show. */
  private static final AttributeKey<Object> CONNECTION = AttributeKey.valueOf("connection");

  private static final AttributeKey<Visit> VISIT = AttributeKey.valueOf(FrontDoor.class, "visit");
  private static final String RESENDER = "inflightResender";

  private final Doorkeeper doorkeeper;
  private final PacketRules rules;
  private final BrokerLimits limits;
  private final Office office;
  private final Visits visits;
  private final Presence presence;
  private final Sessions sessions;
  private final SessionMemory memory;
  private final InboundPublishes publishes;

  FrontDoor(
      MQTTConnectionFactory connections,
      Doorkeeper doorkeeper,
      BrokerLimits limits,
      Office office,
      Visits visits,
      Presence presence,
      Sessions sessions,
      SessionMemory memory,
      InboundPublishes publishes) {
    super(connections);
    this.doorkeeper = doorkeeper;
    this.rules = new PacketRules(limits);
    this.limits = limits;
    this.office = office;
    this.visits = visits;
    this.presence = presence;
    this.sessions = sessions;
    this.memory = memory;
    this.publishes = publishes;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    super.channelActive(context);
    MQTTConnection connection = (MQTTConnection) context.channel().attr(CONNECTION).get();
    Visit visit = new Visit(context.channel(), connection, limits.unsafeBytes());
    context.channel().attr(VISIT).set(visit);
    visits.begin(visit);
    if (visits.count() > limits.connections()) {
      LOG.warn("{} connections are open already; one more is closed", limits.connections());
      visit.hangUp();
    }
    visit.hangUpUnlessOpenAfter(limits.connectTime());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Visit visit = context.channel().attr(VISIT).get();
    MqttMessage packet = (MqttMessage) message;
    var fault = rules.faultOf(packet);
    if (fault.isPresent()) {
      LOG.info("{} is disconnected: {}", name(context, visit), fault.get().words());
      ReferenceCountUtil.release(packet);
      visit.end(fault.get().reason());
    } else if (packet instanceof MqttConnectMessage connect) {
      knock(context, visit, connect);
    } else if (visit.hasLeft()) {
      ReferenceCountUtil.release(packet);
    } else if (visit.isOpen()) {
      handle(context, visit, packet);
    } else if (!visit.hold(packet)) {
      ReferenceCountUtil.release(packet);
      visit.hangUp();
    }
  }

  private static String name(ChannelHandlerContext context, Visit visit) {
    return visit.isOpen()
        ? "client " + visit.clientId()
        : "the client at " + context.channel().remoteAddress();
  }

  private void knock(ChannelHandlerContext context, Visit visit, MqttConnectMessage connect) {
    if (!visit.knock(connect)) {
      visit.end(Disconnect.PROTOCOL_ERROR);
      return;
    }
    context.channel().config().setAutoRead(false);
    doorkeeper
        .admits(connect.payload().userName(), connect.payload().passwordInBytes())
        .whenComplete((admitted, failure) -> {
          boolean welcome = failure == null && admitted;
          if (context.executor().inEventLoop()) {
            answer(context, visit, connect, welcome);
          } else {
            context.executor().execute(() -> answer(context, visit, connect, welcome));
          }
        });
  }

  private void answer(
      ChannelHandlerContext context, Visit visit, MqttConnectMessage connect, boolean admitted) {
    if (!context.channel().isActive()) {
      return; // gone while its password was checked
    }
    if (admitted) {
      enter(context, visit, connect);
    } else {
      LOG.info("the client at {} has no right to connect", context.channel().remoteAddress());
      visit.turnAway();
    }
  }

  private void enter(ChannelHandlerContext context, Visit visit, MqttConnectMessage connect) {
    String clientId = connect.payload().clientIdentifier();
    if (clientId != null) {
      visit.continueAfter(
          visits.of(clientId).map(Visit::nextPacketId).orElseGet(() -> memory.lastSent(clientId)));
    }
    office.whenConnected(connect, () -> open(context, visit));
    toMoquette(context, connect);
  }

  /** Called on the connection's thread when the client was told that it is let in. */
  private void open(ChannelHandlerContext context, Visit visit) {
    if (context.pipeline().get(RESENDER) != null) {
      // What was not acknowledged is sent again when the client is back, and not every 5 s.
      context.pipeline().remove(RESENDER);
    }
    visits.opened(visit.clientId(), visit);
    presence.tell(visit.clientId());
    visit.open(packet -> handle(context, visit, packet));
    sessions.resume(visit.clientId());
    visit.resume();
  }

  private void handle(ChannelHandlerContext context, Visit visit, MqttMessage packet) {
    MqttMessageType type = packet.fixedHeader().messageType();
    if (packet instanceof MqttPublishMessage publish) {
      publishes.publish(visit, publish);
      publish.release();
    } else if (type == MqttMessageType.PUBREL) {
      publishes.release(visit, packet);
    } else {
      prepare(visit, packet);
      toMoquette(context, packet);
    }
  }

  private void prepare(Visit visit, MqttMessage packet) {
    switch (packet.fixedHeader().messageType()) {
      case DISCONNECT -> {
        visit.leave();
        noteExpiry(visit, packet);
      }
      case PUBACK, PUBCOMP -> {
        if (visit.isContinued()) {
          office.routeCommand(visit.clientId(), "quota", visit::balanceQuota);
        }
      }
      default -> {}
    }
  }

  private void noteExpiry(Visit visit, MqttMessage disconnect) {
    if (disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
        && header.properties().getProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value())
            instanceof IntegerProperty seconds) {
      sessions.expireAfter(visit.clientId(), seconds.value());
    }
  }

  private void toMoquette(ChannelHandlerContext context, MqttMessage packet) {
    try {
      super.channelRead(context, packet);
    } catch (Exception failure) {
      exceptionCaught(context, failure);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Visit visit = context.channel().attr(VISIT).get();
    visit.releaseHeld();
    visit.connect().ifPresent(office::forget);
    if (visit.isOpen()) {
      memory.lastSent(visit.clientId(), visit.nextPacketId());
    }
    if (visits.ended(visit)) {
      presence.tell(visit.clientId());
    }
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.info("{} is gone: {}", context.channel().remoteAddress(), cause.toString());
    context.channel().attr(VISIT).get().hangUp();
  }
}
