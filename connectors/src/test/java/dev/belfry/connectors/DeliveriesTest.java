package dev.belfry.connectors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeliveriesTest extends DeliveriesStage {
  @Test
  void letsNoDeadSinkDelayAnother() {
    mailServer(on(BadHost.silent()).port());
    endpoint("dead", on(BadHost.silent()).url("/"));
    WebHost alive = on(WebHost.start(asked -> Reply.of(200, "")));
    endpoint("alive", alive.url("/"));
    Deliveries deliveries = deliveries();
    for (int i = 0; i < 50; i++) {
      deliveries.deliver("dead-" + i, Samples.call("dead", "ON"));
      deliveries.deliver("mail-" + i, Samples.notify("Open"));
    }
    for (int i = 0; i < 20; i++) {
      assertEnds(
          Delivered.class,
          deliveries.deliver("alive-" + i, Samples.call("alive", "ON")),
          Duration.ofSeconds(1));
    }
    assertEquals(Map.of("mail", 50, "call dead", 50, "call alive", 0), deliveries.waiting());
  }

  @Test
  void refusesMoreThanTheQueueHolds() {
    limits = new DeliveryLimits(3, Duration.ofSeconds(5), 1 << 26, QUICK);
    endpoint("dead", on(BadHost.silent()).url("/"));
    Deliveries deliveries = deliveries();
    for (int i = 0; i < 3; i++) {
      assertFalse(
          deliveries.deliver("" + i, Samples.call("dead", "ON")).toCompletableFuture().isDone());
    }
    assertEquals(
        new Failed("3 deliveries already wait for call dead", 0),
        end(deliveries.deliver("3", Samples.call("dead", "ON")), SOON));
    assertEquals(1, count(DeliveryEvent.Settled.class));
  }

  @Test
  void retriesACallWithTheSameKeyAndHonoursRetryAfter() {
    AtomicInteger calls = new AtomicInteger();
    WebHost host =
        on(
            WebHost.start(asked ->
                calls.incrementAndGet() < 3
                    ? Reply.of(503, "").with("Retry-After", "3600")
                    : Reply.of(200, "")));
    endpoint("siren", host.url("/"));
    assertEquals(
        new Delivered(3, "127.0.0.1 answered 200 OK"),
        end(deliveries().deliver("effect-7", Samples.call("siren", "ON")), SOON));
    assertEquals(
        List.of("effect-7", "effect-7", "effect-7"),
        host.asked().stream().map(asked -> asked.header("Idempotency-Key").orElse("")).toList());
  }

  @Test
  void waitsAsLongAsAskedFor() {
    RetrySettings patient =
        new RetrySettings(
            Duration.ofMillis(1),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            5,
            Duration.ofMillis(100));
    limits = new DeliveryLimits(1_000, Duration.ofSeconds(5), 1 << 26, patient);
    Reply busy = Reply.of(429, "").with("Retry-After", "1");
    List<Long> nanos = new CopyOnWriteArrayList<>();
    WebHost host =
        on(
            WebHost.start(asked -> {
              nanos.add(System.nanoTime());
              return nanos.size() == 1 ? busy : Reply.of(200, "");
            }));
    endpoint("siren", host.url("/"));
    assertEnds(
        Delivered.class,
        deliveries().deliver("1", Samples.call("siren", "ON")),
        Duration.ofSeconds(10));
    long pauseNanos = nanos.get(1) - nanos.get(0);
    assertTrue(pauseNanos >= Duration.ofSeconds(1).toNanos(), () -> pauseNanos + " ns");
  }

  @Test
  void givesUpInTheEnd() {
    RetrySettings brief =
        new RetrySettings(
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(300),
            3,
            Duration.ofMillis(50));
    limits = new DeliveryLimits(1_000, Duration.ofSeconds(5), 1 << 26, brief);
    endpoint("siren", on(WebHost.start(asked -> Reply.of(503, "busy"))).url("/"));
    Failed failed =
        assertEnds(Failed.class, deliveries().deliver("1", Samples.call("siren", "ON")), SOON);
    assertEquals(
        "given up after 300 ms: 127.0.0.1 answered 503 Service Unavailable: busy", failed.reason());
    assertTrue(failed.attempts() >= 3, failed::toString);
  }

  @Test
  void leavesASinkAloneThatIsDown() {
    RetrySettings breaking =
        new RetrySettings(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofSeconds(20),
            3,
            Duration.ofSeconds(10));
    limits = new DeliveryLimits(1_000, Duration.ofSeconds(5), 1 << 26, breaking);
    BadHost host = on(BadHost.slamming());
    endpoint("siren", host.url("/"));
    Deliveries deliveries = deliveries();
    deliveries.deliver("1", Samples.call("siren", "ON"));
    await().atMost(SOON).until(() -> host.visits() == 3);
    deliveries.deliver("2", Samples.call("siren", "ON"));
    await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> host.visits() == 3);
  }

  @Test
  void keepsWhatIsUnderWayWhenItCloses() {
    endpoint("dead", on(BadHost.silent()).url("/"));
    mailServer(on(BadHost.trickling("220 ")).port());
    Deliveries deliveries = deliveries();
    List<CompletionStage<DeliveryResult>> open =
        List.of(
            deliveries.deliver("1", Samples.call("dead", "ON")),
            deliveries.deliver("2", Samples.notify("Open")));
    assertTimeout(Duration.ofSeconds(2), () -> deliveries.close(Duration.ofMillis(300)));
    for (CompletionStage<DeliveryResult> one : open) {
      assertThrows(CancellationException.class, () -> one.toCompletableFuture().getNow(null));
    }
    assertThrows(
        CancellationException.class,
        () -> deliveries.deliver("3", Samples.notify("x")).toCompletableFuture().join());
    assertEquals(0, count(DeliveryEvent.Settled.class));
    assertTrue(threads.areClosed());
  }

  @Test
  void letsAnAttemptEndBeforeItCloses() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    WebHost host =
        on(
            WebHost.start(request -> {
              asked.countDown();
              await().atMost(SOON).until(() -> go.getCount() == 0);
              return Reply.of(200, "");
            }));
    endpoint("siren", host.url("/"));
    Deliveries deliveries = deliveries();
    CompletionStage<DeliveryResult> result = deliveries.deliver("1", Samples.call("siren", "ON"));
    await().atMost(SOON).until(() -> asked.getCount() == 0);
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(() -> deliveries.close(Duration.ofSeconds(5)));
    go.countDown();
    assertEnds(Delivered.class, result, SOON);
    closing.join();
  }
}
