package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final long MINUTE = 60_000;
  private static final String TOPICS =
      """
      topic door(room) = "door/{room}" : "open" | "closed"
      topic mode = "mode" : "home" | "away"
      """;
  private static final String OPEN =
      TOPICS
          + """
          rule "open" {
            while door(room) is "open"
            then publish "lamp/{room}" "ON"
            finally publish "lamp/{room}" "OFF"
          }
          """;

  private static List<Report.Overflow> overflows(House house) {
    return house.reports().stream()
        .filter(Report.Overflow.class::isInstance)
        .map(Report.Overflow.class::cast)
        .toList();
  }

  private static boolean remembers(House house, String topic) {
    return house.machine().remembers(topic);
  }

  // ---- a million

  @Test
  void topicsAndKeysThatNeverComeAgainAreBounded() {
    House house = new House();
    house.start(
        TOPICS
            + """
            topic t(id) = "x/{id}" : number
            rule "event" { when t(id) updates and value < 0 at most once per 1 day then stop }
            rule "held" { when t(id) > 1 for 1 s then stop }
            rule "quiet" { when t(id) silent for 1 min then stop }
            """);
    int most = 0;
    for (int i = 0; i < 300_000; i++) {
      house.send("x/" + i, "2");
      if (i % 1_000 == 0) {
        house.after(MINUTE);
        most = Math.max(most, house.machine().size());
      }
    }
    int things = 3;
    Limits limits = Limits.USUAL;
    assertTrue(most <= limits.topics() + things * limits.keys(), most + " in memory");
    assertTrue(most >= limits.topics() + limits.keys(), most + " in memory");
    int stored = house.stored().size();
    assertTrue(stored <= limits.topics() + things * limits.keys(), stored + " in the store");
    assertEquals(overflows(house).stream().distinct().count(), overflows(house).size());
    System.out.printf("300,000 topics: at most %d in memory, %d in the store%n", most, stored);
  }

  // ---- topics

  @Test
  void theTopicThatWasQuietForTheLongestIsForgottenWithItsStore() {
    House house = House.limited(3, 100);
    house.start(OPEN);
    for (String room : List.of("a", "b", "c", "a", "d")) {
      house.after(1);
      house.send("door/" + room, "closed");
    }
    assertFalse(remembers(house, "door/b"));
    assertFalse(house.stored().contains("f/door/b"));
    assertTrue(remembers(house, "door/a"));
    assertTrue(house.stored().contains("f/door/d"));
    house.send("door/e", "closed");
    house.send("door/f", "closed");
    assertEquals(
        List.of(
            new Report.Overflow(
                "topics of filters", 3, "those that were quiet for the longest are forgotten")),
        overflows(house));
  }

  @Test
  void aTopicThatIsPartOfWhatGoesOnStays() {
    House house = House.limited(2, 100);
    house.start(OPEN);
    assertEquals(List.of("lamp/a ON"), house.send("door/a", "open"));
    for (int i = 0; i < 10; i++) {
      house.send("door/" + i, "closed");
    }
    assertTrue(remembers(house, "door/a"));
    assertEquals(List.of("lamp/a OFF"), house.send("door/a", "closed"));
  }

  @Test
  void whereEverythingGoesOnANewTopicIsNotRememberedAndItsEventsHappen() {
    House house = House.limited(2, 100);
    house.start(
        OPEN + "rule \"e\" { when door(room) becomes \"open\" then publish \"e\" \"{room}\" }");
    house.send("door/a", "open");
    house.send("door/b", "open");
    assertEquals(List.of("e c"), house.send("door/c", "open"));
    assertEquals(List.of("e d"), house.send("door/d", "open"));
    assertFalse(remembers(house, "door/c"));
    assertFalse(house.stored().contains("f/door/c"));
    assertEquals(1, overflows(house).size());
    house.send("door/a", "closed");
    house.send("door/c", "open");
    assertTrue(remembers(house, "door/c"));
  }

  @Test
  void aTopicThatARuleNamesIsNeverForgotten() {
    House house = House.limited(2, 100);
    String rules =
        OPEN + "rule \"m\" { when door(_) updates while mode is \"away\" then publish \"m\" 1 }";
    house.start(rules);
    house.send("mode", "away");
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of("m 1"), house.send("door/" + i, "closed"));
    }
    assertTrue(remembers(house, "mode"));
    assertEquals(3, house.stored().stream().filter(key -> key.startsWith("f/")).count());
  }

  @Test
  void theOrderOutlivesARestart() {
    House house = House.limited(3, 100);
    house.start(OPEN);
    for (String room : List.of("a", "b", "c", "a")) {
      house.after(1);
      house.send("door/" + room, "closed");
    }
    house.restart(MINUTE, OPEN);
    house.send("door/d", "closed");
    assertFalse(remembers(house, "door/b"));
    assertTrue(remembers(house, "door/a"));
  }

  // ---- keys

  @Test
  void aStateThatHoldsKeepsItsKeyAndAQuietOneGivesWay() {
    House house = House.limited(1_000, 3);
    house.start(OPEN);
    house.send("door/a", "open");
    for (int i = 0; i < 20; i++) {
      house.send("door/" + i, "closed");
    }
    assertEquals(List.of("lamp/a OFF"), house.send("door/a", "closed"));
    assertEquals(
        List.of(
            new Report.Overflow(
                "keys of \"open\"", 3, "those that were quiet for the longest are forgotten")),
        overflows(house));
  }

  @Test
  void whereAllHoldANewOneDoesNotBegin() {
    House house = House.limited(1_000, 2);
    house.start(OPEN);
    house.send("door/a", "open");
    house.send("door/b", "open");
    assertEquals(List.of(), house.send("door/c", "open"));
    assertEquals(1, overflows(house).size());
    house.send("door/a", "closed");
    assertEquals(List.of("lamp/c ON"), house.send("door/c", "open"));
  }

  @Test
  void aRunThatWaitsKeepsItsKeyAndAnotherIsDropped() {
    House house = House.limited(1_000, 1);
    house.start(
        TOPICS
            + """
            rule "w" { when door(room) updates then wait 1 min publish "w" "{room}" }
            """);
    house.send("door/a", "open");
    house.send("door/b", "open");
    assertTrue(
        house.reports().stream()
            .anyMatch(
                it -> it instanceof Report.Dropped d && d.why().startsWith("runs of 1 keys")));
    assertEquals(List.of("w a"), house.after(MINUTE));
    house.send("door/b", "open");
    assertEquals(List.of("w b"), house.after(MINUTE));
  }

  @Test
  void aLimitIsForgottenWithItsStore() {
    House house = House.limited(1_000, 2);
    house.start(
        TOPICS
            + "rule \"l\" { when door(room) updates at most once per 1 day then publish \"l\" 1 }");
    for (String room : List.of("a", "b", "c")) {
      assertEquals(List.of("l 1"), house.send("door/" + room, "open"));
    }
    assertEquals(2, house.stored().stream().filter(key -> key.startsWith("o/")).count());
    assertEquals(List.of(), house.send("door/c", "open"));
    assertEquals(List.of("l 1"), house.send("door/a", "open"));
  }

  @Test
  void aLowerLimitLosesNothingThatGoesOn() {
    House house = new House();
    house.start(OPEN);
    for (String room : List.of("a", "b", "c", "d")) {
      house.send("door/" + room, "open");
    }
    house.limit(1, 1);
    house.restart(0, OPEN);
    assertEquals(List.of(), house.send("door/e", "open"));
    assertEquals(List.of("lamp/a OFF"), house.send("door/a", "closed"));
    assertEquals(List.of("lamp/d OFF"), house.send("door/d", "closed"));
  }
}
