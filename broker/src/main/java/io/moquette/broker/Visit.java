package io.moquette.broker;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: what it said before it was let in, and how much of what it published is not safe
 * yet.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends the connection
final class Visit {
  private static final Logger LOG = LoggerFactory.getLogger(Visit.class);
  private static final int MOST_HELD_PACKETS = 1024;
  private static final byte ACCEPTED = 0;

  private final Channel channel;
  private final MQTTConnection connection;
  private final int mostUnsafeBytes;
  private final Deque<MqttMessage> held = new ArrayDeque<>();
  private final AtomicLong unsafeBytes = new AtomicLong();
  private CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
  private @Nullable MqttConnectMessage connect;
  private boolean continued;
  private boolean left;
  private volatile boolean open;

  Visit(Channel channel, MQTTConnection connection, int mostUnsafeBytes) {
    this.channel = channel;
    this.connection = connection;
    this.mostUnsafeBytes = mostUnsafeBytes;
  }

  /** Notes that the visitor asked to be let in, which it may do once. */
  boolean knock(MqttConnectMessage packet) {
    boolean first = connect == null;
    connect = first ? packet : connect;
    return first;
  }

  Optional<MqttConnectMessage> connect() {
    return Optional.ofNullable(connect);
  }

  boolean isOpen() {
    return open;
  }

  /** Closes the connection without a word. */
  void hangUp() {
    channel.close();
  }

  /** Closes the connection if by then it was not let in. */
  void hangUpUnlessOpenAfter(Duration time) {
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (!open) {
                channel.close();
              }
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Answers CONNECT with no, and closes the connection. */
  void turnAway() {
    MqttConnectReturnCode no =
        speaks5()
            ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
            : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
    channel
        .writeAndFlush(MqttMessageBuilders.connAck().returnCode(no).build())
        .addListener(ChannelFutureListener.CLOSE);
  }

  String clientId() {
    return connection.getClientId();
  }

  /** A packet identifier that this connection used for nothing yet. */
  int nextPacketId() {
    return connection.nextPacketId();
  }

  /** Goes on where an earlier connection of the session ended, whose packets may be sent again. */
  void continueAfter(int packetId) {
    continued = packetId > 0;
    for (int used = 0; used < packetId; used++) {
      connection.nextPacketId();
    }
  }

  boolean isContinued() {
    return continued;
  }

  /** Moquette gives back a slot for each packet that it sent again, and took none for a PUBREL. */
  Void balanceQuota() {
    Quota quota = connection.sendQuota();
    if (quota.availableSlots() >= quota.getMaximum()) {
      quota.consumeSlot();
    }
    return GuardedLoops.nothing();
  }

  /** Notes a DISCONNECT, behind which nothing counts any more. */
  void leave() {
    left = true;
  }

  boolean hasLeft() {
    return left;
  }

  /** Whether the session goes on after the connection has ended. */
  boolean outlivesConnection() {
    if (connect == null) {
      return false;
    }
    if (!speaks5()) {
      return !connect.variableHeader().isCleanSession();
    }
    return connect
                .variableHeader()
                .properties()
                .getProperty(MqttPropertyType.SESSION_EXPIRY_INTERVAL.value())
            instanceof MqttProperties.IntegerProperty seconds
        && seconds.value() != 0;
  }

  private boolean speaks5() {
    return connect != null && connect.variableHeader().version() == 5;
  }

  /** Keeps a packet that came before the visitor was let in; false if there are too many. */
  boolean hold(MqttMessage packet) {
    return connect != null && held.size() < MOST_HELD_PACKETS && held.add(packet);
  }

  /** Lets the visitor in and hands over, in their order, the packets that were held. */
  void open(Consumer<MqttMessage> handler) {
    open = true;
    for (MqttMessage packet = held.poll(); packet != null; packet = held.poll()) {
      handler.accept(packet);
    }
  }

  void releaseHeld() {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
  }

  /** Counts what was received and is not safe yet, and stops reading when it is too much. */
  void received(int bytes) {
    if (unsafeBytes.addAndGet(bytes) > mostUnsafeBytes) {
      channel.config().setAutoRead(false);
      resume();
    }
  }

  void settled(int bytes) {
    unsafeBytes.addAndGet(-bytes);
    resume();
  }

  /** Reads on, unless too much is not safe yet. */
  void resume() {
    if (unsafeBytes.get() <= mostUnsafeBytes / 2 && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /** Runs what follows from an outcome after what followed from all earlier ones. */
  void inOrder(CompletableFuture<Optional<Throwable>> outcome, Consumer<Optional<Throwable>> then) {
    settled = settled.thenAcceptBoth(outcome, (before, failure) -> settle(failure, then));
  }

  /** Whatever happens, the next message can be settled. */
  private void settle(Optional<Throwable> failure, Consumer<Optional<Throwable>> then) {
    try {
      then.accept(failure);
    } catch (RuntimeException broken) {
      LOG.warn("a message of client {} could not be settled", clientId(), broken);
      hangUp();
    }
  }

  /** Acknowledges a QoS 1 or 2 message. */
  void accept(int qos, int packetId) {
    reply(qos, packetId, ACCEPTED);
  }

  /** Tells an MQTT 5 client why a message was not taken; an older one can only be hung up on. */
  void refuse(int qos, int packetId, Disconnect reason) {
    if (qos == 0) {
      return;
    }
    if (speaks5()) {
      reply(qos, packetId, reason.byteValue());
    } else {
      channel.close();
    }
  }

  /** Acknowledges a message that goes nowhere, and tells an MQTT 5 client so. */
  void acceptOrSay(int qos, int packetId, Disconnect reason) {
    reply(qos, packetId, speaks5() ? reason.byteValue() : ACCEPTED);
  }

  /** Written even if the client reads slowly: what it sent bounds what it is answered. */
  private void reply(int qos, int packetId, byte reason) {
    if (qos == 0) {
      return;
    }
    MqttMessageType type = qos == 1 ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
    channel.writeAndFlush(
        new MqttPubAckMessage(
            header(type),
            new MqttPubReplyMessageVariableHeader(packetId, reason, MqttProperties.NO_PROPERTIES)));
  }

  /** Answers PUBREL. */
  void complete(int packetId) {
    channel.writeAndFlush(
        new MqttMessage(
            header(MqttMessageType.PUBCOMP), MqttMessageIdVariableHeader.from(packetId)));
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }

  /** Ends the visit, with the reason if the client understands one. */
  void end(Disconnect reason) {
    if (open && speaks5()) {
      connection.brokerDisconnect(reason);
    } else {
      channel.close();
    }
  }
}
