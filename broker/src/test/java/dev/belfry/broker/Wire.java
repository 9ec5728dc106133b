package dev.belfry.broker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Packets of a client as bytes.
 *
 * @param version 4 for MQTT 3.1.1, 5 for MQTT 5
 */
record Wire(int version) {
  private static final byte[] NOTHING = {};
  private static final int SESSION_EXPIRY = 17;
  private static final int WILL_DELAY = 24;

  /** A will; the delay in seconds is for MQTT 5. */
  record WillOf(String topic, String payload, int qos, boolean retain, int delaySeconds) {}

  byte[] connect(String clientId, boolean clean) {
    return connect(clientId, clean, 0, null);
  }

  byte[] connect(String clientId, boolean clean, int expirySeconds, @Nullable WillOf will) {
    ByteArrayOutputStream body = start(clean, will, 0);
    properties(body, expirySeconds == 0 ? NOTHING : number(SESSION_EXPIRY, expirySeconds));
    text(body, clientId);
    if (will != null) {
      properties(body, will.delaySeconds == 0 ? NOTHING : number(WILL_DELAY, will.delaySeconds));
      text(body, will.topic);
      text(body, will.payload);
    }
    return packet(0x10, body);
  }

  byte[] connectAs(String clientId, String user, String password) {
    ByteArrayOutputStream body = start(true, null, 0xc0);
    properties(body, NOTHING);
    text(body, clientId);
    text(body, user);
    text(body, password);
    return packet(0x10, body);
  }

  private ByteArrayOutputStream start(boolean clean, @Nullable WillOf will, int userFlags) {
    int flags = userFlags + (clean ? 2 : 0);
    if (will != null) {
      flags += 4 + (will.qos << 3) + (will.retain ? 0x20 : 0);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(version);
    body.write(flags);
    body.write(0);
    body.write(60);
    return body;
  }

  byte[] publish(String topic, String payload, int qos, int packetId) {
    return publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos << 1, packetId);
  }

  byte[] retained(String topic, String payload, int qos, int packetId) {
    return publish(topic, payload.getBytes(StandardCharsets.UTF_8), (qos << 1) + 1, packetId);
  }

  byte[] repeated(String topic, String payload, int qos, int packetId) {
    return publish(topic, payload.getBytes(StandardCharsets.UTF_8), (qos << 1) + 8, packetId);
  }

  byte[] publish(String topic, byte[] payload, int flags, int packetId) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, topic);
    if ((flags & 6) != 0) {
      id(body, packetId);
    }
    properties(body, NOTHING);
    body.writeBytes(payload);
    return packet(0x30 | flags, body);
  }

  byte[] subscribe(int packetId, String filter, int qos) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    id(body, packetId);
    properties(body, NOTHING);
    text(body, filter);
    body.write(qos);
    return packet(0x82, body);
  }

  byte[] unsubscribe(int packetId, String filter) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    id(body, packetId);
    properties(body, NOTHING);
    text(body, filter);
    return packet(0xa2, body);
  }

  /** PUBACK, PUBREC, PUBREL or PUBCOMP. */
  byte[] answer(int type, int packetId) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    id(body, packetId);
    return packet((type << 4) + (type == RawClient.PUBREL ? 2 : 0), body);
  }

  byte[] ping() {
    return new byte[] {(byte) 0xc0, 0};
  }

  byte[] disconnect() {
    return new byte[] {(byte) 0xe0, 0};
  }

  private void properties(ByteArrayOutputStream body, byte[] properties) {
    if (version == 5) {
      body.write(properties.length);
      body.writeBytes(properties);
    }
  }

  private static byte[] number(int property, int value) {
    return new byte[] {
      (byte) property, (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  private static void id(ByteArrayOutputStream body, int packetId) {
    body.write(packetId >> 8);
    body.write(packetId);
  }

  private static void text(ByteArrayOutputStream body, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    id(body, bytes.length);
    body.writeBytes(bytes);
  }

  private static byte[] packet(int first, ByteArrayOutputStream body) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(first);
    int left = body.size();
    do {
      packet.write(left > 127 ? (left & 127) + 128 : left);
      left >>= 7;
    } while (left > 0);
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }
}
