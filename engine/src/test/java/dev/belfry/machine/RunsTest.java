package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final long MINUTE = 60_000;
  private static final String QUEUED =
      """
      rule "queued" { when topic "go" updates mode queued then publish "out" value wait 1 s }
      """;
  private static final String PARALLEL =
      """
      rule "parallel" { when topic "go" updates mode parallel then wait 1 s publish "out" value }
      """;
  private static final String UNTIL =
      """
      rule "until" {
        when topic "go" updates
        then wait until topic "ready" is true for at most 10 min publish "out" value
      }
      """;

  private final House house = new House();

  private int dropped() {
    return (int) house.reports().stream().filter(Report.Dropped.class::isInstance).count();
  }

  @Test
  void aHundredWaitForTheirTurn() {
    house.start(QUEUED);
    for (int i = 1; i <= 105; i++) {
      house.send("go", "" + i);
    }
    assertEquals(4, dropped());
    List<String> effects = house.after(5 * MINUTE);
    assertEquals(100, effects.size());
    assertEquals("out 101", effects.getLast());
  }

  @Test
  void aHundredLastInParallel() {
    house.start(PARALLEL);
    for (int i = 1; i <= 105; i++) {
      house.send("go", "" + i);
    }
    assertEquals(5, dropped());
    List<String> effects = house.after(5 * MINUTE);
    assertEquals(100, effects.size());
    assertEquals("out 100", effects.getLast());
  }

  @Test
  void nothingIsStoredOfRunsThatAreOver() {
    house.start(QUEUED + PARALLEL + UNTIL);
    house.send("go", "1");
    house.send("go", "2");
    house.send("ready", "true");
    house.after(MINUTE);
    assertFalse(house.stored().stream().anyMatch(key -> key.startsWith("o/")));
  }

  @Test
  void whatFellDueWhileTheEngineWasDownGoesOnInOrder() {
    house.start(PARALLEL);
    house.send("go", "1");
    house.after(500);
    house.send("go", "2");
    assertEquals(List.of("out 1", "out 2"), house.restart(MINUTE, PARALLEL));
  }

  @Test
  void aWaitForAStateIsKeptOverAReloadThatChangesOtherRules() {
    house.start(UNTIL);
    house.send("go", "1");
    house.reload(QUEUED + UNTIL);
    assertEquals(List.of("out 1"), house.send("ready", "true"));
  }

  @Test
  void changingItsRuleEndsAWaitAndAQueue() {
    house.start(UNTIL + QUEUED);
    house.send("go", "1");
    house.send("go", "2");
    house.reload((UNTIL + QUEUED).replace("value", "value + 0"));
    assertEquals(List.of(), house.send("ready", "true"));
    assertEquals(List.of(), house.after(20 * MINUTE));
  }

  @Test
  void aWaitThatEndedWhileTheEngineWasDownEndsAtStart() {
    house.start(UNTIL);
    house.send("go", "1");
    assertEquals(List.of(), house.restart(9 * MINUTE, UNTIL));
    assertEquals(List.of("out 1"), house.restart(MINUTE, UNTIL));
  }

  @Test
  void whatARunSaysToAWaitingRunIsHeardAtTheSameInstant() {
    house.start(
        UNTIL
            + "rule \"last\" { when topic \"out\" updates then publish \"heard\" value }"
            + "rule \"said\" { when topic \"say\" updates then publish \"ready\" \"true\" }");
    house.send("go", "1");
    assertEquals(List.of("ready true", "out 1", "heard 1"), house.send("say", "x"));
  }

  @Test
  void rulesGoOnAndBeginInTheirOrder() {
    house.start(
        """
        rule "first" { when topic "ready" updates then publish "1" "x" }
        """
            + UNTIL
            + """
            rule "third" { when topic "ready" updates then publish "3" "x" }
            """);
    house.send("go", "2");
    assertEquals(List.of("1 x", "out 2", "3 x"), house.send("ready", "true"));
  }

  @Test
  void timesThatFellDueWhileTheEngineWasDownGoByTimeThenByRule() {
    String rules =
        """
        rule "a" { when topic "go" updates then wait 1 s publish "a" "1" wait 3 s publish "a" "2" }
        rule "b" { when topic "go" updates then wait 2 s publish "b" "1" }
        """;
    house.start(rules);
    house.send("go", "x");
    assertEquals(List.of("a 1", "b 1"), house.restart(MINUTE, rules));
    // What goes on at start waits from then on.
    assertEquals(List.of("a 2"), house.after(3_000));
  }

  @Test
  void whatEndsAStateEndsARunThatWouldGoOnByIt() {
    house.start(
        """
        topic mode = "mode"
        rule "r" {
          while mode is "on"
          then wait until mode is "off" publish "out" "met"
          finally publish "out" "end"
        }
        """);
    house.send("mode", "on");
    assertEquals(List.of("out end"), house.send("mode", "off"));
  }

  @Test
  void aMessageForOneKeyWakesNoOther() {
    String rules =
        """
        topic go(id) = "go/{id}"
        topic ready(id) = "ready/{id}"
        rule "r" {
          when go(id) updates
          mode parallel
          then wait until ready(id) == value publish "out/{id}" value
        }
        """;
    house.start(rules);
    house.send("go/a", "1");
    house.send("go/b", "1");
    house.send("go/a", "2");
    assertEquals(List.of("out/a 2"), house.send("ready/a", "2"));
    house.restart(MINUTE, rules);
    assertEquals(List.of("out/a 1"), house.send("ready/a", "1"));
    assertEquals(List.of("out/b 1"), house.send("ready/b", "1"));
  }
}
