package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * States that the clock changes, under reloads, restarts and set clocks. The house starts at noon.
 */
class StatesOverTimeTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final String EVENING =
      """
      rule "evening" {
        while time between 18:00 and 22:00
        then    publish "evening" "begins"
        finally publish "evening" "ends"
      }
      """;
  private static final String SILENT =
      """
      topic beat = "beat"
      rule "silent" { when beat silent for 10 min then publish "silent" "x" }
      """;
  private static final String COUNTED =
      """
      topic n = "n" : number
      rule "report" { when topic "ask" then publish "count" count(n, 10 min) publish "last" count(n, last 5) }
      """;

  private final House house = new House();

  // ---- the wall clock

  @Test
  void aSetClockBeginsAndEndsStatesThatReadIt() {
    house.start(EVENING);
    assertEquals(List.of("evening begins"), house.setWallClock(6 * HOUR));
    assertEquals(List.of(), house.after(4 * HOUR - 1));
    assertEquals(List.of("evening ends"), house.after(1));
    assertEquals(List.of("evening begins"), house.setWallClock(3 * HOUR));
    assertEquals(List.of("evening ends"), house.setWallClock(0));
    assertEquals(List.of("evening begins"), house.after(2 * HOUR));
  }

  @Test
  void aSetClockLeavesSilenceAgesAndWindowsAlone() {
    house.start(
        SILENT + COUNTED + "rule \"old\" { while age(n) > 9 min then publish \"old\" \"begins\" }");
    house.send("n", "1");
    house.send("beat", "x");
    house.after(5 * MINUTE);
    assertEquals(List.of(), house.setWallClock(HOUR));
    assertEquals(List.of("count 1", "last 1"), house.send("ask", "?"));
    assertEquals(List.of(), house.after(4 * MINUTE));
    assertEquals(List.of("old begins"), house.after(1));
    assertEquals(List.of("silent x"), house.after(MINUTE - 1));
  }

  @Test
  void theMachineWantsNothingWhereTheClockChangesNothing() {
    house.start(EVENING);
    assertEquals(House.START_MILLIS + 6 * HOUR, house.nextDueMillis());
    house.after(6 * HOUR);
    assertEquals(House.START_MILLIS + 10 * HOUR, house.nextDueMillis());
    House plain = new House();
    plain.start("rule \"r\" { while topic \"a\" is true then publish \"x\" \"y\" }");
    plain.send("a", "true");
    assertEquals(Long.MAX_VALUE, plain.nextDueMillis());
  }

  // ---- one instant

  @Test
  void rulesAreAskedOnlyWhenAllStatesAreUpToDate() {
    // The guard stands before what it asks about, and both fall due at one instant.
    house.start(
        """
        topic a = "a" : bool
        topic b = "b" : bool
        rule "r" { when a is true for 5 min while b is true for 3 min then publish "both" "x" }
        rule "s" { when b is true for 3 min while a is true for 5 min then publish "both" "y" }
        """);
    house.send("a", "true");
    house.after(2 * MINUTE);
    house.send("b", "true");
    assertEquals(List.of("both x", "both y"), house.after(3 * MINUTE));
  }

  @Test
  void aRunThatGoesOnSeesTheStatesOfItsInstant() {
    house.start(
        """
        topic a = "a" : bool
        rule "r" {
          when topic "go"
          then wait 5 min
               if a is true for 5 min { publish "run" "yes" } else { publish "run" "no" }
        }
        """);
    house.send("go", "x");
    house.send("a", "true");
    assertEquals(List.of("run yes"), house.after(5 * MINUTE));
  }

  // ---- silence

  @Test
  void anUnchangedRuleCountsSilenceOverAReload() {
    house.start(SILENT);
    house.after(6 * MINUTE);
    house.reload(EVENING + SILENT);
    assertEquals(List.of("silent x"), house.after(4 * MINUTE));
    house.reload(SILENT);
    assertEquals(List.of(), house.after(HOUR));
  }

  @Test
  void aSilenceThatWasOverBeforeTheRuleWasLoadedIsNoEvent() {
    String other = "topic beat = \"beat\" rule \"o\" { when beat updates then stop }";
    house.start(other);
    house.send("beat", "x");
    house.after(HOUR);
    assertEquals(List.of(), house.reload(other + SILENT.lines().skip(1).findFirst().orElseThrow()));
    assertEquals(List.of(), house.after(HOUR));
    house.send("beat", "x");
    assertEquals(List.of("silent x"), house.after(10 * MINUTE));
  }

  @Test
  void aSilenceThatIsOverWhileTheEngineIsDownHappensAtStart() {
    house.start(SILENT);
    house.send("beat", "x");
    house.after(MINUTE);
    assertEquals(List.of("silent x"), house.restart(HOUR, SILENT));
    assertEquals(List.of(), house.restart(HOUR, SILENT));
  }

  // ---- restarts

  @Test
  void aStateThatTheClockChangedWhileTheEngineWasDownChangesAtStart() {
    house.start(EVENING);
    assertEquals(List.of("evening begins"), house.restart(7 * HOUR, EVENING));
    assertEquals(List.of(), house.restart(HOUR, EVENING));
    assertEquals(List.of("evening ends"), house.restart(7 * HOUR, EVENING));
  }

  @Test
  void whatWentStaleWhileTheEngineWasDownHasNotHeldForSoLong() {
    String rules =
        """
        topic temp = "temp" : number stale after 3 min
        rule "hot" { when temp > 5 for 5 min then publish "hot" "x" }
        """;
    house.start(rules);
    house.send("temp", "9");
    assertEquals(List.of(), house.restart(10 * MINUTE, rules));
    house.send("temp", "9");
    assertEquals(List.of(), house.after(10 * MINUTE));
  }

  @Test
  void clientsComeBackAfterARestartOrAreGone() {
    String rules =
        """
        rule "phone" {
          while client("phone") is connected
          then    publish "phone" "here"
          finally publish "phone" "gone"
        }
        """;
    house.start(rules);
    assertEquals(List.of("phone here"), house.arrive(Message.ofClient("phone", true)));
    assertEquals(List.of(), house.restart(HOUR, rules));
    house.after(4_999);
    assertEquals(List.of(), house.arrive(Message.ofClient("phone", true)));
    assertEquals(List.of(), house.restart(HOUR, rules));
    assertEquals(List.of(), house.after(4_999));
    assertEquals(List.of("phone gone"), house.after(1));
  }

  // ---- windows

  @Test
  void aWindowHoldsWhatArrivedSinceOneAsLongWasLoaded() {
    house.start(COUNTED);
    house.send("n", "1");
    house.after(MINUTE);
    house.send("n", "2");
    house.reload(COUNTED.replace("10 min", "5 min"));
    assertEquals(List.of("count 2", "last 2"), house.send("ask", "?"));
    house.reload(COUNTED.replace("10 min", "20 min").replace("last 5", "last 6"));
    assertEquals(List.of("count 0", "last 0"), house.send("ask", "?"));
    house.send("n", "3");
    assertEquals(List.of("count 1", "last 1"), house.send("ask", "?"));
    String longer = COUNTED.replace("10 min", "20 min").replace("last 5", "last 6");
    house.restart(MINUTE, longer);
    assertEquals(List.of("count 1", "last 1"), house.send("ask", "?"));
    house.reload(EVENING + longer);
    house.send("n", "4");
    assertEquals(List.of("count 2", "last 2"), house.send("ask", "?"));
    house.restart(HOUR, longer);
    assertEquals(List.of("count 0", "last 2"), house.send("ask", "?"));
  }

  @Test
  void aNewTopicHasMissedNothing() {
    house.start(COUNTED);
    house.reload(COUNTED + EVENING);
    house.send("n", "1");
    house.reload(COUNTED);
    assertEquals(List.of("count 1", "last 1"), house.send("ask", "?"));
  }

  @Test
  void manyMessagesAreStoredInPiecesAndForgottenInPieces() {
    house.start(COUNTED);
    for (int i = 0; i < 1_000; i++) {
      house.send("n", "" + i);
      house.after(1_000);
    }
    assertEquals(List.of("count 599", "last 5"), house.send("ask", "?"));
    assertTrue(chunks() < 13, "" + chunks());
    house.restart(0, COUNTED);
    assertEquals(List.of("count 599", "last 5"), house.send("ask", "?"));
    house.restart(5 * MINUTE, COUNTED);
    assertEquals(List.of("count 299", "last 5"), house.send("ask", "?"));
    for (int i = 0; i < 130; i++) {
      house.send("n", "" + i);
    }
    assertEquals(List.of("count 429", "last 5"), house.send("ask", "?"));
    house.restart(0, COUNTED);
    assertEquals(List.of("count 429", "last 5"), house.send("ask", "?"));
    house.reload(EVENING);
    assertEquals(0, chunks());
    assertFalse(house.stored().stream().anyMatch(key -> key.startsWith("h/")));
  }

  private long chunks() {
    return house.stored().stream().filter(key -> key.startsWith("w/")).count();
  }

  @Test
  void aMessageThatClearsTheFactIsInNoWindow() {
    house.start(COUNTED);
    house.send("n", "1");
    house.clear("n");
    assertEquals(List.of("count 1", "last 1"), house.send("ask", "?"));
  }

  @Test
  void noMoreThanSoManyMessagesAreKeptAndThatIsSaidOnce() {
    String rules =
        """
        topic n = "n" : number
        rule "r" { when topic "ask" then publish "count" count(n, 10 days) }
        """;
    house.start(rules);
    for (int i = 0; i < Series.MOST_ENTRIES + 200; i++) {
      house.send("n", "1");
    }
    assertEquals(List.of("count 100000"), house.send("ask", "?"));
    assertEquals(1, house.reports().stream().filter(Report.Overflow.class::isInstance).count());
    house.restart(0, rules);
    assertEquals(List.of("count 100000"), house.send("ask", "?"));
  }

  // ---- many topics

  @Test
  void tooManyCombinationsAreUnknownAndThatIsSaidOnce() {
    house.start(
        """
        topic a(x) = "a/{x}" : bool
        topic b(y) = "b/{y}" : bool
        rule "r" {
          while any(a(_) is true and b(_) is true)
          then    publish "any" "begins"
          finally publish "any" "ends"
        }
        """);
    assertEquals(List.of(), house.send("a/1", "true"));
    assertEquals(List.of("any begins"), house.send("b/1", "true"));
    for (int i = 2; i <= 100; i++) {
      house.send("a/" + i, "true");
      house.send("b/" + i, "true");
    }
    assertEquals(List.of("any ends"), house.send("b/101", "true"));
    house.send("b/102", "true");
    assertEquals(1, house.reports().stream().filter(Report.Overflow.class::isInstance).count());
  }
}
