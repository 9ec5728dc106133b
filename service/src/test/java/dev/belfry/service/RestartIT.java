package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What lasts when the service is told to end, and when its power fails. */
@Timeout(60)
@Isolated("what was missed has seconds")
class RestartIT {
  private static final String RULES =
      """
      topic lamp   = "lamp" : "on" | "off"
      topic pump   = "pump" : "on" | "off"

      rule "Forgotten lamp" {
        when lamp is "on" for 4 s
        then publish "forgotten" "lamp" retain
      }
      rule "Forgotten pump" {
        when pump is "on" for 1 s
        then publish "forgotten/pump" "pump" retain
      }
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("lamps.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private static void retain(Mosquitto clients) throws Exception {
    try (Mosquitto.Subscriber witness = clients.subscribe("kept/#")) {
      clients.publish("kept/zero", "0", "-q", "0", "-r");
      // Nobody acknowledges QoS 0; what was handed on was taken.
      witness.await("kept/zero", "0");
    }
    clients.publish("kept/gone", "x", "-q", "1", "-r");
    clients.publish("kept/gone", "", "-q", "1", "-r");
    clients.publish("kept/one", "1", "-q", "1", "-r");
  }

  private static void isRetained(Mosquitto clients) throws Exception {
    try (Mosquitto.Subscriber later = clients.subscribe("kept/#")) {
      assertTrue(later.await("kept/zero", "0").retained());
      assertTrue(later.await("kept/one", "1").retained());
      assertTrue(later.on("kept/gone").isEmpty());
    }
  }

  @Test
  void retainedValuesAreThereAfterAStop() throws Exception {
    BelfryProcess first = house.run();
    retain(first.clients());
    assertEquals(0, first.stop());
    isRetained(house.run().clients());
  }

  @Test
  void retainedValuesAreThereAfterAPowerFailure() throws Exception {
    BelfryProcess first = house.run();
    retain(first.clients());
    first.kill();
    isRetained(house.run().clients());
  }

  @Test
  void aWaitGoesOnThroughAStop() throws Exception {
    BelfryProcess first = house.run();
    long before = System.nanoTime();
    first.clients().publish("pump", "on", "-q", "1");
    first.clients().publish("lamp", "on", "-q", "1");
    assertEquals(0, first.stop());
    theLampIsForgotten(before);
  }

  @Test
  void aWaitGoesOnThroughAPowerFailure() throws Exception {
    BelfryProcess first = house.run();
    long before = System.nanoTime();
    first.clients().publish("pump", "on", "-q", "1");
    first.clients().publish("lamp", "on", "-q", "1");
    first.kill();
    theLampIsForgotten(before);
  }

  @Test
  void aRuleThatChangedMeanwhileSaysWhatItLost() throws Exception {
    BelfryProcess first = house.run();
    first.clients().publish("lamp", "on", "-q", "1");
    first.kill();
    house.rule("lamps.rules", RULES.replace("4 s", "5 s"));
    BelfryProcess second = house.run();
    second.awaitLine("state: 1 rule or alert keeps what it remembers, 1 loses some of it");
    second.awaitLine(
        "Forgotten lamp  begins anew: `when lamp is \"on\" for 4 s`"
            + " is now `when lamp is \"on\" for 5 s`");
    try (Mosquitto.Subscriber rules = second.clients().subscribe("belfry/rules")) {
      String told = "\"kept\":1,\"reset\":1,\"new\":0,\"gone\":0";
      Awaitility.await()
          .until(() -> rules.on("belfry/rules").stream().anyMatch(it -> it.contains(told)));
    }
  }

  @Test
  void whatIsRemovedMeanwhileEnds() throws Exception {
    house.rule(
        "water.rules",
        """
        topic leak = "leak" : "wet" | "dry"

        alert "Water" { while leak is "wet" }

        rule "Siren" {
          while leak is "wet"
          then publish "siren" "on" retain
          finally publish "siren" "off" retain
        }
        """);
    BelfryProcess first = house.run();
    try (Mosquitto.Subscriber witness = first.clients().subscribe("#")) {
      first.clients().publish("leak", "wet", "-q", "1");
      witness.await("siren", "on");
      Awaitility.await()
          .until(() -> witness.on("belfry/alerts/water").stream().anyMatch(isState("firing")));
    }
    assertEquals(0, first.stop());
    // A mistake removes nothing: the last good version goes on.
    house.rule("water.rules", "topic leak = ");
    BelfryProcess mistaken = house.run();
    try (Mosquitto.Subscriber witness = mistaken.clients().subscribe("#")) {
      witness.await("siren", "on");
      mistaken.clients().publish("leak", "dry", "-q", "1");
      witness.await("siren", "off");
      mistaken.clients().publish("leak", "wet", "-q", "1");
      Awaitility.await().until(() -> witness.on("siren").size() == 3);
    }
    assertEquals(0, mistaken.stop());
    Files.delete(folder.resolve("rules/water.rules"));
    BelfryProcess second = house.run();
    try (Mosquitto.Subscriber witness = second.clients().subscribe("#")) {
      witness.await("siren", "off");
      Awaitility.await()
          .until(() -> witness.on("belfry/alerts/water").stream().anyMatch(isState("resolved")));
    }
  }

  private static Predicate<String> isState(String word) {
    return status -> status.contains("\"state\":\"" + word + "\"");
  }

  /** The pump's time may have passed while nobody was there; it is noticed all the same. */
  private void theLampIsForgotten(long beforeNanos) throws Exception {
    try (Mosquitto.Subscriber forgotten = house.run().clients().subscribe("forgotten/#")) {
      forgotten.await("forgotten", "lamp");
      Duration passed = Duration.ofNanos(System.nanoTime() - beforeNanos);
      assertTrue(passed.toMillis() >= 4_000, "too soon: " + passed);
      assertTrue(passed.toMillis() < 9_000, "too late: " + passed);
      forgotten.await("forgotten/pump", "pump");
    }
  }
}
