package dev.belfry.service.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.machine.Inheritance;
import dev.belfry.machine.Inheritance.Fate;
import dev.belfry.machine.MissedTimes;
import dev.belfry.machine.Report;
import dev.belfry.machine.Uncertain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Origin BURGLAR =
      new Origin(Origin.Kind.RULE, "Burglar alert", Map.of("room", "hall"));
  private static final long NOON = Instant.parse("2026-01-10T12:00:00Z").toEpochMilli();

  private final StringWriter written = new StringWriter();

  private Terminal terminal(boolean colours, boolean quiet) {
    return new Terminal(
        new PrintWriter(written),
        colours,
        quiet,
        ZoneId.of("Europe/Berlin"),
        () -> Instant.ofEpochMilli(NOON));
  }

  private static Report.Misfit misfit(String topic) {
    return new Report.Misfit(topic, "warm", "a number");
  }

  @Test
  void eachFiringIsShownWithItsCause() {
    terminal(false, false).reported(NOON, new Report.Fired(BURGLAR, "home/hall/door \"open\""));
    assertEquals("13:00:00  Burglar alert (hall)  ← home/hall/door \"open\"\n", written.toString());
  }

  @Test
  void anAlertIsShownWithItsStateAndMessage() {
    Origin origin = new Origin(Origin.Kind.ALERT, "Water", Map.of("room", "bath"));
    AlertStatus firing =
        new AlertStatus(
            "belfry/alerts/water/bath",
            AlertStatus.State.FIRING,
            "warning",
            "Water in the bath",
            NOON,
            false,
            false);
    terminal(false, false).alerted(NOON, new Effect.Alert(NOON, origin, firing));
    assertEquals("13:00:00  Water (bath)  firing  Water in the bath\n", written.toString());
  }

  @Test
  void problemsAreShownInWords() {
    Terminal terminal = terminal(false, true);
    terminal.reported(NOON, misfit("home/temp"));
    terminal.reported(NOON, new Report.NotSent(BURGLAR, "publish siren", "its value is unknown"));
    terminal.reported(NOON, new Report.ChainCut(BURGLAR, "a/b"));
    terminal.logged(NOON, new Effect.Log(NOON, BURGLAR, Effect.Level.WARN, "careful"));
    terminal.storeFailed("the store cannot be written");
    assertEquals(
        """
        13:00:00  home/temp  does not fit: warm; wanted a number
        13:00:00  Burglar alert (hall)  did not send publish siren: its value is unknown
        13:00:00  Burglar alert (hall)  feeds itself: its message on a/b was sent but not handled
        13:00:00  Burglar alert (hall)  careful
        13:00:00  the store cannot be written; nothing is acknowledged until it works again
        """,
        written.toString());
  }

  @Test
  void whatIsKeptIsOneLineAndEachLossIsOne() {
    List<Inheritance> units = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      units.add(new Inheritance(Origin.Kind.RULE, "r" + i, Fate.KEPT, List.of()));
    }
    units.add(new Inheritance(Origin.Kind.RULE, "lamp", Fate.RESET, List.of("begins anew: a")));
    units.add(new Inheritance(Origin.Kind.RULE, "new", Fate.NEW, List.of()));
    terminal(false, false).reported(NOON, new Report.ProgramChanged(units));
    assertEquals(
        """
        13:00:00  state: 40 rules and alerts keep what they remember, 1 loses some of it, 1 is new
        13:00:00  lamp  begins anew: a
        """,
        written.toString());
  }

  @Test
  void manyLossesAreCounted() {
    List<Inheritance> units = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      units.add(new Inheritance(Origin.Kind.RULE, "r" + i, Fate.RESET, List.of("a", "b")));
    }
    terminal(false, true).reported(NOON, new Report.ProgramChanged(units));
    List<String> lines = written.toString().lines().toList();
    assertEquals(21, lines.size());
    assertEquals("13:00:00  and 40 more things that rules lost", lines.getLast());
  }

  @Test
  void whatMayHaveBeenMissedIsALineAndEachScheduleAndStretchIsOne() {
    terminal(false, false)
        .reported(
            NOON,
            new Report.Missed(
                NOON - 600_000,
                NOON,
                List.of(
                    new MissedTimes("lamp", "every 5 min", 2, false, NOON, NOON - 1, true),
                    new MissedTimes("mail", "at 12:59", 1, true, NOON, NOON - 60_000, false)),
                0,
                List.of(
                    new Uncertain(
                        new Origin(Origin.Kind.RULE, "open", Map.of("room", "hall")),
                        Uncertain.Kind.HELD,
                        "when door(room) is \"open\" for 1 h",
                        OptionalLong.of(NOON - 660_000),
                        false)),
                6));
    assertEquals(
        """
        13:00:00  down since 2026-01-10 12:50, for 10 min; 2 schedules and 7 stretches fell into it
        13:00:00  lamp  missed `every 5 min` 2 times, last at 2026-01-10 12:59: it happens now
        13:00:00  mail  missed `at 12:59` at least once, last at 2026-01-10 12:59: skipped
        13:00:00  open (hall)  uncertain: `when door(room) is "open" for 1 h` had begun, since 2026-01-10 12:49
        13:00:00  and 6 stretches more
        """,
        written.toString());
  }

  @Test
  void quietLeavesOutWhatIsNoProblem() {
    Terminal terminal = terminal(false, true);
    terminal.reported(NOON, new Report.Fired(BURGLAR, "x"));
    terminal.reported(NOON, new Report.Dropped(BURGLAR, "once per hour"));
    terminal.logged(NOON, new Effect.Log(NOON, BURGLAR, Effect.Level.INFO, "hello"));
    assertEquals("", written.toString());
  }

  @Test
  void oneTopicIsShownOncePerTenSecondsAndWhatWasHeldBackIsCounted() {
    Terminal terminal = terminal(false, false);
    for (int i = 0; i < 10; i++) {
      terminal.reported(NOON + i * 1_000L, misfit("a"));
    }
    terminal.reported(NOON + 10_000, misfit("a"));
    assertEquals(2, written.toString().lines().count());
    assertTrue(written.toString().contains("(and 9 more, not shown)"));
  }

  @Test
  void manyTopicsTogetherAreLimitedToo() {
    Terminal terminal = terminal(false, false);
    for (int i = 0; i < 5_000; i++) {
      terminal.reported(NOON, misfit("t" + i));
    }
    assertEquals(SampleLimit.MOST_PER_PERIOD, written.toString().lines().count());
  }

  @Test
  void whatADeviceSendsCannotSteerTheTerminal() {
    terminal(false, false).reported(NOON, new Report.Misfit("a", "\u001b[2Jx\nready", "text"));
    assertFalse(written.toString().contains("\u001b"));
    assertEquals(1, written.toString().lines().count());
  }

  @Test
  void coloursComeOnlyWhereTheyWereAskedFor() {
    terminal(true, false).reported(NOON, new Report.Fired(BURGLAR, "x"));
    assertTrue(written.toString().contains("\u001b[32m"));
  }
}
