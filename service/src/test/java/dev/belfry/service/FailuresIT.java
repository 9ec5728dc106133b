package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What happens to an alert when the mail server, the camera or the endpoint is ill. */
@Timeout(60)
@Isolated("what must not wait has seconds")
class FailuresIT {
  private static final String RULES =
      """
      rule "Panic" {
        when topic "panic" updates
        then
          call siren_api { cause: value }
          notify owner "Panic in the {value}" with snapshot of porch
          publish "siren" "{value}" qos 1
      }
      """;

  @TempDir Path folder;
  private MailHost mail;
  private DigestCamera camera;
  private SirenEndpoint endpoint;
  private House house;

  @BeforeEach
  void furnish() throws Exception {
    mail = new MailHost();
    camera = new DigestCamera();
    endpoint = new SirenEndpoint();
    house =
        House.in(folder)
            .mail(mail.port())
            .camera(camera.address())
            .siren(endpoint.address())
            .rule("panic.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
    endpoint.close();
    camera.close();
    mail.close();
  }

  @Test
  void aMailServerThatWasDownGetsEachMailOnce() throws Exception {
    BelfryProcess belfry = house.run();
    Mosquitto clients = belfry.clients();
    for (String room : List.of("hall", "bath", "attic")) {
      clients.publish("panic", room, "-q", "1");
    }
    belfry.awaitLine("mail  attempt 1 failed");
    endpoint.awaitRequest(3);
    mail.up();
    mail.awaitMail(3, Duration.ofSeconds(20));
    // One more has come behind them: what would have come twice has done so by now.
    clients.publish("panic", "cellar", "-q", "1");
    mail.awaitMail(4, Duration.ofSeconds(20));
    List<String> rooms = new ArrayList<>();
    for (MimeMessage each : mail.mails()) {
      rooms.add(MailHost.text(each).lines().findFirst().orElse(""));
    }
    assertEquals(
        List.of(
            "Panic in the attic", "Panic in the bath", "Panic in the cellar", "Panic in the hall"),
        rooms.stream().sorted().toList());
    assertEquals(4, endpoint.requests().size());
  }

  @Test
  void aCameraThatFailsCostsThePictureAndNotTheMail() throws Exception {
    mail.up();
    camera.be(DigestCamera.Mood.FAILING);
    BelfryProcess belfry = house.run();
    belfry.clients().publish("panic", "hall", "-q", "1");
    MimeMessage letter = mail.awaitMail(1, Duration.ofSeconds(6));
    assertEquals(List.of(), MailHost.parts(letter, "image/*"));
    String text = MailHost.text(letter);
    assertTrue(text.startsWith("Panic in the hall"), text);
    assertTrue(text.contains("porch") && text.contains("500"), text);
    belfry.awaitLine("camera porch  no picture");
  }

  @Test
  void aCameraThatNeverEndsHoldsTheMailForSixSecondsAtMost() throws Exception {
    mail.up();
    camera.be(DigestCamera.Mood.ENDLESS);
    BelfryProcess belfry = house.run();
    belfry.clients().publish("panic", "hall", "-q", "1");
    MimeMessage letter = mail.awaitMail(1, Duration.ofSeconds(6));
    assertEquals(List.of(), MailHost.parts(letter, "image/*"));
    String text = MailHost.text(letter);
    assertTrue(text.contains("porch") && text.contains("within 5 s"), text);
  }

  @Test
  void anEndpointThatHangsDelaysNothingElse() throws Exception {
    mail.up();
    endpoint.hang();
    Mosquitto clients = house.run().clients();
    try (Mosquitto.Subscriber siren = clients.subscribe("siren")) {
      // More than there are threads for the endpoint.
      for (int i = 1; i <= 8; i++) {
        clients.publish("panic", "room " + i, "-q", "1");
      }
      endpoint.awaitRequest(1);
      siren.await(
          heard -> heard.payload().equals("room 8"), "the eighth siren", Duration.ofSeconds(2));
      mail.awaitMail(8, Duration.ofSeconds(4));
      assertEquals(8, siren.on("siren").size());
    }
  }
}
