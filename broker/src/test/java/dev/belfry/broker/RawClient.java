package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.event.Payload;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends what bytes the test likes, MQTT or not, and reads packet by packet. */
final class RawClient implements AutoCloseable {
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int PUBREC = 5;
  static final int PUBREL = 6;
  static final int PUBCOMP = 7;
  static final int SUBACK = 9;
  static final int UNSUBACK = 11;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final Wire wire;

  /** A packet as it was received. */
  record Packet(int type, int flags, Payload body) {
    int at(int index) {
      return body.bytes()[index] & 0xff;
    }

    private int twoBytesAt(int index) {
      return (at(index) << 8) + at(index + 1);
    }

    int packetId() {
      return twoBytesAt(type == PUBLISH ? 2 + twoBytesAt(0) : 0);
    }

    String topic() {
      return new String(body.bytes(), 2, twoBytesAt(0), StandardCharsets.UTF_8);
    }

    int qos() {
      return (flags >> 1) & 3;
    }

    boolean isRetained() {
      return (flags & 1) == 1;
    }

    boolean isRepeat() {
      return (flags & 8) == 8;
    }

    /** The reason code behind a packet identifier, 0 when there is none. */
    int reason() {
      return body.size() > 2 ? at(2) : 0;
    }

    /** The text after the packet's head, which holds for a payload of this length. */
    String tail(int length) {
      return new String(body.bytes(), body.size() - length, length, StandardCharsets.UTF_8);
    }
  }

  RawClient(EmbeddedBroker broker, int version) throws IOException {
    Listener at = broker.listeners().getFirst();
    socket.connect(new InetSocketAddress(at.host(), at.port()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    wire = new Wire(version);
  }

  /** A client that is connected, with a session of its own that ends with the connection. */
  static RawClient connected(EmbeddedBroker broker, int version, String clientId)
      throws IOException {
    RawClient client = new RawClient(broker, version);
    client.send(client.wire().connect(clientId, true));
    assertEquals(0, client.expect(CONNACK).at(1), "CONNACK");
    return client;
  }

  Wire wire() {
    return wire;
  }

  /** Sends packets in one segment. */
  void send(byte[]... packets) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      all.writeBytes(packet);
    }
    socket.getOutputStream().write(all.toByteArray());
  }

  Packet read() throws IOException {
    int first = in.readUnsignedByte();
    int length = 0;
    int shift = 0;
    int digit;
    do {
      digit = in.readUnsignedByte();
      length |= (digit & 127) << shift;
      shift += 7;
    } while (digit >= 128);
    byte[] body = new byte[length];
    in.readFully(body);
    return new Packet(first >> 4, first & 15, Payload.of(body));
  }

  Packet expect(int type) throws IOException {
    Packet packet = read();
    assertEquals(type, packet.type(), "packet type");
    return packet;
  }

  /** Packets of these types, as far as their order says nothing. */
  void expectInAnyOrder(int... types) throws IOException {
    int[] got = new int[types.length];
    for (int index = 0; index < got.length; index++) {
      got[index] = read().type();
    }
    Arrays.sort(got);
    Arrays.sort(types);
    assertArrayEquals(types, got, "packet types");
  }

  void subscribe(String filter, int qos) throws IOException {
    send(wire.subscribe(1, filter, qos));
    Packet answer = expect(SUBACK);
    assertEquals(qos, answer.at(answer.body().size() - 1), "granted quality of service");
  }

  /** Whether the broker answers; nothing else may have arrived before. */
  void ping() throws IOException {
    send(wire.ping());
    expect(PINGRESP);
  }

  /** Waits until the session's thread has dealt with everything that was sent before. */
  void awaitSession() throws IOException {
    send(wire.unsubscribe(2, "never/subscribed"));
    expect(UNSUBACK);
  }

  /** Reads until the broker has closed the connection. */
  void expectClosed() throws IOException {
    try {
      while (true) {
        read();
      }
    } catch (EOFException | SocketException closed) {
      // as it should be
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
