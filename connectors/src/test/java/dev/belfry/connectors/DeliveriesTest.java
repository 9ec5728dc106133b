package dev.belfry.connectors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.http.HttpMethod;
import dev.belfry.connectors.http.HttpSettings;
import dev.belfry.connectors.http.Template;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.SmtpHost;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Reply;
import dev.belfry.effect.Effect;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final RetrySettings QUICK =
      new RetrySettings(
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          5,
          Duration.ofMillis(100));

  private @TempDir Path folder;
  private final Threads threads = new Threads();
  private final List<DeliveryEvent> events = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> stage = new ArrayList<>();
  private final Map<String, CameraSettings> cameras = new LinkedHashMap<>();
  private final Map<String, HttpSettings> endpoints = new LinkedHashMap<>();
  private List<ChannelTarget> owner = List.of(to("anna@example.org"));
  private Optional<MailSettings> mail = Optional.empty();
  private DeliveryLimits limits = new DeliveryLimits(1_000, Duration.ofSeconds(5), 1 << 26, QUICK);

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : stage) {
      one.close();
    }
    threads.close();
  }

  private static ChannelTarget to(String address) {
    return new ChannelTarget.Email(MailAddress.of(address));
  }

  private <T extends AutoCloseable> T on(T one) {
    stage.add(one);
    return one;
  }

  private void camera(String name, String url) {
    cameras.put(name, CameraSettings.of(url, Optional.empty()));
  }

  private void endpoint(String name, String url) {
    endpoints.put(name, HttpSettings.of(HttpMethod.POST, Template.url(url)));
  }

  private void mailServer(int port) {
    mail =
        Optional.of(
            MailSettings.of(
                "localhost",
                port,
                Tls.NONE,
                Optional.empty(),
                MailAddress.of("belfry@example.org")));
  }

  private Deliveries deliveries() {
    DeliverySettings settings =
        new DeliverySettings(
            Samples.BERLIN, Map.of("owner", owner), cameras, endpoints, mail, folder, limits);
    Deliveries deliveries =
        Deliveries.open(settings, threads, Samples.CLOCK, Receipts.inMemory(), events::add);
    stage.addFirst(() -> deliveries.close(Duration.ZERO));
    return deliveries;
  }

  private static DeliveryResult end(CompletionStage<DeliveryResult> stage, Duration limit) {
    CompletableFuture<DeliveryResult> future = stage.toCompletableFuture();
    await().atMost(limit).until(future::isDone);
    return future.join();
  }

  private static <T> T assertEnds(
      Class<T> kind, CompletionStage<DeliveryResult> stage, Duration limit) {
    DeliveryResult result = end(stage, limit);
    return assertInstanceOf(kind, result, result::toString);
  }

  private GreenMail greenMail(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "localhost", "smtp"));
    server.start();
    stage.add(server::stop);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void sendsAMailWithItsPicture() {
    GreenMail server = greenMail(0);
    mailServer(server.getSmtp().getPort());
    camera("porch", on(WebHost.start(asked -> Reply.picture(Samples.jpeg(100_000)))).url("/"));
    Delivered delivered =
        assertEnds(
            Delivered.class, deliveries().deliver("1", Samples.notify("Open", "porch")), SOON);
    assertEquals(new Delivered(1, "sent to anna@example.org"), delivered);
    String mail = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
    assertTrue(mail.contains("Content-ID: <picture-1>"), mail);
  }

  @Test
  void leavesWithoutALatePicture() {
    GreenMail server = greenMail(0);
    mailServer(server.getSmtp().getPort());
    camera(
        "porch",
        on(BadHost.trickling("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n")).url("/"));
    camera("yard", on(WebHost.start(asked -> Reply.of(500, ""))).url("/"));
    assertEnds(
        Delivered.class,
        deliveries().deliver("1", Samples.notify("Open", "porch", "yard", "attic")),
        Duration.ofSeconds(6));
    String mail = GreenMailUtil.getBody(server.getReceivedMessages()[0]).replace("=\r\n", "");
    assertTrue(mail.contains("The picture of porch is missing: the camera"), mail);
    assertTrue(mail.contains("within 5 s."), mail);
    assertTrue(mail.contains("The picture of yard is missing: the camera answered 500"), mail);
    assertTrue(mail.contains("The picture of attic is missing: there is no such camera"), mail);
    assertEquals(3, count(DeliveryEvent.PictureMissing.class));
  }

  private int count(Class<? extends DeliveryEvent> kind) {
    return (int) events.stream().filter(kind::isInstance).count();
  }

  @Test
  void getsEachMailThroughOnceWhenTheServerComesBack() throws Exception {
    int port = freePort();
    mailServer(port);
    AtomicInteger pictures = new AtomicInteger();
    WebHost host =
        on(WebHost.start(asked -> Reply.picture(Samples.jpeg(10 + pictures.incrementAndGet()))));
    camera("porch", host.url("/"));
    Deliveries deliveries = deliveries();
    List<CompletionStage<DeliveryResult>> results = new ArrayList<>();
    results.add(deliveries.deliver("night-0", Samples.notify("Open 0", "porch")));
    for (int i = 1; i < 20; i++) {
      results.add(deliveries.deliver("night-" + i, Samples.notify("Open " + i)));
    }
    await().atMost(SOON).until(() -> count(DeliveryEvent.AttemptFailed.class) >= 6);
    GreenMail server = greenMail(port);
    for (CompletionStage<DeliveryResult> result : results) {
      assertEnds(Delivered.class, result, Duration.ofSeconds(10));
    }
    List<String> ids = new ArrayList<>();
    for (MimeMessage message : server.getReceivedMessages()) {
      ids.add(message.getMessageID());
    }
    assertEquals(20, ids.size(), ids::toString);
    assertEquals(20, ids.stream().distinct().count(), ids::toString);
    assertEquals(1, pictures.get());
  }

  @Test
  void keepsOneRecipientFromDelayingOrLosingAnother() {
    AtomicInteger tries = new AtomicInteger();
    SmtpHost server =
        on(
            SmtpHost.start(
                Optional.empty(),
                line -> {
                  if (line.contains("gone@")) {
                    return "550 5.1.1 no such user";
                  }
                  return line.contains("grey@") && tries.incrementAndGet() < 8
                      ? "450 4.2.0 later"
                      : "";
                }));
    mailServer(server.port());
    owner = List.of(to("gone@example.org"), to("grey@example.org"), to("anna@example.org"));
    Failed failed =
        assertEnds(
            Failed.class,
            deliveries().deliver("1", Samples.notify("Open")),
            Duration.ofSeconds(10));
    assertEquals(
        "gone@example.org: localhost refuses the mail: 550 5.1.1 no such user;"
            + " sent to grey@example.org; sent to anna@example.org",
        failed.reason());
    assertEquals(8, failed.attempts());
    assertEquals(2, server.mails().size());
    assertEquals(7 + 1, count(DeliveryEvent.AttemptFailed.class));
    assertEquals(3, count(DeliveryEvent.Settled.class));
  }

  @Test
  void sendsNothingTwiceWhenAnEffectIsHandedOverAgain() {
    GreenMail server = greenMail(0);
    mailServer(server.getSmtp().getPort());
    owner = List.of(to("anna@example.org"), to("Anna <anna@example.org>"));
    Deliveries deliveries = deliveries();
    CompletionStage<DeliveryResult> first = deliveries.deliver("1", Samples.notify("Open"));
    CompletionStage<DeliveryResult> joined = deliveries.deliver("1", Samples.notify("Open"));
    assertEnds(Delivered.class, first, SOON);
    assertEnds(Delivered.class, joined, SOON);
    Delivered again =
        assertEnds(Delivered.class, deliveries.deliver("1", Samples.notify("Open")), SOON);
    assertEquals(new Delivered(0, "anna@example.org has it"), again);
    assertEquals(1, server.getReceivedMessages().length);
  }

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
  void writesFilesWithoutAMailServer() throws Exception {
    Delivered delivered =
        assertEnds(Delivered.class, deliveries().deliver("1", Samples.notify("Open")), SOON);
    assertEquals(1, files().size());
    assertEquals("written to " + files().getFirst(), delivered.note());
  }

  @Test
  void tellsWhomItCanThoughAChannelIsUnknown() throws Exception {
    Failed failed =
        assertEnds(
            Failed.class,
            deliveries()
                .deliver(
                    "1",
                    new Effect.Notify(
                        0,
                        Samples.RULE,
                        List.of("owner", "nobody"),
                        "Open",
                        Optional.empty(),
                        Optional.empty(),
                        List.of())),
            SOON);
    assertTrue(failed.reason().startsWith("nobody is reached by the channel nobody; written to"));
    assertEquals(1, files().size());
    assertEquals(
        new Failed("there is no connector named siren", 0),
        end(deliveries().deliver("2", Samples.call("siren", "ON")), SOON));
  }

  @Test
  void survivesAListenerThatFails() {
    DeliverySettings settings =
        new DeliverySettings(
            Samples.BERLIN, Map.of("owner", owner), cameras, endpoints, mail, folder, limits);
    Deliveries deliveries =
        Deliveries.open(
            settings,
            threads,
            Samples.CLOCK,
            Receipts.inMemory(),
            event -> {
              throw new IllegalStateException("on purpose");
            });
    assertEnds(Delivered.class, deliveries.deliver("1", Samples.notify("Open")), SOON);
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
