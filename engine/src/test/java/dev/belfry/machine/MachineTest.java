package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final long MINUTE = 60_000;
  private static final String LEFT_OPEN =
      """
      topic door(room) = "home/{room}/door" : "open" | "closed"
      rule "left open" { when door(room) is "open" for 5 min then publish "nag/{room}" "open" }
      """;
  private static final String LAMP =
      """
      topic motion = "motion" : bool
      rule "lamp" { while motion is true then publish "lamp" "ON" finally publish "lamp" "OFF" }
      """;

  private final House house = new House();

  // ---- reloads

  @Test
  void anUnchangedRuleKeepsItsStretchOverAReload() {
    house.start(LEFT_OPEN);
    house.send("home/hall/door", "open");
    house.after(3 * MINUTE);
    // White space, a comment and another rule before it change nothing of what it means.
    assertEquals(
        List.of(),
        house.reload(
            "# changed\nrule \"other\" { when startup then publish \"x\" \"y\" }\n"
                + LEFT_OPEN.replace("then", "\n  then # here\n")));
    assertEquals(List.of(), house.after(2 * MINUTE - 1));
    assertEquals(List.of("nag/hall open"), house.after(1));
  }

  @Test
  void aRuleWhoseStateChangedBeginsItsStretchAnew() {
    house.start(LEFT_OPEN);
    house.send("home/hall/door", "open");
    house.after(4 * MINUTE);
    house.reload(LEFT_OPEN.replace("5 min", "6 min"));
    assertEquals(List.of(), house.after(2 * MINUTE));
    assertEquals(List.of("nag/hall open"), house.after(4 * MINUTE));
  }

  @Test
  void aRemovedRuleEndsWhatItBegan() {
    house.start(LAMP);
    assertEquals(List.of("lamp ON"), house.send("motion", "on"));
    assertEquals(List.of("lamp OFF"), house.reload("topic motion = \"motion\" : bool"));
    assertFalse(house.stored().stream().anyMatch(key -> key.startsWith("o/")));
  }

  @Test
  void aStateThatHoldsIsNotBegunAgainByAReloadThatChangesOnlyItsActions() {
    house.start(LAMP);
    house.send("motion", "on");
    assertEquals(List.of(), house.reload(LAMP.replace("\"OFF\"", "\"DARK\"")));
    assertEquals(List.of("lamp DARK"), house.send("motion", "off"));
  }

  @Test
  void aNewRuleFindsTrueWhatTheFactsSay() {
    house.start("topic motion = \"motion\" : bool rule \"r\" { when motion updates then stop }");
    house.send("motion", "on");
    assertEquals(List.of("lamp ON"), house.reload(LAMP));
  }

  @Test
  void aLimitIsKeptOverReloadAndRestart() {
    String rules =
        "rule \"r\" { when topic \"ring\" updates at most once per 1 h then publish \"bell\" \"x\""
            + " }";
    house.start(rules);
    assertEquals(List.of("bell x"), house.send("ring", "1"));
    house.reload(rules + " rule \"s\" { when startup then stop }");
    assertEquals(List.of(), house.send("ring", "2"));
    house.restart(59 * MINUTE, rules);
    assertEquals(List.of(), house.send("ring", "3"));
    house.after(MINUTE);
    assertEquals(List.of("bell x"), house.send("ring", "4"));
  }

  @Test
  void changingARuleEndsItsRuns() {
    String rules =
        "rule \"r\" { when topic \"go\" updates then wait 1 min publish \"late\" \"x\" }";
    house.start(rules);
    house.send("go", "1");
    house.reload(rules.replace("\"x\"", "\"y\""));
    assertEquals(List.of(), house.after(2 * MINUTE));
    house.send("go", "1");
    assertEquals(List.of("late y"), house.after(MINUTE));
  }

  @Test
  void factsThatNoRuleReadsAreForgotten() {
    house.start(LEFT_OPEN + LAMP);
    house.send("home/hall/door", "open");
    house.send("motion", "off");
    house.reload(LAMP);
    assertTrue(house.stored().contains("f/motion"));
    assertFalse(house.stored().contains("f/home/hall/door"));
  }

  // ---- restarts

  @Test
  void whatFellDueWhileTheEngineWasDownHappensAtStart() {
    house.start(LEFT_OPEN);
    house.send("home/hall/door", "open");
    house.after(4 * MINUTE);
    assertEquals(List.of("nag/hall open"), house.restart(10 * MINUTE, LEFT_OPEN));
  }

  @Test
  void aMissedTimeIsCaughtUpWithOnceAndOnlyIfItIsNotTooLongAgo() {
    // The house starts at 12:00.
    String rules = "rule \"r\" { when at 12:10 then publish \"clock\" \"1210\" }";
    house.start(rules);
    assertEquals(List.of("clock 1210"), house.restart(14 * MINUTE, rules));
    House other = new House();
    other.start(rules);
    assertEquals(List.of(), other.restart(16 * MINUTE, rules));
  }

  @Test
  void aMissedTimeHappensAsLateAsItsAuthorAllows() {
    String rules =
        """
        rule "soon" { when cron "0 10 12 * * ?" then publish "clock" "soon" }
        rule "late" { when cron "0 0/10 12 * * ?" catch up 1 h then publish "clock" "late" }
        rule "day"  { when at 12:10 catch up 1 day then publish "clock" "day" }
        """;
    house.start(rules);
    assertEquals(List.of("clock late", "clock day"), house.restart(100 * MINUTE, rules));
    House other = new House();
    other.start(rules);
    assertEquals(List.of("clock day"), other.restart(3 * 60 * MINUTE, rules));
  }

  @Test
  void whatNeverComesAgainWaitsForNothing() {
    String rules = "rule \"r\" { when cron \"0 0 0 1 1 ? 2020\" then publish \"clock\" \"2020\" }";
    house.start(rules);
    house.setWallClock(-50 * MINUTE);
    assertEquals(List.of(), house.after(60 * MINUTE));
    assertEquals(List.of(), house.restart(60 * MINUTE, rules));
  }

  // ---- the clock

  @Test
  void aSetClockMovesSchedulesAndLeavesDurationsAlone() {
    house.start(LEFT_OPEN + "rule \"r\" { when at 13:00 then publish \"clock\" \"13\" }");
    house.send("home/hall/door", "open");
    house.setWallClock(50 * MINUTE);
    assertEquals(List.of("nag/hall open"), house.after(5 * MINUTE));
    assertEquals(List.of("clock 13"), house.after(5 * MINUTE));
  }

  // ---- chains and order

  @Test
  void aChainOfMessagesEndsAndSaysWhoClosedIt() {
    house.start("rule \"loop\" { when topic \"n\" updates then publish \"n\" value + 1 }");
    List<String> effects = house.send("n", "0");
    assertEquals(33, effects.size());
    assertEquals("n 33", effects.getLast());
    Report last = house.reports().getLast();
    assertTrue(
        last instanceof Report.ChainCut cut && cut.origin().name().equals("loop"), "" + last);
  }

  @Test
  void aMessageThatGrowsAndGrowsIsNotSentAtLast() {
    house.start(
        "rule \"grows\" { when topic \"n\" updates then publish \"n\" \"{value}{value}\" }");
    List<String> effects = house.send("n", "x");
    assertEquals(20, effects.size());
    assertTrue(
        house.reports().stream()
            .anyMatch(it ->
                it instanceof Report.NotSent not
                    && not.why().equals("its value is larger than 1 MiB")));
  }

  @Test
  void messagesThatBringAboutEverMoreMessagesComeToAnEnd() {
    house.start("rule \"twice\" { when topic \"n\" updates then publish \"n\" 1 publish \"n\" 2 }");
    List<String> effects = house.send("n", "0");
    // Two for the message that was sent and two for each of those that are handled.
    assertEquals(2 + 2 * 10_000, effects.size());
    List<Report> cuts =
        house.reports().stream().filter(it -> it instanceof Report.ChainCut).toList();
    assertEquals(1, cuts.size());
    assertTrue(
        cuts.getFirst() instanceof Report.ChainCut cut && cut.origin().name().equals("twice"));
    assertEquals(2 + 2 * 10_000, house.send("n", "0").size());
  }

  @Test
  void whatRulesBringAboutAtOneInstantIsLimitedAndTheRuleIsNamed() {
    house.start(
        """
        alert "a" { while topic "n" is 1 }
        rule "first" { when topic "n" updates then log "1" }
        rule "mad" { when topic "n" updates then repeat 10000 times { publish "n" 1 } }
        rule "tick" { when every 1 min then repeat 10000 times { repeat 1 times { log "x" } } }
        """);
    assertEquals(100_000 + 1, house.send("n", "0").size());
    List<Report> overflows =
        house.reports().stream().filter(Report.Overflow.class::isInstance).toList();
    assertEquals(1, overflows.size());
    assertTrue(overflows.getFirst().toString().contains("\"mad\""));
    // Each instant may do as much, however many there are in one step.
    assertEquals(20 * 10_000, house.after(20 * 60_000).size());
  }

  @Test
  void whatIsDueAtAnInstantComesBeforeWhatRulesSayToEachOther() {
    house.start(
        """
        topic a = "a" : bool
        topic b = "b"
        rule "first"  { when a is true for 1 min then publish b "from the first" }
        rule "heard"  { when b updates then publish "order" "heard" }
        rule "second" { when a is true for 1 min then publish "order" "second" }
        """);
    house.send("a", "true");
    assertEquals(List.of("b from the first", "order second", "order heard"), house.after(MINUTE));
  }

  @Test
  void timersOfOneInstantGoByDeclarationThenByKey() {
    house.start(
        LEFT_OPEN
            + LEFT_OPEN
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .replace("left open", "again")
                .replace("nag", "beep"));
    house.send("home/b/door", "open");
    house.send("home/a/door", "open");
    assertEquals(
        List.of("nag/a open", "nag/b open", "beep/a open", "beep/b open"), house.after(5 * MINUTE));
  }

  // ---- messages that are no events

  @Test
  void aReplayedMessageBeginsStatesAndIsNoEvent() {
    house.start(LAMP + "rule \"event\" { when motion updates then publish \"event\" \"x\" }");
    Message retained = Message.published("motion", Payload.of("on"), 1, true);
    assertEquals(List.of("lamp ON"), house.arrive(retained.asReplayed()));
    assertEquals(List.of("event x"), house.arrive(retained));
  }

  @Test
  void anEmptyRetainedMessageClearsTheFactAndItsPredecessor() {
    house.start(LAMP + "rule \"edge\" { when motion becomes true then publish \"edge\" \"x\" }");
    house.send("motion", "on");
    assertEquals(
        List.of("lamp OFF"), house.arrive(Message.published("motion", Payload.EMPTY, 0, true)));
    assertEquals(List.of("lamp ON", "edge x"), house.send("motion", "on"));
  }
}
