package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwitchesTest {
  private static final long MINUTE = 60_000;
  private static final String RULES =
      """
      topic motion = "motion" : bool
      topic door(room) = "door/{room}" : "open" | "closed"
      rule "lamp" {
        while motion is true
        then publish "lamp" "ON" wait 1 min publish "lamp" "DIM"
        finally publish "lamp" "OFF"
      }
      rule "left open" { when door(room) is "open" for 5 min then publish "nag/{room}" "open" }
      rule "ring" {
        when door(room) becomes "open"
        at most once per 1 h
        then publish "bell/{room}" "{value}" wait 1 min publish "bell/{room}" "end"
      }
      rule "clock" { when at 12:10 then publish "clock" "1210" }
      rule "started" { when startup then publish "started" "x" }
      """;

  private final House house = new House();

  SwitchesTest() {
    house.start(RULES);
  }

  // ---- switching

  @Test
  void aRuleThatIsOffIsAsIfItWereNotThere() {
    house.turn("ring", false);
    assertEquals(List.of(), house.send("door/hall", "open"));
    assertFalse(house.machine().isOn("ring"));
    assertEquals(List.of("ring"), house.machine().switchedOff());
    house.turn("ring", true);
    house.send("door/hall", "closed");
    assertEquals(List.of("bell/hall open"), house.send("door/hall", "open"));
    assertTrue(house.machine().isOn("ring"));
  }

  @Test
  void itsRunsEndAndItsStateRunsFinally() {
    house.send("motion", "on");
    assertEquals(List.of("lamp OFF"), house.turn("lamp", false));
    assertEquals(List.of(), house.after(2 * MINUTE));
    assertEquals(List.of(), house.send("motion", "off"));
    house.send("motion", "on");
    assertEquals(List.of("lamp ON"), house.turn("lamp", true));
    assertEquals(List.of("lamp DIM"), house.after(MINUTE));
  }

  @Test
  void whatItFollowedIsForgotten() {
    house.send("door/hall", "open");
    house.after(4 * MINUTE);
    house.turn("left open", false);
    house.turn("left open", true);
    assertEquals(List.of(), house.after(4 * MINUTE));
    assertEquals(List.of("nag/hall open", "clock 1210"), house.after(2 * MINUTE));
  }

  @Test
  void itsLimitBeginsAnew() {
    house.send("door/hall", "open");
    house.after(MINUTE);
    house.turn("ring", false);
    house.turn("ring", true);
    house.send("door/hall", "closed");
    assertEquals(List.of("bell/hall open"), house.send("door/hall", "open"));
  }

  @Test
  void aTimeThatPassedMeanwhileDoesNotHappenLater() {
    house.turn("clock", false);
    house.after(11 * MINUTE);
    assertEquals(List.of(), house.turn("clock", true));
    assertEquals(List.of(), house.after(60 * MINUTE));
    assertEquals(List.of("clock 1210"), house.after(23 * 60 * MINUTE));
  }

  @Test
  void aSwitchStaysOverRestartsAndChanges() {
    house.turn("ring", false);
    house.turn("started", false);
    assertEquals(List.of(), house.restart(MINUTE, RULES));
    house.reload(RULES.replace("once per 1 h", "2 times per 1 h"));
    assertEquals(List.of(), house.send("door/hall", "open"));
    assertTrue(house.stored().contains("r/ring"));
    assertEquals(List.of("ring", "started"), house.machine().switchedOff());
  }

  @Test
  void aSwitchIsGoneWithTheLastRuleOfItsName() {
    house.turn("ring", false);
    house.reload(RULES.replace("\"ring\"", "\"gong\""));
    assertFalse(house.stored().contains("r/ring"));
    house.reload(RULES);
    assertEquals(List.of("bell/hall open"), house.send("door/hall", "open"));
  }

  @Test
  void whatIsAlreadyOffOrUnknownChangesNothing() {
    house.turn("ring", false);
    house.turn("ring", false);
    house.turn("bing", false);
    assertEquals(List.of("ring"), house.machine().switchedOff());
    assertEquals(new Report.NoSuchRule("bing"), house.reports().getLast());
  }

  // ---- triggering

  @Test
  void aTriggeredRuleRunsWithItsCapturesAndNoMessage() {
    assertEquals(List.of("bell/attic unknown"), house.trigger("ring", Map.of("room", "attic")));
    assertEquals(List.of("bell/attic end"), house.after(MINUTE));
  }

  @Test
  void itsModeAndLimitAreAsked() {
    house.trigger("ring", Map.of("room", "attic"));
    assertEquals(List.of(), house.trigger("ring", Map.of("room", "attic")));
    assertEquals("its last run is not over", why());
    house.after(MINUTE);
    assertEquals(List.of(), house.trigger("ring", Map.of("room", "attic")));
    assertEquals("its limit is reached", why());
  }

  @Test
  void itsStateIsTakenForTrue() {
    assertEquals(List.of("lamp ON"), house.trigger("lamp", Map.of()));
  }

  @Test
  void captureThatAreMissingOrUnknownAreNamed() {
    assertEquals(List.of(), house.trigger("ring", Map.of("rom", "attic")));
    assertEquals(
        new Report.WrongCaptures("ring", List.of("room"), List.of("rom")),
        house.reports().getLast());
    house.trigger("bing", Map.of());
    assertEquals(new Report.NoSuchRule("bing"), house.reports().getLast());
  }

  @Test
  void whatIsOffDoesNotRun() {
    house.turn("lamp", false);
    assertEquals(List.of(), house.trigger("lamp", Map.of()));
    assertEquals("it is switched off", why());
  }

  private String why() {
    return house.reports().getLast() instanceof Report.Dropped dropped ? dropped.why() : "";
  }
}
