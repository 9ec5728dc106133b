package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A retained message is kept, whatever its quality of service and whoever published it. */
final class RetainedTest {
  private static final Message DOOR = Message.published("home/door", Payload.of("open"), 0, true);

  @ParameterizedTest
  @CsvSource({"4,0", "4,1", "4,2", "5,0", "5,1", "5,2"})
  void isKeptAndGivenToWhoeverSubscribes(int version, int qos) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, version, "sensor");
        RawClient later = RawClient.connected(broker, version, "later")) {
      client.send(client.wire().retained("home/door", "shut", qos, 1));
      port.next();
      awaitRetained(broker, List.of(published("home/door", "shut", qos)));
      later.subscribe("home/+", 2);
      RawClient.Packet packet = later.expect(RawClient.PUBLISH);
      assertTrue(packet.isRetained());
      assertEquals("shut", packet.tail(4));
      assertEquals(qos, packet.qos());
    }
  }

  @Test
  void isNotForgottenForALaterOneOfQos0() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      client.send(client.wire().retained("home/door", "open", 1, 1));
      client.expect(RawClient.PUBACK);
      client.send(client.wire().retained("home/door", "shut", 0, 0));
      awaitRetained(broker, List.of(published("home/door", "shut", 0)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isDeletedByAnEmptyOne(int qos) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(Brokers.settings(), List.of(DOOR), port);
        RawClient client = RawClient.connected(broker, 4, "sensor")) {
      assertEquals(Set.of(DOOR), Set.copyOf(broker.retained()));
      client.send(client.wire().retained("home/door", "", qos, 1));
      assertEquals(Message.published("home/door", Payload.EMPTY, qos, true), port.nextMessage());
      awaitRetained(broker, List.of());
    }
  }

  @Test
  void isThereFromTheStartAndFoundByFilter() throws Exception {
    Message window = Message.published("home/window", Payload.of("shut"), 1, true);
    Message reserved = Message.published("$own/state", Payload.of("1"), 1, true);
    try (EmbeddedBroker broker =
            Brokers.start(
                Brokers.settings(),
                List.of(DOOR.asReplayed(), window, reserved),
                TestPort.quick());
        RawClient client = RawClient.connected(broker, 5, "later")) {
      assertEquals(Set.of(DOOR, window, reserved), Set.copyOf(broker.retained()));
      assertEquals(Set.of(DOOR), Set.copyOf(broker.retained("home/door")));
      assertEquals(Set.of(DOOR, window), Set.copyOf(broker.retained("home/+")));
      assertEquals(Set.of(DOOR, window), Set.copyOf(broker.retained("#")));
      assertEquals(Set.of(reserved), Set.copyOf(broker.retained("$own/#")));
      assertEquals(Set.of(), Set.copyOf(broker.retained("home/window/#/x")));
      client.subscribe("home/door", 0);
      assertEquals("home/door", client.expect(RawClient.PUBLISH).topic());
      client.ping();
    }
  }

  @Test
  void ofOursIsKeptAndRoutedAndThePortIsNotTold() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port);
        RawClient client = RawClient.connected(broker, 4, "subscriber")) {
      client.subscribe("#", 2);
      client.awaitSession(); // now it has had all that is retained
      for (int qos = 0; qos <= 2; qos++) {
        broker.publish(Message.published("ours/" + qos, Payload.of("x"), qos, true), Map.of());
        RawClient.Packet packet = client.expect(RawClient.PUBLISH);
        assertEquals("ours/" + qos, packet.topic());
        assertEquals(qos, packet.qos());
      }
      assertEquals(3, broker.retained("ours/#").size());
      client.send(client.wire().publish("theirs", "x", 0, 0));
      assertEquals("theirs", port.nextMessage().topic(), "the port was told of a message of ours");
    }
  }

  @Test
  void reachesASubscriberOfQos0InFullHoweverManyThereAre() throws Exception {
    List<Message> many = new ArrayList<>();
    for (int number = 0; number < 10_000; number++) {
      many.add(Message.published("config/" + number, Payload.of("x".repeat(500)), 1, true));
    }
    try (EmbeddedBroker broker = Brokers.start(Brokers.settings(), many, TestPort.quick());
        RawClient client = RawClient.connected(broker, 4, "home-assistant")) {
      client.subscribe("config/#", 0);
      Set<String> topics = new HashSet<>();
      for (int number = 0; number < many.size(); number++) {
        topics.add(client.expect(RawClient.PUBLISH).topic());
      }
      assertEquals(many.size(), topics.size());
    }
  }

  @Test
  void isNotKeptForMoreTopicsThanTheLimit() throws Exception {
    BrokerSettings settings = Brokers.settings().withLimits(Brokers.tightLimits());
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(DOOR), TestPort.quick())) {
      broker.publish(Message.published("one", Payload.of("1"), 0, true), Map.of());
      broker.publish(Message.published("two", Payload.of("1"), 0, true), Map.of());
      broker.publish(Message.published("one", Payload.of("2"), 0, true), Map.of());
      assertEquals(Set.of(DOOR, published("one", "2", 0)), Set.copyOf(broker.retained()));
    }
  }

  @Test
  void isForgottenWhenItHasExpired() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-29T00:59:00Z"));
    InstantSource clock = now::get;
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(Brokers.settings(), Leftovers.NONE, port, clock);
        PahoFive client = new PahoFive(broker, "sensor")) {
      client.publishExpiring("home/door", "open", 60);
      client.publishExpiring("home/window", "open", 0xFFFF_FFFEL);
      assertEquals(2, broker.retained().size());
      now.set(now.get().plusSeconds(61));
      assertEquals(Set.of(published("home/window", "open", 1)), Set.copyOf(broker.retained()));
      assertTrue(broker.retained("home/door").isEmpty());
    }
  }

  private static Message published(String topic, String payload, int qos) {
    return Message.published(topic, Payload.of(payload), qos, true);
  }

  private static void awaitRetained(EmbeddedBroker broker, Collection<Message> expected) {
    Awaitility.await()
        .untilAsserted(() -> assertEquals(Set.copyOf(expected), Set.copyOf(broker.retained())));
  }
}
