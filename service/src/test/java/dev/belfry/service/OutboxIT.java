package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is on its way when the power fails gets there all the same. */
@Timeout(90)
class OutboxIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String RULES =
      """
      rule "Mail" {
        when topic "mail" updates
        then notify owner "The door is {value}"
      }
      rule "Call" {
        when topic "call" updates
        then call siren value
      }
      rule "Publish" {
        when topic "ask" updates
        then publish "answer" value qos 1
      }
      """;

  @TempDir Path folder;
  private House house;
  private int mailPort;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("all.rules", RULES);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      mailPort = free.getLocalPort();
    }
    configure("http://127.0.0.1:9/");
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private void configure(String siren) throws IOException {
    house.configure(
        """
        mail: { host: 127.0.0.1, port: %d, tls: none, from: belfry@example.org }
        channels:
          owner: [ { email: { to: anna@example.org } } ]
        supervision: { notify: [ owner ] }
        connectors:
          siren: { http: { method: POST, url: "%s" } }
        """
            .formatted(mailPort, siren));
  }

  private GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", "smtp"));
    server.start();
    return server;
  }

  @Test
  void aMailAndACallThatWaitSurviveAPowerCutAndBearTheirIds() throws Exception {
    BelfryProcess first = house.run();
    first.clients().publish("mail", "open", "-q", "1");
    first.clients().publish("call", "ON", "-q", "1");
    first.awaitLine("mail  attempt 1 failed");
    first.awaitLine("call siren  attempt 1 failed");
    BelfryProcess shown = house.start(List.of("outbox"));
    assertEquals(0, shown.awaitEnd());
    assertTrue(
        shown.text().contains("Mail → mail anna@example.org: The door is open"), shown.text());
    assertTrue(shown.text().contains("Call → call siren siren: ON"), shown.text());
    first.kill();
    GreenMail server = mailServer();
    try (SirenEndpoint siren = new SirenEndpoint()) {
      configure(siren.address().toString());
      BelfryProcess second = house.run();
      SirenEndpoint.Request call = siren.awaitRequest(1);
      assertEquals("ON", call.body());
      Awaitility.await().atMost(SOON).until(() -> server.getReceivedMessages().length == 2);
      List<String> subjects =
          List.of(
              server.getReceivedMessages()[0].getSubject(),
              server.getReceivedMessages()[1].getSubject());
      assertTrue(subjects.contains("The door is open"), subjects::toString);
      // The other one is the report of the power cut.
      assertEquals(1, subjects.stream().filter("The door is open"::equals).count());
      assertEquals(0, second.stop());
      assertEquals(1, siren.requests().size());
      house.run().clients().publish("call", "OFF", "-q", "1");
      assertNotEquals(call.key(), siren.awaitRequest(2).key());
      assertEquals(2, server.getReceivedMessages().length);
    } finally {
      server.stop();
    }
  }

  @Test
  void whatIsGivenUpIsKeptShownToldAndCanBeTriedAgain() throws Exception {
    GreenMail server = mailServer();
    try (SirenEndpoint siren = new SirenEndpoint()) {
      configure(siren.address().toString());
      siren.refuse(true);
      BelfryProcess first = house.run();
      first.clients().publish("call", "ON", "-q", "1");
      first.awaitLine("call siren  siren could not be reached: 127.0.0.1 answered 404");
      try (Mosquitto.Subscriber alerts = first.clients().subscribe("belfry/alerts/#")) {
        alerts.await(
            heard ->
                heard.topic().equals("belfry/alerts/belfry-delivery/call siren")
                    && heard.payload().contains("\"state\":\"firing\""),
            "the alert");
      }
      Awaitility.await().atMost(SOON).until(() -> server.getReceivedMessages().length == 1);
      assertEquals(0, first.stop());
      siren.refuse(false);
      house.run();
      BelfryProcess shown = house.start(List.of("outbox"));
      shown.awaitEnd();
      assertTrue(shown.text().startsWith("given up "), shown.text());
      BelfryProcess again = house.start(List.of("outbox", "retry", "--all"));
      assertEquals(0, again.awaitEnd(), again::text);
      assertEquals(siren.awaitRequest(1), siren.awaitRequest(2));
    } finally {
      server.stop();
    }
  }

  @Test
  void aMessageThatNobodyWasThereForWaitsForWhoComesBack() throws Exception {
    BelfryProcess first = house.run();
    first.clients().publish("ask", "something", "-q", "1");
    // Killed within the second in which the store learns that it was sent.
    first.kill();
    try (Mosquitto.Subscriber back = house.run().clients().subscribe("answer")) {
      back.await("answer", "something");
    }
  }

  @Test
  void thePictureOfTheMomentGoesWithTheMailThoughThePowerFailed() throws Exception {
    house.rule(
        "all.rules",
        "rule \"Mail\" { when topic \"mail\" updates then notify owner \"Look\" with snapshot of"
            + " porch }");
    try (DigestCamera camera = new DigestCamera()) {
      house.configure(
          """
          mail: { host: 127.0.0.1, port: %d, tls: none, from: belfry@example.org }
          channels:
            owner: [ { email: { to: anna@example.org } } ]
          cameras:
            porch: { snapshot: "${CAMERA_URL}", user: "${CAMERA_USER}", password: "${CAMERA_PASSWORD}" }
          """
              .formatted(mailPort));
      house.camera(camera.address());
      BelfryProcess first = house.run();
      first.clients().publish("mail", "x", "-q", "1");
      first.awaitLine("mail  attempt 1 failed");
      first.kill();
    }
    GreenMail server = mailServer();
    try {
      house.run();
      Awaitility.await().atMost(SOON).until(() -> server.getReceivedMessages().length == 1);
      String mail = GreenMailUtil.getWholeMessage(server.getReceivedMessages()[0]);
      assertTrue(mail.contains("Content-ID: <picture-1>"), mail);
      Awaitility.await().atMost(SOON).until(() -> pictures() == 0);
    } finally {
      server.stop();
    }
  }

  private long pictures() throws IOException {
    try (Stream<Path> pictures = Files.list(folder.resolve("data/pictures"))) {
      return pictures.count();
    }
  }
}
