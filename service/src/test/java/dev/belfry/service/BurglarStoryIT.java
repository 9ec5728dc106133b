package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story that the rules tell, from the door to the inbox, and how its people change it. */
@Timeout(60)
class BurglarStoryIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void aBurglarIsHeardSeenAndToldAndTheRulesCanBeChangedMeanwhile() throws Exception {
    try (MailHost mail = new MailHost().up();
        DigestCamera camera = new DigestCamera();
        SirenEndpoint endpoint = new SirenEndpoint();
        House house = house(mail, camera, endpoint)) {
      Mosquitto clients = house.run().clients();
      try (Mosquitto.Subscriber home = clients.subscribe("alarm/#", "home/siren/set");
          Mosquitto.Subscriber rules = clients.subscribe("belfry/rules")) {
        arm(clients, home);
        theDoorOpens(clients, home);
        theMailShowsWhoCame(mail.awaitMail(1, SOON));
        theEndpointHears(endpoint);
        assertEquals(1, camera.refused(), "the first request is asked for the password");
        assertEquals(1, camera.shown());
        theSirenStopsAndTheAlarmWatchesOn(home);
        theyEditTheRules(house, rules);
        somebodyMoves(clients, home, mail);
        assertEquals(2, mail.mails().size());
        assertEquals(2, endpoint.requests().size());
      }
    }
  }

  private House house(MailHost mail, DigestCamera camera, SirenEndpoint endpoint) throws Exception {
    return House.in(folder)
        .mail(mail.port())
        .camera(camera.address())
        .siren(endpoint.address())
        .burglarAlarm();
  }

  private static void arm(Mosquitto clients, Mosquitto.Subscriber home) throws Exception {
    clients.publish("alarm/mode", "away", "-r", "-q", "1");
    home.await("alarm/state", "arming");
    home.await("alarm/state", "armed");
    assertEquals(List.of("arming", "armed"), home.on("alarm/state"));
  }

  private static void theDoorOpens(Mosquitto clients, Mosquitto.Subscriber home) throws Exception {
    clients.publish("home/door/front", "open", "-q", "1");
    home.await("alarm/state", "pending");
    clients.publish("home/door/front", "closed", "-q", "1");
    assertEquals(List.of(), home.on("home/siren/set"), "there is time to switch it off");
    home.await("alarm/state", "triggered");
    assertEquals(1, home.await("home/siren/set", "ON").qos());
    assertEquals(List.of("the front door was opened"), home.on("alarm/cause"));
  }

  private static void theMailShowsWhoCame(MimeMessage mail) throws Exception {
    assertTrue(mail.getSubject().contains("Burglar alarm"), mail.getSubject());
    assertTrue(MailHost.text(mail).contains("Burglar alarm: the front door was opened"));
    String html = MailHost.parts(mail, "text/html").getFirst().getContent().toString();
    assertTrue(html.contains("Burglar alarm: the front door was opened"), html);
    List<Part> pictures = MailHost.parts(mail, "image/jpeg");
    assertEquals(1, pictures.size());
    Part picture = pictures.getFirst();
    assertEquals(Part.INLINE, picture.getDisposition());
    String[] ids = picture.getHeader("Content-ID");
    assertTrue(html.contains("cid:" + ids[0].replaceAll("[<>]", "")), html);
    assertArrayEquals(DigestCamera.picture(), picture.getInputStream().readAllBytes());
  }

  private static void theEndpointHears(SirenEndpoint endpoint) {
    SirenEndpoint.Request request = endpoint.awaitRequest(1);
    assertEquals("POST", request.method());
    assertEquals("/on", request.path());
    assertEquals("{\"level\":3,\"cause\":\"the front door was opened\"}", request.body());
    assertTrue(request.contentType().startsWith("application/json"), request.contentType());
    assertFalse(request.key().isBlank(), "a repeat can be told by its key");
  }

  private static void theSirenStopsAndTheAlarmWatchesOn(Mosquitto.Subscriber home) {
    home.await("home/siren/set", "OFF");
    home.awaitCount("alarm/state", 5);
    assertEquals(
        List.of("arming", "armed", "pending", "triggered", "armed"), home.on("alarm/state"));
  }

  private static void theyEditTheRules(House house, Mosquitto.Subscriber rules) throws Exception {
    rules.await(heard -> heard.payload().contains("\"generation\":1,"), "the first generation");
    Path file = house.rules().resolve("burglar-alarm.rules");
    String edited =
        Files.readString(file)
            .replace("\"ON\"", "\"LOUD\"")
            .replace("Burglar alarm: {cause}", "Thieves! {cause}");
    Path saved = Files.writeString(file.resolveSibling(".burglar-alarm.rules.swp"), edited);
    Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Mosquitto.Heard told =
        rules.await(
            heard -> heard.payload().contains("\"generation\":2,"), "the second generation");
    assertTrue(told.payload().contains("\"problems\":[]"), told.payload());
    assertTrue(told.payload().contains("\"files\":2,"), told.payload());
  }

  private static void somebodyMoves(Mosquitto clients, Mosquitto.Subscriber home, MailHost mail)
      throws Exception {
    clients.publish("home/motion/hall", "on");
    home.await("home/siren/set", "LOUD");
    String text = MailHost.text(mail.awaitMail(2, SOON));
    assertTrue(text.contains("Thieves! there is motion in the hall"), text);
    assertEquals(List.of("ON", "OFF", "LOUD"), home.on("home/siren/set").subList(0, 3));
  }
}
