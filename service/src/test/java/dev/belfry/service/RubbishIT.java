package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Devices that send what nobody can use: the service stays up and says so, in few words. */
@Timeout(60)
class RubbishIT {
  private static final int MIB = 1024 * 1024;
  private static final int LONGEST_LINE = 500;
  private static final String RULES =
      """
      topic mode    = "alarm/mode"      : "off" | "away" = "off"
      topic warmth  = "home/warmth"     : number
      topic contact = "home/contact"    : { contact: bool, battery: number }

      rule "Hot" {
        when warmth rises above 30
        then publish "hot" "{value}"
      }
      rule "Open" {
        when contact.contact becomes true
        then publish "opened" "{value.battery}"
      }
      rule "Away" {
        when mode becomes "away"
        then publish "gone" "yes"
      }
      """;
  private static final List<String> READ = List.of("alarm/mode", "home/warmth", "home/contact");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("house.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private static List<byte[]> rubbish() {
    return List.of(
        "\u001b[2J rubbish \u0007".getBytes(StandardCharsets.UTF_8),
        HexFormat.of().parseHex("fffec080f5"),
        "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
        ("9".repeat(100_000) + "e999999999").getBytes(StandardCharsets.UTF_8),
        "x".repeat(MIB).getBytes(StandardCharsets.UTF_8),
        new byte[MIB],
        new byte[0]);
  }

  @Test
  void rubbishIsSaidAndTheRulesGoOn() throws Exception {
    BelfryProcess belfry = house.run();
    Mosquitto clients = belfry.clients();
    try (Mosquitto.Subscriber answers = clients.subscribe("hot", "opened", "gone")) {
      for (byte[] payload : rubbish()) {
        for (String topic : READ) {
          clients.publish(topic, payload, "-q", "1");
        }
        clients.publish("nobody/reads/this", payload, "-q", "1", "-r");
      }
      everythingStillWorks(clients, answers);
      // Too large for any topic: that connection is closed, and no other.
      clients.tryPublish("home/warmth", new byte[2 * MIB], "-q", "1");
      clients.publish("home/warmth", "10", "-q", "1");
      clients.publish("home/warmth", "32", "-q", "1");
      answers.await("hot", "32");
    }
    for (String topic : READ) {
      String line = belfry.awaitLine(topic + "  does not fit: ");
      assertTrue(line.contains("; wanted "), line);
      assertTrue(line.contains("rubbish"), line);
    }
    List<String> tooLong =
        belfry.lines().stream().filter(line -> line.length() > LONGEST_LINE).toList();
    assertEquals(List.of(), tooLong);
    assertTrue(belfry.text().indexOf('\u001b') < 0, "rubbish must not steer the terminal");
    assertEquals(List.of(), belfry.linesWith("nobody/reads/this"));
    assertEquals(0, belfry.stop());
  }

  private static void everythingStillWorks(Mosquitto clients, Mosquitto.Subscriber answers)
      throws Exception {
    clients.publish("home/warmth", "20", "-q", "1");
    clients.publish("home/warmth", "31", "-q", "1");
    answers.await("hot", "31");
    clients.publish("home/contact", "{\"contact\":true,\"battery\":\"low\"}", "-q", "1");
    answers.await("opened", "unknown");
    clients.publish("alarm/mode", "away", "-q", "1");
    answers.await("gone", "yes");
  }

  @Test
  void aChattyDeviceIsShownOnce() throws Exception {
    BelfryProcess belfry = house.run();
    Mosquitto clients = belfry.clients();
    try (Mosquitto.Subscriber answers = clients.subscribe("hot")) {
      clients.lines("home/warmth", "warm\n".repeat(300));
      clients.publish("home/warmth", "20", "-q", "1");
      clients.publish("home/warmth", "31", "-q", "1");
      answers.await("hot", "31");
    }
    belfry.awaitLine("Hot  ← ");
    assertEquals(1, belfry.linesWith("does not fit").size(), belfry.text());
  }

  @Test
  void quietLeavesOutWhatIsNoProblem() throws Exception {
    BelfryProcess belfry = house.run("--quiet");
    Mosquitto clients = belfry.clients();
    try (Mosquitto.Subscriber answers = clients.subscribe("hot")) {
      clients.publish("home/warmth", "20", "-q", "1");
      clients.publish("home/warmth", "31", "-q", "1");
      answers.await("hot", "31");
      clients.publish("home/warmth", "warm", "-q", "1");
    }
    belfry.awaitLine("home/warmth  does not fit: ");
    assertEquals(List.of(), belfry.linesWith("Hot"));
    assertEquals(List.of(), belfry.linesWith("generation"));
  }
}
