package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that a person gives to the running service on the command line. */
@Timeout(90)
class RulesCommandIT {
  private static final String RULES =
      """
      topic door(room) = "home/{room}/door" : "open" | "closed"

      rule "Bell" {
        when door(room) becomes "open"
        then publish "bell/{room}" "ding"
      }
      rule "Witness" { when door(room) updates then publish "witness" "{room} {value}" qos 1 }
      rule "Light" {
        while door("hall") is "open"
        then    publish "light" "on"
        finally publish "light" "off"
      }
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("doors.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  /** What a command said, after it ended as it should. */
  private String rules(int exit, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(arguments));
    BelfryProcess command = house.start(all);
    assertEquals(exit, command.awaitEnd(), command.text());
    return command.text();
  }

  private static void open(BelfryProcess belfry, String room) throws Exception {
    belfry.clients().publish("home/" + room + "/door", "open", "-q", "1");
  }

  @Test
  void aRuleThatIsOffStaysOffThroughAPowerFailure() throws Exception {
    BelfryProcess first = house.run();
    assertEquals("\"Bell\" is off", rules(0, "off", "Bell"));
    first.kill();
    BelfryProcess second = house.run();
    assertEquals(
        "off  doors.rules:3  Bell\non   doors.rules:7  Witness\non   doors.rules:8  Light",
        rules(0, "list"));
    try (Mosquitto.Subscriber heard = second.clients().subscribe("#")) {
      open(second, "hall");
      heard.await("witness", "hall open");
      assertEquals("\"Bell\" is on", rules(0, "on", "Bell"));
      open(second, "bath");
      heard.await("bell/bath", "ding");
      assertEquals(List.of(), heard.on("bell/hall"));
    }
    assertTrue(rules(0, "list", "--format", "json").startsWith("[{\"name\":\"Bell\","));
  }

  @Test
  void switchingOffEndsWhatAStateBegan() throws Exception {
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber light = belfry.clients().subscribe("light")) {
      open(belfry, "hall");
      light.await("light", "on");
      rules(0, "off", "Light");
      light.await("light", "off");
    }
  }

  @Test
  void aRuleRunsByHandForOneKey() throws Exception {
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber bell = belfry.clients().subscribe("bell/#")) {
      assertEquals("\"Bell\" ran", rules(0, "run", "Bell", "--key", "room=living room"));
      bell.await("bell/living room", "ding");
    }
    assertEquals(
        "belfry: \"Bell\" runs for one key at a time; say for which: --key room=…",
        rules(1, "run", "Bell"));
    assertEquals(
        "belfry: \"Bell\" captures no \"rom\"; did you mean \"room\"?",
        rules(1, "run", "Bell", "--key", "rom=hall"));
    rules(2, "run", "Bell", "--key", "hall");
    rules(0, "off", "Bell");
    assertTrue(rules(1, "run", "Bell", "--key", "room=hall").contains("switched off"));
  }

  @Test
  void aNameThatIsNoneGivesTheNearest() throws Exception {
    house.run();
    for (String order : List.of("on", "off", "run")) {
      assertEquals(
          "belfry: there is no rule \"Witnes\"; did you mean \"Witness\"?",
          rules(1, order, "Witnes"));
    }
  }

  @Test
  void aServiceElsewhereIsFoundByItsDataFolder() throws Exception {
    house.run("--data", "other data");
    assertTrue(rules(2, "list").contains("no service runs on the data folder"));
    assertTrue(rules(0, "list", "--data", "other data").contains("Bell"));
    assertTrue(rules(0, "--data", "other data", "list").contains("Bell"));
  }

  @Test
  void theControlFileIsForItsOwnerAndGoesWithTheService() throws Exception {
    Path control = folder.resolve("data/control.json");
    BelfryProcess first = house.run();
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(control)));
    assertEquals(0, first.stop());
    assertFalse(Files.exists(control));
    assertTrue(rules(2, "list").contains("no service runs"));
    BelfryProcess second = house.run();
    String token = token(control);
    second.kill();
    assertTrue(rules(2, "list").contains("no service runs"), "though its file is still there");
    house.run();
    assertFalse(token(control).equals(token), "each service has a token of its own");
  }

  private static String token(Path control) throws IOException {
    return Files.readString(control).replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }
}
