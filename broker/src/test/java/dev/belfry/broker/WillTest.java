package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.broker.Wire.WillOf;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A last will is a message like any other: the port is told, and it is retained if it says so. */
final class WillTest {
  private static final int IN_AN_HOUR = 3600;

  @ParameterizedTest
  @CsvSource({"4,0", "4,1", "5,0", "5,2"})
  void isPublishedAndRetainedWhenItsClientIsLost(int version, int qos) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient subscriber = RawClient.connected(broker, 4, "subscriber")) {
      subscriber.subscribe("tele/#", 0);
      connect(broker, version, true, 0, new WillOf("tele/lwt", "gone", qos, true, 0)).close();
      TestPort.Offer offer = port.next();
      Message will = Message.published("tele/lwt", Payload.of("gone"), qos, true);
      assertEquals(will, offer.message());
      subscriber.ping();
      assertTrue(broker.retained().isEmpty());
      offer.makeSafe();
      assertEquals("gone", subscriber.expect(RawClient.PUBLISH).tail(4));
      assertEquals(Set.of(will), Set.copyOf(broker.retained()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void isNotPublishedWhenItsClientSaysGoodbye(int version) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      try (RawClient client =
          connect(broker, version, true, 0, new WillOf("lwt", "gone", 0, true, 0))) {
        client.send(client.wire().disconnect());
        client.expectClosed();
      }
      assertNothingIsPublishedBefore(broker, port);
    }
  }

  /** A message of another client of the same session thread is the first that the port sees. */
  private static void assertNothingIsPublishedBefore(EmbeddedBroker broker, TestPort port)
      throws Exception {
    try (RawClient client = RawClient.connected(broker, 4, "sensor")) {
      client.awaitSession();
      client.send(client.wire().publish("next", "x", 0, 0));
      assertEquals("next", port.nextMessage().topic());
    }
  }

  @ParameterizedTest
  @CsvSource({"4,true", "4,false", "5,true", "5,false"})
  void isPublishedBeforeTheClientThatTakesOverIsLetIn(int version, boolean clean) throws Exception {
    WillOf will = new WillOf("lwt", "gone", 0, true, 0);
    for (int round = 0; round < 5; round++) {
      TestPort port = TestPort.quick();
      try (EmbeddedBroker broker = Brokers.start(port);
          RawClient old = connect(broker, version, clean, IN_AN_HOUR, will)) {
        old.awaitSession();
        try (RawClient client = connect(broker, version, clean, IN_AN_HOUR, will)) {
          client.send(client.wire().retained("lwt", "here", 0, 0));
          assertEquals(Payload.of("gone"), port.nextMessage().payload());
          assertEquals(Payload.of("here"), port.nextMessage().payload());
          old.expectClosed();
          client.awaitSession();
          assertEquals(0, port.waiting());
        }
      }
    }
  }

  @Test
  void waitsForItsDelayAndIsForgottenWhenItsClientIsBack() throws Exception {
    TestPort port = TestPort.quick();
    WillOf late = new WillOf("late", "gone", 0, false, IN_AN_HOUR);
    WillOf soon = new WillOf("soon", "gone", 0, false, 1);
    try (EmbeddedBroker broker = Brokers.start(port)) {
      connect(broker, 5, true, IN_AN_HOUR, late).close();
      try (RawClient back = connect(broker, 5, false, IN_AN_HOUR, soon)) {
        back.awaitSession();
      }
      assertEquals("soon", port.nextMessage().topic());
    }
  }

  @Test
  void doesNotWaitLongerThanItsSessionLasts() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      connect(broker, 5, true, 0, new WillOf("lwt", "gone", 0, false, IN_AN_HOUR)).close();
      assertEquals("lwt", port.nextMessage().topic());
    }
  }

  @Test
  void isNotPublishedWhenTheBrokerEnds() throws Exception {
    TestPort port = TestPort.quick();
    EmbeddedBroker broker = Brokers.start(port);
    List<RawClient> clients = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      RawClient client = new RawClient(broker, 4);
      WillOf will = new WillOf("lwt", "gone", 0, true, 0);
      client.send(client.wire().connect("device" + number, true, 0, will));
      client.expect(RawClient.CONNACK);
      clients.add(client);
    }
    broker.close();
    for (RawClient client : clients) {
      client.expectClosed();
      client.close();
    }
    assertEquals(0, port.waiting());
  }

  private static RawClient connect(
      EmbeddedBroker broker, int version, boolean clean, int expirySeconds, WillOf will)
      throws Exception {
    RawClient client = new RawClient(broker, version);
    client.send(client.wire().connect("device", clean, version == 5 ? expirySeconds : 0, will));
    client.expect(RawClient.CONNACK);
    client.awaitSession();
    return client;
  }
}
