package dev.belfry.connectors;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.stage.BadHost;
import dev.belfry.connectors.stage.Samples;
import dev.belfry.connectors.stage.SmtpHost;
import dev.belfry.connectors.stage.WebHost;
import dev.belfry.connectors.stage.WebHost.Reply;
import dev.belfry.effect.Effect;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NotificationsTest extends DeliveriesStage {
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
}
