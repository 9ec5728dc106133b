package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.NoRoomException;
import dev.belfry.event.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is acknowledged is safe, and what is not safe is not acknowledged. */
final class AcknowledgementTest {
  private static final int IMPLEMENTATION_SPECIFIC_ERROR = 0x83;
  private static final int QUOTA_EXCEEDED = 0x97;

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void qos1IsAcknowledgedWhenItIsSafe(int version) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, version, "sensor")) {
      client.send(client.wire().publish("home/door", "open", 1, 7));
      TestPort.Offer offer = port.next();
      assertEquals(Message.published("home/door", Payload.of("open"), 1, false), offer.message());
      client.ping(); // the answer to the ping is the first thing that comes: no PUBACK yet
      offer.makeSafe();
      assertEquals(7, client.expect(RawClient.PUBACK).packetId());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void qos2IsAcknowledgedWhenItIsSafe(int version) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, version, "sensor")) {
      client.send(client.wire().publish("home/door", "open", 2, 8));
      TestPort.Offer offer = port.next();
      client.ping();
      offer.makeSafe();
      assertEquals(8, client.expect(RawClient.PUBREC).packetId());
      client.send(client.wire().answer(RawClient.PUBREL, 8));
      assertEquals(8, client.expect(RawClient.PUBCOMP).packetId());
      assertEquals(0, port.waiting());
    }
  }

  @Test
  void qos0GoesByThePortAndReachesSubscribersWhenItIsSafe() throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient subscriber = RawClient.connected(broker, 4, "subscriber");
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      subscriber.subscribe("home/#", 0);
      client.send(client.wire().publish("home/door", "open", 0, 0));
      TestPort.Offer offer = port.next();
      subscriber.ping();
      offer.makeSafe();
      assertEquals("home/door", subscriber.expect(RawClient.PUBLISH).topic());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderClientIsDisconnectedWhenItsMessageIsRefused(int qos) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      client.send(client.wire().retained("home/door", "open", qos, 7));
      port.next().refuse();
      client.expectClosed();
      assertTrue(broker.retained().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aClientOfMqtt5IsToldThatItsMessageIsRefused(int qos) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 5, "sensor")) {
      client.send(client.wire().publish("home/door", "open", qos, 7));
      port.next().refuse();
      RawClient.Packet answer = client.expect(qos == 1 ? RawClient.PUBACK : RawClient.PUBREC);
      assertEquals(7, answer.packetId());
      assertEquals(IMPLEMENTATION_SPECIFIC_ERROR, answer.reason());
      client.send(client.wire().publish("home/door", "open", qos, 7));
      port.next().makeSafe();
      assertEquals(0, client.read().reason());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aClientOfMqtt5IsToldThatThereIsNoRoom(int qos) throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 5, "sensor")) {
      client.send(client.wire().publish("home/door", "open", qos, 7));
      port.next().refuse(new NoRoomException("the disk is full"));
      assertEquals(QUOTA_EXCEEDED, client.read().reason());
    }
  }

  @Test
  void aPortThatThrowsRefuses() throws Exception {
    try (EmbeddedBroker broker =
            Brokers.start(message -> {
              throw new IllegalStateException("closed");
            });
        RawClient client = RawClient.connected(broker, 5, "sensor")) {
      client.send(client.wire().publish("home/door", "open", 1, 7));
      assertEquals(IMPLEMENTATION_SPECIFIC_ERROR, client.expect(RawClient.PUBACK).reason());
    }
  }

  @Test
  void acknowledgementsKeepTheOrderOfTheMessages() throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      List<byte[]> packets = new ArrayList<>();
      for (int id = 1; id <= 500; id++) {
        packets.add(client.wire().publish("load/" + id, "x", 1 + id % 2, id));
      }
      client.send(packets.toArray(new byte[0][]));
      List<TestPort.Offer> offers = new ArrayList<>();
      for (int id = 1; id <= 500; id++) {
        offers.add(port.next());
        assertEquals("load/" + id, offers.getLast().message().topic());
      }
      Collections.reverse(offers);
      offers.forEach(TestPort.Offer::makeSafe);
      for (int id = 1; id <= 500; id++) {
        assertEquals(id, client.read().packetId());
      }
    }
  }

  @Test
  void aSlowCommitKeepsNobodyElseWaiting() throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "sensor");
        RawClient other = RawClient.connected(broker, 5, "other")) {
      client.send(client.wire().publish("home/door", "open", 1, 7));
      TestPort.Offer offer = port.next();
      other.ping();
      other.subscribe("home/#", 1);
      other.send(other.wire().publish("home/window", "open", 1, 9));
      port.next().makeSafe();
      other.expectInAnyOrder(RawClient.PUBLISH, RawClient.PUBACK);
      client.ping();
      offer.makeSafe();
      client.expect(RawClient.PUBACK);
    }
  }

  @Test
  void aClientIsReadNoFurtherThanItsLimitUntilItsMessagesAreSafe() throws Exception {
    TestPort port = TestPort.patient();
    BrokerSettings settings = Brokers.settings().withLimits(Brokers.tightLimits());
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), port);
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      int messages = 2000;
      Thread.ofVirtual()
          .start(() -> {
            for (int id = 1; id <= messages; id++) {
              sendQuietly(client, client.wire().publish("load", "x".repeat(4000), 1, id));
            }
          });
      // What one read of the socket brought in is more than the limit, but not by much.
      Awaitility.await().until(() -> port.waiting() >= 2);
      for (int id = 1; id <= messages; id++) {
        assertTrue(port.waiting() < 200, "read on without regard for the limit");
        port.next().makeSafe();
        assertEquals(id, client.expect(RawClient.PUBACK).packetId());
      }
    }
  }

  private static void sendQuietly(RawClient client, byte[] packet) {
    try {
      client.send(packet);
    } catch (java.io.IOException closed) {
      throw new java.io.UncheckedIOException(closed);
    }
  }

  @Test
  void subscribersSeeMessagesInTheOrderInWhichTheyBecameSafe() throws Exception {
    TestPort port = TestPort.patient();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient subscriber = RawClient.connected(broker, 4, "subscriber");
        RawClient one = RawClient.connected(broker, 4, "one");
        RawClient two = RawClient.connected(broker, 5, "two")) {
      subscriber.subscribe("#", 0);
      for (int round = 0; round < 100; round++) {
        one.send(one.wire().publish("one", "x", 0, 0));
        TestPort.Offer first = port.next();
        one.awaitSession();
        two.send(two.wire().publish("two", "x", 0, 0));
        TestPort.Offer second = port.next();
        two.awaitSession();
        second.makeSafe();
        broker.publish(Message.published("three", Payload.of("x"), 0, false), Map.of());
        first.makeSafe();
        assertEquals("two", subscriber.expect(RawClient.PUBLISH).topic());
        assertEquals("three", subscriber.expect(RawClient.PUBLISH).topic());
        assertEquals("one", subscriber.expect(RawClient.PUBLISH).topic());
      }
    }
  }

  @Test
  void closingDoesNotWaitForWhatIsNotSafe() throws Exception {
    TestPort port = TestPort.patient();
    EmbeddedBroker broker = Brokers.start(port);
    try (RawClient client = RawClient.connected(broker, 4, "sensor")) {
      client.send(client.wire().publish("home/door", "open", 1, 7));
      TestPort.Offer offer = port.next();
      long before = System.nanoTime();
      broker.close();
      broker.close();
      assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5);
      offer.makeSafe();
      client.expectClosed();
    }
  }
}
