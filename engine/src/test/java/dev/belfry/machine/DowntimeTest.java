package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The house starts at 12:00 UTC. */
class DowntimeTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long NOON = House.START_MILLIS;
  private static final String TOPICS =
      """
      topic door(room) = "door/{room}" : "open" | "closed"
      topic beat = "beat"
      topic n = "n" : number
      """;

  private final House house = new House();

  private Report.Missed missed() {
    List<Report.Missed> missed =
        house.reports().stream()
            .filter(Report.Missed.class::isInstance)
            .map(Report.Missed.class::cast)
            .toList();
    assertEquals(1, missed.size());
    return missed.getFirst();
  }

  private Uncertain only(Uncertain.Kind kind) {
    List<Uncertain> found = missed().stretches().stream().filter(it -> it.kind() == kind).toList();
    assertEquals(1, found.size(), missed().toString());
    return found.getFirst();
  }

  @Test
  void aStartThatFollowsNothingMissesNothing() {
    house.start(TOPICS);
    assertEquals(0, house.reports().size());
    house.send("n", "1");
    house.restart(0, TOPICS);
    assertFalse(house.reports().stream().anyMatch(Report.Missed.class::isInstance));
  }

  // ---- schedules

  @Test
  void aScheduleSaysHowOftenAndWhenAndThatItIsSkipped() {
    String rules = "rule \"m\" { when every 1 h then publish \"x\" 1 }";
    house.start(rules);
    house.after(MINUTE);
    house.restart(3 * HOUR + 10 * MINUTE, rules);
    assertEquals(NOON + MINUTE, missed().untilWallMillis() - 3 * HOUR - 10 * MINUTE);
    assertEquals(
        List.of(new MissedTimes("m", "every 1 h", 3, false, NOON + HOUR, NOON + 3 * HOUR, false)),
        missed().schedules());
  }

  @Test
  void oneThatIsCaughtUpHappensOnce() {
    String rules = "rule \"m\" { when at 13:00 catch up 2 h then publish \"x\" 1 }";
    house.start(rules);
    assertEquals(List.of("x 1"), house.restart(2 * HOUR, rules));
    assertEquals(
        List.of(new MissedTimes("m", "at 13:00", 1, false, NOON + HOUR, NOON + HOUR, true)),
        missed().schedules());
  }

  @Test
  void whatWasDueAtTheStartIsNotMissed() {
    String rules = "rule \"m\" { when at 13:00 then publish \"x\" 1 }";
    house.start(rules);
    assertEquals(List.of("x 1"), house.restart(HOUR, rules));
    assertEquals(List.of(), missed().schedules());
  }

  @Test
  void aDenseScheduleIsCountedUpToALimitAndItsLastTimeIsKnown() {
    String rules = "rule \"m\" { when every 7 ms then publish \"x\" 1 }";
    house.start(rules);
    house.restart(24 * HOUR + 3, rules);
    MissedTimes it = missed().schedules().getFirst();
    assertEquals(10_000, it.times());
    assertTrue(it.atLeast());
    long sinceMidnight = 12 * HOUR + 3;
    assertEquals(NOON + 24 * HOUR + 3 - sinceMidnight % 7, it.lastWallMillis());
  }

  @Test
  void thousandsOfSchedulesAreCounted() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      rules.append("rule \"m" + i + "\" { when every 1 min then log \"x\" }\n");
    }
    house.start(rules.toString());
    house.restart(30 * 24 * HOUR, rules.toString());
    assertEquals(Downtime.MOST, missed().schedules().size());
    assertEquals(200, missed().moreSchedules());
    assertTrue(missed().schedules().stream().mapToLong(MissedTimes::times).sum() < 102_000);
  }

  // ---- stretches

  @Test
  void aStateThatHadBegunToHoldIsUncertain() {
    String rules = TOPICS + "rule \"r\" { when door(room) is \"open\" for 10 min then log \"x\" }";
    house.start(rules);
    house.send("door/hall", "open");
    house.after(MINUTE);
    house.send("door/bath", "closed");
    house.restart(5 * MINUTE, rules);
    Uncertain it = only(Uncertain.Kind.HELD);
    assertEquals("hall", it.origin().key().get("room"));
    assertEquals(OptionalLong.of(NOON), it.sinceWallMillis());
    assertFalse(it.fellDue());
    assertEquals("`when door(room) is \"open\" for 10 min` had begun", it.words());
  }

  @Test
  void oneWhoseTimeCameMeanwhileHappensNow() {
    String rules =
        TOPICS + "rule \"r\" { when door(room) is \"open\" for 10 min then publish \"x\" 1 }";
    house.start(rules);
    house.send("door/hall", "open");
    assertEquals(List.of("x 1"), house.restart(HOUR, rules));
    assertTrue(only(Uncertain.Kind.HELD).fellDue());
    house.reports().clear();
    house.restart(HOUR, rules);
    assertEquals(List.of(), missed().stretches());
  }

  @Test
  void aWaitASilenceACountASequenceAndAWindowAreUncertain() {
    String rules =
        TOPICS
            + """
            rule "waits" { when n updates then wait 2 h publish "x" 1 }
            rule "silent" { when beat silent for 30 min then publish "y" 1 }
            rule "counts" { when n updates 3 times within 1 day then publish "z" 1 }
            rule "pairs" { when n updates followed by beat updates within 1 day then log "x" }
            rule "mean" { while avg(n, 3 h) > 100 then publish "m" 1 }
            """;
    house.start(rules);
    house.send("beat", "x");
    house.after(MINUTE);
    house.send("n", "1");
    house.restart(HOUR, rules);
    assertEquals(OptionalLong.of(NOON + MINUTE), only(Uncertain.Kind.WAIT).sinceWallMillis());
    assertFalse(only(Uncertain.Kind.WAIT).fellDue());
    assertEquals(OptionalLong.of(NOON), only(Uncertain.Kind.SILENT).sinceWallMillis());
    assertTrue(only(Uncertain.Kind.SILENT).fellDue());
    assertEquals(OptionalLong.of(NOON + MINUTE), only(Uncertain.Kind.COUNTED).sinceWallMillis());
    assertEquals(OptionalLong.of(NOON + MINUTE), only(Uncertain.Kind.SEQUENCE).sinceWallMillis());
    assertEquals("a window of 3 h has a gap", only(Uncertain.Kind.WINDOW).words());
  }

  @Test
  void anAlertThatFiredIsUncertain() {
    String rules =
        TOPICS
            + """
            alert "a" { while door(room) is "open" notify owner remind every 30 min }
            """;
    house.start(rules);
    house.send("door/hall", "open");
    house.restart(HOUR, rules);
    assertEquals(OptionalLong.of(NOON), only(Uncertain.Kind.ALERT).sinceWallMillis());
    assertTrue(only(Uncertain.Kind.ALERT).fellDue());
  }

  @Test
  void manyStretchesAreCounted() {
    String rules = TOPICS + "rule \"r\" { when door(room) is \"open\" for 10 h then log \"x\" }";
    house.start(rules);
    for (int i = 0; i < 1_500; i++) {
      house.send("door/" + i, "open");
    }
    house.restart(HOUR, rules);
    assertEquals(Downtime.MOST, missed().stretches().size());
    assertEquals(500, missed().moreStretches());
  }

  @Test
  void aClockThatWasSetBackMeanwhileChangesNoDuration() {
    String rules = TOPICS + "rule \"r\" { when n changes then log \"x\" }";
    house.start(rules);
    house.setWallClock(-HOUR);
    house.send("n", "1");
    house.restart(HOUR, rules);
    // The wall clock of the start is right again.
    assertEquals(NOON - HOUR, missed().fromWallMillis());
    assertEquals(NOON + HOUR, missed().untilWallMillis());
  }
}
