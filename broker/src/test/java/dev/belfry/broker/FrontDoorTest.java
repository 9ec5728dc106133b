package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Early, broken and hostile packets, byte by byte. */
final class FrontDoorTest {
  private static final int CONNECTS = 200;

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aSubscribeInTheSegmentOfTheConnectIsAnswered(int version) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      for (int number = 0; number < CONNECTS; number++) {
        try (RawClient client = new RawClient(broker, version)) {
          Wire wire = client.wire();
          client.send(wire.connect("c" + number, true), wire.subscribe(1, "a/b", 1), wire.ping());
          client.expect(RawClient.CONNACK);
          client.expectInAnyOrder(RawClient.PINGRESP, RawClient.SUBACK);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aSubscribeRightBehindTheConnackIsAnswered(int version) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      for (int number = 0; number < CONNECTS; number++) {
        try (RawClient client = RawClient.connected(broker, version, "c" + number)) {
          client.subscribe("a/b", 1);
        }
      }
    }
  }

  @Test
  void aPublishBehindASubscribeComesBack() throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      for (int number = 0; number < CONNECTS; number++) {
        try (RawClient client = new RawClient(broker, 4)) {
          Wire wire = client.wire();
          client.send(
              wire.connect("c" + number, true),
              wire.subscribe(1, "a/b", 0),
              wire.publish("a/b", "x", 0, 0));
          client.expect(RawClient.CONNACK);
          client.expect(RawClient.SUBACK);
          assertEquals("a/b", client.expect(RawClient.PUBLISH).topic());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5,$share/g", "5,$share//a", "5,$share/g/", "5,$share/+/a", "4,$share/g"})
  void aMalformedShareEndsItsClientOnly(int version, String filter) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      for (int number = 0; number < 6; number++) {
        try (RawClient client = RawClient.connected(broker, version, "bad" + number)) {
          client.send(client.wire().subscribe(1, filter, 1));
          client.expectClosed();
        }
        try (RawClient client = RawClient.connected(broker, version, "worse" + number)) {
          client.send(client.wire().unsubscribe(1, filter));
          client.expectClosed();
        }
      }
      assertAllSessionsAnswer(broker);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aTopicOfTwoThousandLevelsEndsItsClientOnly(int version) throws Exception {
    String deep = "a/".repeat(2000) + "a";
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      for (int qos = 0; qos <= 2; qos++) {
        try (RawClient client = RawClient.connected(broker, version, "bad" + qos)) {
          client.send(client.wire().publish(deep, "x", qos, 1));
          client.expectClosed();
        }
        try (RawClient client = RawClient.connected(broker, version, "worse" + qos)) {
          client.send(client.wire().subscribe(1, deep + "/#", 1));
          client.expectClosed();
        }
      }
      assertEquals(0, port.waiting());
      assertAllSessionsAnswer(broker);
    }
  }

  /** Forty clients, so that every session thread has some. */
  private static void assertAllSessionsAnswer(EmbeddedBroker broker) throws IOException {
    for (int number = 0; number < 40; number++) {
      try (RawClient client = RawClient.connected(broker, 4, "probe" + number)) {
        client.subscribe("probe/" + number, 1);
      }
    }
  }

  @Test
  void rubbishEndsItsConnectionOnly() throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick());
        RawClient good = RawClient.connected(broker, 4, "good")) {
      List<byte[]> rubbish =
          List.of(
              "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
              new byte[] {0x10, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1},
              new byte[64],
              new byte[] {(byte) 0xf0, 0},
              good.wire().publish("before/connect", "x", 1, 1));
      for (byte[] bytes : rubbish) {
        try (RawClient client = new RawClient(broker, 4)) {
          client.send(bytes);
          client.expectClosed();
        }
      }
      good.ping();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aSecondConnectEndsTheConnection(int version) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick());
        RawClient client = RawClient.connected(broker, version, "twice")) {
      client.send(client.wire().connect("twice", true));
      client.expectClosed();
    }
  }

  @Test
  void whoDoesNotConnectInTimeIsDisconnected() throws Exception {
    BrokerSettings settings = Brokers.settings().withLimits(Brokers.tightLimits());
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick());
        RawClient silent = new RawClient(broker, 4);
        RawClient good = RawClient.connected(broker, 4, "good")) {
      silent.expectClosed();
      good.ping();
    }
  }

  @Test
  void oneConnectionTooManyIsClosed() throws Exception {
    BrokerSettings settings = Brokers.settings().withLimits(Brokers.tightLimits());
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick());
        RawClient one = RawClient.connected(broker, 4, "one");
        RawClient two = RawClient.connected(broker, 4, "two");
        RawClient three = RawClient.connected(broker, 4, "three")) {
      assertThrows(IOException.class, () -> RawClient.connected(broker, 4, "four").close());
      Awaitility.await().until(() -> broker.connections() == 3);
      two.send(two.wire().disconnect());
      two.expectClosed();
      Awaitility.await().until(() -> broker.connections() == 2);
      RawClient.connected(broker, 4, "four").close();
      one.ping();
      three.ping();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aPayloadOfOneMebibyteIsTakenAndALargerOneIsNot(int version) throws Exception {
    byte[] large = new byte[1024 * 1024];
    large[large.length - 1] = 1;
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient subscriber = RawClient.connected(broker, version, "subscriber")) {
      subscriber.subscribe("large", 1);
      try (RawClient client = RawClient.connected(broker, version, "sensor")) {
        client.send(client.wire().publish("large", large, 2, 1));
        client.expect(RawClient.PUBACK);
        assertEquals(Payload.of(large), port.nextMessage().payload());
        RawClient.Packet packet = subscriber.expect(RawClient.PUBLISH);
        assertEquals(1, packet.at(packet.body().size() - 1));
        for (int excess : new int[] {1, 1024 * 1024}) {
          try (RawClient other = RawClient.connected(broker, version, "other")) {
            other.send(other.wire().publish("large", new byte[large.length + excess], 2, 2));
            other.expectClosed();
          } catch (IOException closedWhileSending) {
            assertEquals(java.net.SocketException.class, closedWhileSending.getClass());
          }
        }
        client.ping();
        assertEquals(0, port.waiting());
      }
    }
  }

  @Test
  void anyBytesGoThroughUntouched() throws Exception {
    byte[] all = new byte[256];
    for (int value = 0; value < all.length; value++) {
      all[value] = (byte) value;
    }
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        PahoFive client = new PahoFive(broker, "rubbish")) {
      client.subscribe("rubbish", 2);
      for (byte[] payload : List.of(all, new byte[0], new byte[] {(byte) 0xc3, 0x28})) {
        client.publish("rubbish", payload, 2, false);
        Message expected = Message.published("rubbish", Payload.of(payload), 2, false);
        assertEquals(expected, port.nextMessage());
        assertEquals(expected, client.next());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void topicsOfTheBrokerAreNotForClientsButOtherDollarTopicsAre(int version) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, version, "sensor")) {
      Wire wire = client.wire();
      client.send(
          wire.retained("$SYS/uptime", "x", 1, 1),
          wire.retained("$own/state", "x", 1, 2),
          wire.publish("$own/state", "x", 2, 3));
      RawClient.Packet first = client.expect(RawClient.PUBACK);
      assertEquals(version == 5 ? 0x87 : 0, first.reason());
      assertEquals(2, client.expect(RawClient.PUBACK).packetId());
      assertEquals(3, client.expect(RawClient.PUBREC).packetId());
      assertEquals("$own/state", port.nextMessage().topic());
      assertEquals("$own/state", port.nextMessage().topic());
      assertEquals(0, port.waiting());
      assertEquals(1, broker.retained().size());
    }
  }

  @Test
  void aClientIdWhoseHashIsTheLowestNumberIsServed() throws Exception {
    String clientId = "polygenelubricants";
    assertEquals(Integer.MIN_VALUE, clientId.hashCode());
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick());
        RawClient client = RawClient.connected(broker, 4, clientId)) {
      client.subscribe("a", 0);
      Awaitility.await().until(() -> broker.connections() == 1);
    }
  }
}
