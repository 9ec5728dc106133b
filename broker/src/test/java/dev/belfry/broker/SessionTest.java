package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session outlives its connection, for as long as its client asked for. */
final class SessionTest {
  private static final int FOR_EVER = -1;

  /** How each kind of client asks for a session that stays. */
  @ParameterizedTest
  @CsvSource({"4,false,0", "5,false,3600", "5,true,3600", "5,false,-1", "5,true,-1"})
  void keepsWhatItsClientMissed(int version, boolean clean, int expirySeconds) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      try (RawClient client = connect(broker, version, clean, expirySeconds, false)) {
        client.subscribe("news", 1);
        leave(client);
      }
      publish(broker, "one", 1);
      publish(broker, "two", 2);
      publish(broker, "of no consequence", 0);
      awaitRouted(broker);
      try (RawClient client = connect(broker, version, false, expirySeconds, true)) {
        assertEquals("one", client.expect(RawClient.PUBLISH).tail(3));
        assertEquals("two", client.expect(RawClient.PUBLISH).tail(3));
        client.ping();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4,true,0", "5,true,0", "5,false,0"})
  void endsWithItsConnectionIfItsClientSaysSo(int version, boolean clean, int expirySeconds)
      throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      try (RawClient client = connect(broker, version, clean, expirySeconds, false)) {
        client.subscribe("news", 1);
        leave(client);
      }
      publish(broker, "one", 1);
      awaitRouted(broker);
      try (RawClient client = connect(broker, version, false, expirySeconds, false)) {
        client.ping();
      }
    }
  }

  @Test
  void aClientOfMqtt5IsNotToldThatItsSessionLastsForEver() throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSessionExpiryInterval(60L);
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick());
        PahoFive client = new PahoFive(broker, "device", options)) {
      assertNull(client.welcome().getSessionExpiryInterval());
      assertEquals(BrokerLimits.defaults().packetBytes(), client.welcome().getMaximumPacketSize());
    }
  }

  @Test
  void startsAnewForAClientThatStartsClean() throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      try (RawClient client = connect(broker, 5, true, FOR_EVER, false)) {
        client.subscribe("news", 1);
      }
      publish(broker, "one", 1);
      try (RawClient client = connect(broker, 5, true, FOR_EVER, false)) {
        publish(broker, "two", 1);
        client.ping();
      }
    }
  }

  @Test
  void endsWhenItHasExpired() throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      connect(broker, 5, true, 1, false).close();
      // To look for the session is to use it, which makes it last another second.
      Awaitility.await()
          .pollDelay(Duration.ofMillis(1100))
          .pollInterval(Duration.ofMillis(1500))
          .until(() -> {
            try (RawClient client = new RawClient(broker, 5)) {
              client.send(client.wire().connect("device", false, 1, null));
              return client.expect(RawClient.CONNACK).at(0) == 0;
            }
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"4,1", "4,2", "5,1", "5,2"})
  void sendsAgainAtOnceWhatWasNotAcknowledged(int version, int qos) throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      int packetId;
      try (RawClient client = connect(broker, version, false, 3600, false)) {
        client.subscribe("news", qos);
        publish(broker, "one", qos);
        packetId = client.expect(RawClient.PUBLISH).packetId();
      }
      publish(broker, "two", qos);
      try (RawClient client = connect(broker, version, false, 3600, true)) {
        RawClient.Packet again = client.expect(RawClient.PUBLISH);
        assertEquals("one", again.tail(3));
        assertEquals(packetId, again.packetId());
        assertTrue(again.isRepeat());
        RawClient.Packet next = client.expect(RawClient.PUBLISH);
        assertEquals("two", next.tail(3));
        assertNotEquals(packetId, next.packetId());
        client.send(client.wire().answer(qos == 1 ? RawClient.PUBACK : RawClient.PUBREC, packetId));
        if (qos == 2) {
          assertEquals(packetId, client.expect(RawClient.PUBREL).packetId());
          client.send(client.wire().answer(RawClient.PUBCOMP, packetId));
        }
        client.ping();
      }
    }
  }

  @Test
  void completesAQos2DeliveryThatWasHalfDone() throws Exception {
    try (EmbeddedBroker broker = Brokers.start(TestPort.quick())) {
      int packetId;
      try (RawClient client = connect(broker, 4, false, 0, false)) {
        client.subscribe("news", 2);
        publish(broker, "one", 2);
        packetId = client.expect(RawClient.PUBLISH).packetId();
        client.send(client.wire().answer(RawClient.PUBREC, packetId));
        client.expect(RawClient.PUBREL);
      }
      try (RawClient client = connect(broker, 4, false, 0, true)) {
        assertEquals(packetId, client.expect(RawClient.PUBREL).packetId());
        client.send(client.wire().answer(RawClient.PUBCOMP, packetId));
        client.awaitSession();
        publish(broker, "two", 2);
        assertEquals("two", client.expect(RawClient.PUBLISH).tail(3));
        client.ping();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aRepeatThatWasNeverSeenIsTaken(int version) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient subscriber = RawClient.connected(broker, 4, "subscriber");
        RawClient client = RawClient.connected(broker, version, "sensor")) {
      subscriber.subscribe("door", 0);
      for (int qos = 1; qos <= 2; qos++) {
        client.send(client.wire().repeated("door", "open", qos, 5));
        assertEquals(Payload.of("open"), port.nextMessage().payload());
        RawClient.Packet packet = subscriber.expect(RawClient.PUBLISH);
        assertEquals("open", packet.tail(4));
        assertEquals(5, client.read().packetId());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aQos2MessageIsTakenOnceThoughItIsSentAgain(int version) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      TestPort.Offer offer;
      try (RawClient client = connect(broker, version, false, 3600, false)) {
        client.send(client.wire().publish("door", "open", 2, 5));
        offer = port.next();
        client.send(client.wire().repeated("door", "open", 2, 5));
        client.awaitSession();
      }
      try (RawClient client = connect(broker, version, false, 3600, true)) {
        client.send(client.wire().repeated("door", "open", 2, 5));
        client.awaitSession();
        offer.makeSafe();
        assertEquals(5, client.expect(RawClient.PUBREC).packetId());
        client.send(client.wire().repeated("door", "open", 2, 5));
        assertEquals(5, client.expect(RawClient.PUBREC).packetId());
        client.send(client.wire().answer(RawClient.PUBREL, 5));
        assertEquals(5, client.expect(RawClient.PUBCOMP).packetId());
        assertEquals(0, port.waiting());
        client.send(client.wire().publish("door", "shut", 2, 5));
        assertEquals(Payload.of("shut"), port.nextMessage().payload());
      }
    }
  }

  @Test
  void queuesNoMoreThanItsLimits() throws Exception {
    BrokerSettings settings = Brokers.settings().withLimits(Brokers.tightLimits());
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick())) {
      try (RawClient client = connect(broker, 4, false, 0, false)) {
        client.subscribe("news", 1);
        leave(client);
      }
      for (int number = 0; number < 8; number++) {
        publish(broker, "m" + number, 1);
      }
      awaitRouted(broker);
      try (RawClient client = connect(broker, 4, false, 0, true)) {
        for (int number = 0; number < 5; number++) {
          assertEquals("m" + number, client.expect(RawClient.PUBLISH).tail(2));
        }
        client.ping();
        leave(client);
      }
      publish(broker, "x".repeat(4095), 1);
      publish(broker, "m9", 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void aClientWithoutANameIsGivenOne(int version) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient one = RawClient.connected(broker, version, "");
        RawClient two = RawClient.connected(broker, version, "")) {
      one.subscribe("a", 0);
      two.send(two.wire().publish("a", "x", 1, 1));
      two.expect(RawClient.PUBACK);
      assertEquals("a", one.expect(RawClient.PUBLISH).topic());
    }
  }

  private static RawClient connect(
      EmbeddedBroker broker, int version, boolean clean, int expirySeconds, boolean present)
      throws Exception {
    RawClient client = new RawClient(broker, version);
    client.send(client.wire().connect("device", clean, version == 5 ? expirySeconds : 0, null));
    RawClient.Packet answer = client.expect(RawClient.CONNACK);
    assertEquals(present ? 1 : 0, answer.at(0), "session present");
    assertEquals(0, answer.at(1), "return code");
    return client;
  }

  /** Waits until all that was published has reached the sessions. */
  private static void awaitRouted(EmbeddedBroker broker) throws Exception {
    try (RawClient marker = RawClient.connected(broker, 4, "marker")) {
      marker.subscribe("marker", 0);
      marker.awaitSession();
      broker.publish(Message.published("marker", Payload.of("x"), 0, false), Map.of());
      marker.expect(RawClient.PUBLISH);
    }
  }

  private static void leave(RawClient client) throws Exception {
    client.send(client.wire().disconnect());
    client.expectClosed();
  }

  private static void publish(EmbeddedBroker broker, String payload, int qos) {
    broker.publish(Message.published("news", Payload.of(payload), qos, false), Map.of());
  }
}
