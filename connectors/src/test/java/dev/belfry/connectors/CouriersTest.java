package dev.belfry.connectors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.belfry.connectors.camera.CameraSettings;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.email.MailSettings;
import dev.belfry.connectors.email.MailSettings.Tls;
import dev.belfry.connectors.http.HttpMethod;
import dev.belfry.connectors.http.HttpSettings;
import dev.belfry.connectors.http.Template;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.Threads;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CouriersTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String ANNA = "anna@example.org";

  @TempDir Path folder;
  private final List<AutoCloseable> stage = new ArrayList<>();
  private final Map<String, CameraSettings> cameras = new LinkedHashMap<>();
  private final Map<String, HttpSettings> endpoints = new LinkedHashMap<>();
  private final List<String> missing = new CopyOnWriteArrayList<>();
  private Optional<MailSettings> mail = Optional.empty();
  private List<ChannelTarget> owner = List.of(to(ANNA));

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable one : stage) {
      one.close();
    }
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

  private GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(0, "localhost", "smtp"));
    server.start();
    stage.add(server::stop);
    mailServerAt(server.getSmtp().getPort());
    return server;
  }

  private void mailServerAt(int port) {
    MailAddress from = MailAddress.of("belfry@example.org");
    mail = Optional.of(MailSettings.of("localhost", port, Tls.NONE, Optional.empty(), from));
  }

  private Couriers couriers() {
    DeliverySettings settings =
        new DeliverySettings(
            Samples.BERLIN,
            Map.of("owner", owner),
            cameras,
            endpoints,
            mail,
            folder.resolve("mail"),
            folder.resolve("pictures"),
            Duration.ofSeconds(5));
    Threads threads = on(new Threads());
    Couriers couriers =
        Couriers.open(
            settings,
            threads,
            Samples.CLOCK,
            (camera, reason) -> missing.add(camera + ": " + reason));
    stage.addFirst(() -> couriers.close(Duration.ZERO));
    return couriers;
  }

  private static Attempt end(CompletionStage<Attempt> stage) {
    CompletableFuture<Attempt> future = stage.toCompletableFuture();
    await().atMost(SOON).until(future::isDone);
    return future.join();
  }

  private List<Path> pictures() throws IOException {
    Path pictures = folder.resolve("pictures");
    if (!Files.exists(pictures)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(pictures)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void eachPersonIsNamedOnceThoughSeveralChannelsNameThem() {
    owner = List.of(to(ANNA), to("Anna <anna@example.org>"), to("ben@example.org"));
    assertEquals(List.of(ANNA, "ben@example.org"), couriers().targets(List.of("owner", "owner")));
    assertEquals(List.of(), couriers().targets(List.of("nobody")));
  }

  @Test
  void sendsAMailWithItsPicture() {
    GreenMail server = mailServer();
    camera("porch", on(WebHost.start(asked -> Reply.picture(Samples.jpeg(100_000)))).url("/"));
    assertEquals(
        new Attempt.Done("sent to " + ANNA),
        end(couriers().tell("1", "g", Samples.notify("Open", "porch"), ANNA)));
    String sent = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
    assertTrue(sent.contains("Content-ID: <picture-1>"), sent);
  }

  @Test
  void leavesWithoutALatePicture() {
    GreenMail server = mailServer();
    camera(
        "porch",
        on(BadHost.trickling("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n")).url("/"));
    camera("yard", on(WebHost.start(asked -> Reply.of(500, ""))).url("/"));
    assertInstanceOf(
        Attempt.Done.class,
        end(couriers().tell("1", "g", Samples.notify("Open", "porch", "yard", "attic"), ANNA)));
    String sent = GreenMailUtil.getBody(server.getReceivedMessages()[0]).replace("=\r\n", "");
    assertTrue(sent.contains("The picture of porch is missing: the camera"), sent);
    assertTrue(sent.contains("within 5 s."), sent);
    assertTrue(sent.contains("The picture of yard is missing: the camera answered 500"), sent);
    assertTrue(sent.contains("The picture of attic is missing: there is no such camera"), sent);
    assertEquals(3, missing.size(), missing::toString);
  }

  @Test
  void aRepeatBearsTheFirstPicturesAlsoAfterARestartAndForEveryTarget() throws Exception {
    mailServerAt(on(BadHost.slamming()).port());
    owner = List.of(to(ANNA), to("ben@example.org"));
    AtomicInteger shots = new AtomicInteger();
    WebHost host =
        on(WebHost.start(asked -> Reply.picture(Samples.jpeg(1_000 + shots.incrementAndGet()))));
    camera("porch", host.url("/"));
    Couriers first = couriers();
    for (String target : List.of(ANNA, "ben@example.org", ANNA)) {
      Attempt attempt = end(first.tell("1", "g", Samples.notify("Open", "porch", "attic"), target));
      assertInstanceOf(Attempt.Again.class, attempt, attempt::toString);
    }
    first.close(Duration.ZERO);
    GreenMail server = mailServer();
    Couriers second = couriers();
    second.keepOnly(Set.of("g"));
    assertInstanceOf(
        Attempt.Done.class,
        end(second.tell("1", "g", Samples.notify("Open", "porch", "attic"), ANNA)));
    assertEquals(1, shots.get());
    String sent = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
    assertTrue(sent.contains("Content-ID: <picture-1>"), sent);
    assertTrue(sent.contains("The picture of attic is missing"), sent);
    assertEquals(List.of("attic: there is no such camera"), missing);
    assertEquals(2, pictures().size());
    second.release("g");
    assertEquals(List.of(), pictures());
  }

  @Test
  void picturesThatNobodyWaitsForGo() throws Exception {
    mailServerAt(on(BadHost.slamming()).port());
    camera("porch", on(WebHost.start(asked -> Reply.picture(Samples.jpeg(10)))).url("/"));
    end(couriers().tell("1", "g", Samples.notify("Open", "porch"), ANNA));
    assertEquals(1, pictures().size());
    couriers().keepOnly(Set.of("other"));
    assertEquals(List.of(), pictures());
  }

  @Test
  void picturesThatCannotBeKeptCostNoMail() throws Exception {
    GreenMail server = mailServer();
    Files.writeString(folder.resolve("pictures"), "in the way");
    camera("porch", on(WebHost.start(asked -> Reply.picture(Samples.jpeg(10)))).url("/"));
    assertInstanceOf(
        Attempt.Done.class, end(couriers().tell("1", "g", Samples.notify("x", "porch"), ANNA)));
    String sent = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
    assertTrue(sent.contains("Content-ID: <picture-1>"), sent);
  }

  @Test
  void whoIsNoMoreInTheConfigurationIsToldSo() {
    assertEquals(
        new Attempt.Never("the configuration names old@example.org no more"),
        end(couriers().tell("1", "g", Samples.notify("Open"), "old@example.org")));
    assertEquals(
        new Attempt.Never("there is no connector named siren"),
        end(couriers().call("1", Samples.call("siren", "ON"))));
  }

  @Test
  void writesFilesWithoutAMailServer() throws Exception {
    Attempt.Done done =
        assertInstanceOf(
            Attempt.Done.class, end(couriers().tell("1", "g", Samples.notify("Open"), ANNA)));
    try (Stream<Path> files = Files.list(folder.resolve("mail"))) {
      assertEquals("written to " + files.findFirst().orElseThrow(), done.note());
    }
  }

  @Test
  void aCallBearsItsIdAndTellsWhenToComeAgain() {
    WebHost host = on(WebHost.start(asked -> Reply.of(503, "").with("Retry-After", "3600")));
    endpoint("siren", host.url("/"));
    Attempt.Again again =
        assertInstanceOf(
            Attempt.Again.class, end(couriers().call("effect-7", Samples.call("siren", "ON"))));
    assertTrue(again.sinkDown());
    assertEquals(Optional.of(Duration.ofHours(1)), again.after());
    assertEquals(Optional.of("effect-7"), host.asked().getFirst().header("Idempotency-Key"));
  }

  @Test
  void aDeadSinkDelaysNoOther() {
    mailServerAt(on(BadHost.silent()).port());
    endpoint("dead", on(BadHost.silent()).url("/"));
    endpoint("alive", on(WebHost.start(asked -> Reply.of(200, ""))).url("/"));
    Couriers couriers = couriers();
    List<CompletionStage<Attempt>> hanging = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      hanging.add(couriers.call("dead-" + i, Samples.call("dead", "ON")));
      hanging.add(couriers.tell("mail-" + i, "g" + i, Samples.notify("Open"), ANNA));
    }
    assertInstanceOf(Attempt.Done.class, end(couriers.call("alive", Samples.call("alive", "ON"))));
    hanging.forEach(each -> assertFalse(each.toCompletableFuture().isDone()));
    assertTimeout(Duration.ofSeconds(3), () -> couriers.close(Duration.ofMillis(300)));
  }
}
