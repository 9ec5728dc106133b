package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do to a folder of rules while the service runs, and before. */
@Timeout(60)
class RulesFolderIT {
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  /** A rule that answers on its own topic with a word. */
  private static String answering(String name, String word) {
    return """
    rule "%1$s" {
      when topic "ask/%1$s" updates
      then publish "answer/%1$s" "%2$s"
    }
    """
        .formatted(name, word);
  }

  private static void asks(Mosquitto clients, String name, String word) throws Exception {
    try (Mosquitto.Subscriber answers = clients.subscribe("answer/" + name)) {
      clients.publish("ask/" + name, "?", "-q", "1");
      answers.await("answer/" + name, word);
    }
  }

  /** The first word about the rules of which this is a part. */
  private static String told(Mosquitto.Subscriber rules, String part) {
    return rules.await(heard -> heard.payload().contains(part), part).payload();
  }

  @Test
  void aFolderThatIsMissingIsTakenWhenItAppears() throws Exception {
    Files.delete(house.rules());
    BelfryProcess belfry = house.run();
    belfry.awaitLine("the rules folder " + house.rules() + " is not there");
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      assertTrue(told(rules, "\"rules\":0").contains("is not there"));
      house.rule("a.rules", answering("a", "one"));
      assertTrue(told(rules, "\"rules\":1").contains("\"problems\":[]"));
    }
    asks(belfry.clients(), "a", "one");
  }

  @Test
  void anEmptyFolderIsFilledAndASubfolderIsSeen() throws Exception {
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      told(rules, "\"rules\":0");
      house.rule("a.rules", answering("a", "one"));
      told(rules, "\"rules\":1");
      house.rule("upstairs/bath/b.rules", answering("b", "two"));
      told(rules, "\"rules\":2");
      house.rule("upstairs/bath/b.rules", answering("b", "three") + answering("c", "four"));
      told(rules, "\"rules\":3");
    }
    asks(belfry.clients(), "a", "one");
    asks(belfry.clients(), "b", "three");
  }

  @Test
  void aFileInPlaceOfTheFolderIsSaidAndTheFolderIsTakenLater() throws Exception {
    Files.delete(house.rules());
    Files.writeString(house.rules(), answering("a", "no"));
    BelfryProcess belfry = house.run();
    belfry.awaitLine("the rules folder " + house.rules() + " is ");
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      told(rules, "\"rules\":0");
      Files.delete(house.rules());
      house.rule("a.rules", answering("a", "one"));
      told(rules, "\"rules\":1");
    }
    asks(belfry.clients(), "a", "one");
  }

  @Test
  void linksThatLeadNowhereOrInCirclesHarmNothing() throws Exception {
    house.rule("a.rules", answering("a", "one"));
    Path broken = house.rules().resolve("broken.rules");
    Files.createSymbolicLink(broken, folder.resolve("later.rules"));
    Files.createSymbolicLink(house.rules().resolve("circle"), house.rules());
    BelfryProcess belfry = house.run();
    belfry.awaitLine("broken.rules is a link to a file that is not there");
    asks(belfry.clients(), "a", "one");
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      String before = told(rules, "\"rules\":1");
      assertTrue(before.contains("\"file\":\"broken.rules\""), before);
      Files.writeString(folder.resolve("later.rules"), answering("b", "two"));
      Files.delete(broken);
      Files.createSymbolicLink(broken, folder.resolve("later.rules"));
      assertTrue(told(rules, "\"rules\":2").contains("\"problems\":[]"));
    }
    asks(belfry.clients(), "b", "two");
  }

  @Test
  void aFileWithAMistakeKeepsItsLastGoodVersionAndOthersGoOn() throws Exception {
    house.rule("a.rules", answering("a", "one")).rule("b.rules", answering("b", "two"));
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      told(rules, "\"generation\":1,");
      house.rule("a.rules", answering("a", "better").replace("then publish", "then pubish"));
      house.rule("b.rules", answering("b", "three"));
      String told = told(rules, "\"generation\":2,");
      assertTrue(
          told.contains("{\"file\":\"a.rules\",\"line\":3,\"column\":8,\"code\":\"E01"), told);
      assertTrue(told.contains("\"message\":\""), told);
      belfry.awaitLine("--> a.rules:3:8");
      asks(belfry.clients(), "a", "one");
      asks(belfry.clients(), "b", "three");
      house.rule("a.rules", answering("a", "better"));
      assertTrue(told(rules, "\"generation\":3,").contains("\"problems\":[]"));
    }
    asks(belfry.clients(), "a", "better");
    assertEquals(1, belfry.linesWith("--> a.rules:3:8").size());
  }

  @Test
  void aFileThatIsDeletedEndsItsRules() throws Exception {
    house.rule("a.rules", answering("a", "one")).rule("b.rules", answering("b", "two"));
    BelfryProcess belfry = house.run();
    Mosquitto clients = belfry.clients();
    try (Mosquitto.Subscriber rules = clients.subscribe("belfry/rules");
        Mosquitto.Subscriber answers = clients.subscribe("answer/#")) {
      told(rules, "\"rules\":2");
      Files.delete(house.rules().resolve("b.rules"));
      told(rules, "\"rules\":1");
      clients.publish("ask/b", "?", "-q", "1");
      clients.publish("ask/a", "?", "-q", "1");
      answers.await("answer/a", "one");
      assertEquals(List.of(), answers.on("answer/b"));
    }
  }

  @Test
  void whatIsSuspiciousIsSaidAndInForceAllTheSame() throws Exception {
    house.rule(
        "loop.rules",
        """
        rule "Echo" {
          when topic "echo" receives "again"
          then publish "echo" "again"
        }
        """);
    house.rule("a.rules", answering("a", "one"));
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber rules = belfry.clients().subscribe("belfry/rules")) {
      assertTrue(told(rules, "W0701").contains("\"rules\":2"));
      belfry.awaitLine("this rule keeps itself going without end");
      asks(belfry.clients(), "a", "one");
    }
  }
}
