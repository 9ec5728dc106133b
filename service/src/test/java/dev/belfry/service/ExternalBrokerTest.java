package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.broker.external.ConnectionListener;
import dev.belfry.broker.external.ExternalBroker;
import dev.belfry.broker.external.ExternalSettings;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.event.TopicFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire between us and a mosquitto, seen in its log. */
@Timeout(60)
class ExternalBrokerTest {
  private static final String ID = "belfry-test";

  /** A message at the port, which the test makes safe or refuses. */
  private record Offer(Message message, CompletableFuture<Void> done) {
    String text() {
      return message.payload().toString();
    }

    void refuse() {
      done.completeExceptionally(new IllegalStateException("the disk is full"));
    }
  }

  @TempDir Path folder;
  private MosquittoServer server;
  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final List<ExternalBroker> opened = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = MosquittoServer.in(folder.resolve("mosquitto")).start();
  }

  @AfterEach
  void end() {
    opened.forEach(ExternalBroker::close);
    server.close();
  }

  private ExternalBroker connect() throws Exception {
    return connect(Duration.ofMillis(50));
  }

  /**
   * @param firstPause before what was refused is offered again
   */
  private ExternalBroker connect(Duration firstPause) throws Exception {
    ExternalSettings settings =
        ExternalSettings.of(
                "127.0.0.1",
                server.port(),
                Optional.empty(),
                Optional.empty(),
                ID,
                "belfry/status",
                folder.resolve("filters"))
            .withPauses(firstPause, firstPause.multipliedBy(4));
    ExternalBroker broker = ExternalBroker.connect(settings, this::accept, new Silent());
    opened.add(broker);
    broker.read(Set.of(TopicFilter.parse("in/{what}")));
    awaitConnected(broker);
    server.awaitLog("Sending SUBACK to " + ID, 1);
    return broker;
  }

  private static void awaitConnected(ExternalBroker broker) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(broker::isConnected);
  }

  private CompletionStage<Void> accept(Message message) {
    Offer offer = new Offer(message, new CompletableFuture<>());
    offers.add(offer);
    return offer.done();
  }

  private static final class Silent implements ConnectionListener {
    @Override
    public void connected(String words) {}

    @Override
    public void disconnected(String words) {}

    @Override
    public void warned(String words) {}
  }

  private Offer next() throws InterruptedException {
    Offer offer = offers.poll(10, TimeUnit.SECONDS);
    if (offer == null) {
      throw new AssertionError("nothing came to the port");
    }
    return offer;
  }

  @Test
  void whatIsSafeIsAcknowledgedAndNothingBefore() throws Exception {
    connect();
    server.clients().publish("in/a", "one", "-q", "1");
    server.clients().publish("in/a", "two", "-q", "2");
    Offer one = next();
    Offer two = next();
    assertEquals("one", one.text());
    // The acknowledgements go in the order of the messages.
    two.done().complete(null);
    assertEquals(List.of(), server.log("Received PUBREC from " + ID));
    assertEquals(List.of(), server.log("Received PUBACK from " + ID));
    one.done().complete(null);
    server.awaitLog("Received PUBACK from " + ID, 1);
    server.awaitLog("Received PUBREC from " + ID, 1);
  }

  @Test
  void whatWasNotSafeComesAgainInANewConnection() throws Exception {
    ExternalBroker first = connect();
    server.clients().publish("in/a", "one", "-q", "1");
    assertEquals("one", next().text());
    first.close();
    connect();
    Offer again = next();
    assertEquals("one", again.text());
    assertFalse(again.message().replayed());
    again.done().complete(null);
    server.awaitLog("Received PUBACK from " + ID, 1);
  }

  @Test
  void whatIsRefusedIsOfferedAgainInOrder() throws Exception {
    // All three are refused before the first of them is offered again.
    connect(Duration.ofMillis(500));
    server.clients().lines("in/a", "1\n2\n3\n");
    List<Offer> offered = List.of(next(), next(), next());
    offered.forEach(Offer::refuse);
    for (int round = 0; round < 3; round++) {
      Offer first = next();
      assertEquals("1", first.text());
      if (round < 2) {
        first.refuse();
        Offer second = next();
        second.refuse();
        next().refuse();
      } else {
        first.done().complete(null);
      }
    }
    server.awaitLog("Received PUBACK from " + ID, 1);
    Offer second = next();
    Offer third = next();
    assertEquals(List.of("2", "3"), List.of(second.text(), third.text()));
    second.done().complete(null);
    third.done().complete(null);
    server.awaitLog("Received PUBACK from " + ID, 3);
    assertEquals(0, offers.size());
  }

  @Test
  void aRetainedMessageIsReplayedOnceAndALiveOneNever() throws Exception {
    server.clients().publish("in/a", "old", "-q", "1", "-r");
    ExternalBroker first = connect();
    Offer old = next();
    assertTrue(old.message().replayed());
    old.done().complete(null);
    server.awaitLog("Received PUBACK from " + ID, 1);
    server.clients().publish("in/a", "new", "-q", "1", "-r");
    Offer live = next();
    assertFalse(live.message().replayed());
    live.done().complete(null);
    server.awaitLog("Received PUBACK from " + ID, 2);
    first.close();
    // The session goes on, and so does the subscription: nothing is replayed to it.
    connect();
    server.awaitLog("Sending SUBACK to " + ID, 2);
    server.clients().publish("in/a", "newer", "-q", "1");
    assertEquals("newer", next().text());
  }

  @Test
  void whatIsPublishedWhileTheBrokerIsAwayArrivesInOrder() throws Exception {
    ExternalBroker broker = connect();
    broker.publish(message("belfry/status", "online")).toCompletableFuture().join();
    server.stop();
    Awaitility.await().until(() -> !broker.isConnected());
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      sent.add(broker.publish(message("out", String.valueOf(i))).toCompletableFuture());
    }
    assertTrue(sent.stream().noneMatch(CompletableFuture::isDone));
    assertEquals(100, broker.unacknowledged());
    server.start();
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    assertEquals(0, broker.unacknowledged());
    List<String> received = server.log("Received PUBLISH from " + ID + " (d0, q1, r1, ");
    assertEquals(101, received.size());
    awaitConnected(broker);
    try (Mosquitto.Subscriber witness = server.clients().subscribe("out")) {
      assertEquals("100", witness.await("out", "100").payload());
    }
  }

  @Test
  void noMoreThanTheLimitWaits() throws Exception {
    ExternalBroker broker = connect();
    server.stop();
    Awaitility.await().until(() -> !broker.isConnected());
    Message large = new Message("out", Payload.of(new byte[1024 * 1024]), 1, false, false);
    for (int i = 0; i < 16; i++) {
      assertFalse(broker.publish(large).toCompletableFuture().isDone());
    }
    CompletableFuture<Void> one = broker.publish(large).toCompletableFuture();
    assertThrows(CompletionException.class, one::join);
  }

  @Test
  void userPropertiesGoWithAMessage() throws Exception {
    ExternalBroker broker = connect();
    broker.publish(message("belfry/status", "online")).toCompletableFuture().join();
    List<String> options = List.of("-V", "mqttv5", "-F", "%q %r %x %t%P");
    try (Mosquitto.Subscriber witness = server.clients().subscribeWith(options, "out")) {
      broker.publish(message("out", "x"), Map.of("belfry-id", "7")).toCompletableFuture().join();
      witness.await(it -> it.topic().equals("outbelfry-id:7"), "the property");
    }
  }

  private static Message message(String topic, String payload) {
    return Message.published(topic, Payload.of(payload), 1, true);
  }
}
