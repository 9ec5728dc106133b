package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.machine.Inheritance.Fate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final long MINUTE = 60_000;
  private static final String TOPICS =
      """
      topic door(room) = "door/{room}" : "open" | "closed"
      topic mode = "mode" : "home" | "away"
      """;
  private static final String LEFT_OPEN =
      """
      rule "left open" {
        when door(room) is "open" for 10 min
        while mode is "away"
        then publish "nag" "{room}"
      }
      """;
  private static final String STAIRS =
      """
      rule "stairs" { when mode becomes "home" then publish "l" "ON" wait 2 min publish "l" "OFF" }
      """;
  private static final String BELL =
      """
      rule "bell" { when door(room) becomes "open" at most once per 1 h then publish "b" "ding" }
      """;
  private static final String WATER =
      """
      alert "water" { while door(room) is "open" message "{room}" notify owner }
      """;
  private static final String ALL = TOPICS + LEFT_OPEN + STAIRS + BELL + WATER;

  private final House house = new House();

  /** Everything is in progress. */
  private void live() {
    house.start(ALL);
    house.send("door/hall", "open");
    house.send("mode", "home");
    house.after(MINUTE);
  }

  private Report.ProgramChanged told() {
    List<Report.ProgramChanged> told =
        house.reports().stream()
            .filter(Report.ProgramChanged.class::isInstance)
            .map(Report.ProgramChanged.class::cast)
            .toList();
    assertEquals(1, told.size());
    return told.getFirst();
  }

  private static List<String> names(List<Inheritance> units) {
    return units.stream().map(Inheritance::name).toList();
  }

  private List<String> why(String name) {
    Inheritance unit =
        told().units().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    assertEquals(unit.why().isEmpty(), unit.fate() != Fate.RESET);
    return unit.why();
  }

  private void reloadWith(String rule, String changed) {
    live();
    assertTrue(ALL.contains(rule));
    house.reload(ALL.replace(rule, changed));
  }

  @Test
  void aFirstStartSaysNothingOfWhatWasBefore() {
    live();
    assertEquals(
        0, house.reports().stream().filter(Report.ProgramChanged.class::isInstance).count());
  }

  @Test
  void whatDidNotChangeKeepsAll() {
    reloadWith(LEFT_OPEN, "# a comment\n" + LEFT_OPEN.replace("  ", "     "));
    assertEquals(List.of("water", "left open", "stairs", "bell"), names(told().all(Fate.KEPT)));
  }

  @Test
  void aDurationThatChangedIsNamedAsItWasWritten() {
    reloadWith("for 10 min", "for 12 min");
    assertEquals(
        List.of(
            "begins anew: `when door(room) is \"open\" for 10 min` is now"
                + " `when door(room) is \"open\" for 12 min`"),
        why("left open"));
    assertEquals(List.of("left open"), names(told().all(Fate.RESET)));
  }

  @Test
  void aRunThatEndedSaysWhichPartEndedIt() {
    reloadWith("publish \"l\" \"OFF\"", "publish \"l\" \"DIM\"");
    assertEquals(List.of("what was in progress has ended: its `then` changed"), why("stairs"));
  }

  @Test
  void aLimitThatIsGoneIsNamed() {
    reloadWith("at most once per 1 h ", "");
    assertEquals(List.of("begins anew: `at most once per 1 h` is not there any more"), why("bell"));
  }

  @Test
  void anAlertIsOneThing() {
    reloadWith(WATER, WATER.replace("\"open\"", "not \"open\""));
    assertEquals(
        List.of(
            "begins anew: `while door(room) is \"open\"` is now"
                + " `while door(room) is not \"open\"`"),
        why("water"));
  }

  @Test
  void aTopicThatMeansSomethingElseIsTheCause() {
    reloadWith("\"door/{room}\"", "\"doors/{room}\"");
    assertEquals(
        List.of(
            "begins anew: `when door(room) is \"open\" for 10 min` reads as before, but a topic,"
                + " let or capture in it changed"),
        why("left open"));
    assertEquals(List.of(), why("stairs"));
  }

  @Test
  void aRuleWithAnotherNameIsAnotherRule() {
    reloadWith("\"left open\"", "\"still open\"");
    assertEquals(
        List.of("it was called \"left open\"; one with another name is another one"),
        why("still open"));
    assertEquals(List.of(), told().all(Fate.GONE));
  }

  @Test
  void whatRememberedNothingLosesNothing() {
    house.start(ALL);
    house.reload(ALL.replace("for 10 min", "for 12 min") + "rule \"n\" { when startup then stop }");
    assertEquals(List.of(), told().all(Fate.RESET));
    assertEquals(List.of("n"), names(told().all(Fate.NEW)));
  }

  @Test
  void whatIsGoneIsSaid() {
    reloadWith(BELL, "");
    assertEquals(List.of("bell"), names(told().all(Fate.GONE)));
  }

  @Test
  void aStartTellsWhatARestartKeeps() {
    live();
    house.restart(MINUTE, ALL);
    assertEquals(4, told().all(Fate.KEPT).size());
  }

  @Test
  void aChangeWhileItWasDownIsToldAtTheStart() {
    live();
    house.restart(MINUTE, ALL.replace("for 10 min", "for 12 min").replace(BELL, ""));
    assertEquals(
        List.of(
            "begins anew: `when door(room) is \"open\" for 10 min` is now"
                + " `when door(room) is \"open\" for 12 min`"),
        why("left open"));
    assertEquals(List.of("bell"), names(told().all(Fate.GONE)));
    assertTrue(house.stored().stream().noneMatch("u/bell"::equals));
  }
}
