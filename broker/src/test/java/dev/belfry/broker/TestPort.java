package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.MessagePort;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A port that shows what it was handed, and that makes it safe when the test says so. */
final class TestPort implements MessagePort {
  private static final long PATIENCE_SECONDS = 10;

  /** A message that was handed over, and the stage that the broker waits for. */
  record Offer(Message message, CompletableFuture<Void> stage) {
    void makeSafe() {
      assertTrue(stage.complete(null), "made safe twice");
    }

    void refuse() {
      refuse(new IllegalStateException("broken"));
    }

    void refuse(Exception why) {
      stage.completeExceptionally(why);
    }
  }

  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> clients = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final boolean atOnce;

  private TestPort(boolean atOnce) {
    this.atOnce = atOnce;
  }

  /** Everything is safe at once. */
  static TestPort quick() {
    return new TestPort(true);
  }

  /** Nothing is safe until the test says so. */
  static TestPort patient() {
    return new TestPort(false);
  }

  @Override
  public CompletionStage<Void> accept(Message message) {
    if (message.topic().startsWith(Message.CLIENTS)) {
      return client(message);
    }
    CompletableFuture<Void> stage = new CompletableFuture<>();
    offers.add(new Offer(message, stage));
    if (atOnce) {
      stage.complete(null);
    }
    return stage;
  }

  private CompletionStage<Void> client(Message message) {
    String id = message.topic().substring(Message.CLIENTS.length());
    clients.add(id + " " + message.payload());
    return refusals.getAndDecrement() > 0
        ? CompletableFuture.failedFuture(new IllegalStateException("the line is full"))
        : CompletableFuture.completedFuture(null);
  }

  /** The next so many notices of clients are not taken. */
  void refuseClients(int times) {
    refusals.set(times);
  }

  /** The next notice of a client: its id, and whether it is connected. */
  String nextClient() throws InterruptedException {
    @Nullable String notice = clients.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(notice, "the port was told of no client");
    return notice;
  }

  /** The next message that the broker hands over. */
  Offer next() throws InterruptedException {
    @Nullable Offer offer = offers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(offer, "the port was handed nothing");
    return offer;
  }

  Message nextMessage() throws InterruptedException {
    return next().message();
  }

  int waiting() {
    return offers.size();
  }
}
