package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of rules and alerts that are removed or changed while the engine is down. */
class RemovalTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final String TOPICS =
      """
      topic leak(room) = "{room}/leak" : bool
      topic door = "door"
      topic mode = "mode"
      topic bell(place) = "bell/{place}"
      topic temp = "temp" : number
      """;
  private static final String WATER =
      """
      alert "Water" {
        while leak(room) is true
        message "Water in the {room}"
        notify owner
        remind every 10 min
        escalate to neighbour after 30 min
        resolved notify owner "Dry in the {room}"
      }
      """;
  private static final String SIREN =
      """
      rule "Siren" {
        while leak(room) is true
        then publish "siren/{room}" "on" wait 10 min publish "siren/{room}" "louder"
        finally publish "siren/{room}" "off"
      }
      """;
  private static final String STATUS =
      """
      rule "Status" {
        when topic "belfry/alerts/water/{room}" updates
        then publish "seen/{room}" value.state
      }
      """;

  private final House house = new House();

  private boolean remembersAnything() {
    return house.stored().stream().anyMatch(key -> key.startsWith("o/") || key.startsWith("f/"));
  }

  // ---- what is gone ends

  @Test
  void anAlertThatIsGoneIsResolved() {
    house.start(TOPICS + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} resolved", "owner: Dry in the bath"), house.restart(0, TOPICS));
    assertEquals(List.of(), house.alerts());
    assertFalse(remembersAnything());
    assertEquals(List.of(), house.restart(MINUTE, TOPICS));
  }

  @Test
  void itsRemindersAndEscalationThatFellDueAreNotTold() {
    house.start(TOPICS + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} resolved", "owner: Dry in the bath"),
        house.restart(45 * MINUTE, TOPICS));
  }

  @Test
  void itsEndIsAMessageForTheNewRules() {
    house.start(TOPICS + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} resolved", "owner: Dry in the bath", "seen/bath resolved"),
        house.restart(MINUTE, TOPICS + STATUS));
  }

  @Test
  void anAlertOfAnotherStateIsAnotherAlert() {
    house.start(TOPICS + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of(
            "Water{room=bath} resolved",
            "owner: Dry in the bath",
            "Water{room=bath} firing",
            "owner: Water in the bath"),
        house.restart(
            MINUTE, TOPICS + WATER.replace("is true", "is true and leak(room) is known")));
    assertEquals(List.of("owner: Water in the bath"), house.after(10 * MINUTE));
  }

  @Test
  void aStateThatIsGoneDoesItsFinally() {
    house.start(TOPICS + SIREN);
    house.send("cellar/leak", "on");
    house.send("bath/leak", "on");
    assertEquals(List.of("siren/bath off", "siren/cellar off"), house.restart(0, TOPICS));
    assertFalse(remembersAnything());
    assertEquals(List.of(), house.after(HOUR));
  }

  @Test
  void aFinallyThatWouldWaitEndsThere() {
    house.start(TOPICS + SIREN.replace("finally", "finally wait 1 min"));
    house.send("bath/leak", "on");
    assertEquals(List.of(), house.restart(0, TOPICS));
    assertEquals(List.of(), house.after(HOUR));
    assertFalse(remembersAnything());
  }

  @Test
  void aRuleThatIsOffHasNothingToEnd() {
    house.start(TOPICS + SIREN);
    house.send("bath/leak", "on");
    assertEquals(List.of("siren/bath off"), house.turn("Siren", false));
    assertEquals(List.of(), house.restart(MINUTE, TOPICS));
  }

  // ---- what merely fell due does not happen

  @Test
  void nothingThatFellDueHappensOfWhatIsGone() {
    String rules =
        """
        rule "Held" { when door is "open" for 5 min then publish "held" 1 }
        rule "Holds" { while door is "open" for 5 min then publish "holds" 1 finally publish "ends" 1 }
        rule "Silent" { when door silent for 5 min then publish "silent" 1 }
        rule "Alone" { when door updates not followed by mode updates within 5 min then publish "alone" 1 }
        rule "Hourly" { when every 1 min then publish "hourly" 1 }
        rule "Waits" { when door updates then wait 5 min publish "waits" 1 }
        rule "Queue" { when door updates mode queued then publish "queue" 1 wait 5 min }
        rule "Starts" { when startup then publish "starts" 1 }
        alert "Open" { while door is "open" for 5 min notify owner }
        """;
    house.start(TOPICS + rules);
    house.send("door", "open");
    house.send("door", "open");
    assertEquals(List.of(), house.restart(10 * MINUTE, TOPICS));
    assertEquals(List.of(), house.after(HOUR));
    assertFalse(remembersAnything());
  }

  @Test
  void aStateThatEndedMeanwhileByTheClockDoesItsFinallyOnce() {
    String lamp =
        """
        rule "Lamp" {
          while door is "open" and time between 08:00 and 12:30
          then publish "lamp" "on"
          finally publish "lamp" "off"
        }
        """;
    house.start(TOPICS + lamp);
    house.send("door", "open");
    assertEquals(List.of("lamp off"), house.restart(HOUR, TOPICS));
  }

  // ---- the words of the moment

  @Test
  void whatIsSaidAtTheEndIsTrueOfNow() {
    String rules =
        """
        rule "Report" {
          while mode is "away"
          then stop
          finally
            if door is "open" for 10 min { publish "door" "open for long" } else { publish "door" "not for long" }
            if not (mode is "gone" for 1 min) { publish "mode" "not gone" }
            publish "count" count(door, 1 h)
            publish "bells" count(bell(_) is "rung")
            publish "time" format(now, "HH:mm")
            publish "sun" sun
        }
        """;
    house.start(TOPICS + rules);
    house.send("bell/gate", "rung");
    house.send("bell/porch", "still");
    house.send("mode", "away");
    house.send("door", "open");
    house.after(MINUTE);
    house.send("door", "open");
    assertEquals(
        List.of(
            "door open for long", "mode not gone", "count 1", "bells 1", "time 13:00", "sun up"),
        house.restart(59 * MINUTE, TOPICS));
  }

  @Test
  void whatInhibitsItIsAskedNow() {
    String rules =
        """
        topic status = "belfry/alerts/gate" : { state: text, inhibited: bool }
        rule "Seen" { when status updates then publish "seen" "{status.state} {status.inhibited}" }
        """;
    house.start(
        TOPICS
            + rules
            + "alert \"Gate\" { while door is \"open\" unless not (mode is \"rest\" for 5 min) }");
    house.send("mode", "rest");
    assertEquals(List.of("Gate{} inhibited", "seen inhibited true"), house.send("door", "open"));
    assertEquals(
        List.of("Gate{} resolved", "seen resolved false"),
        house.restart(5 * MINUTE, TOPICS + rules));
  }

  @Test
  void whatIsGoneInhibitsItselfNoMore() {
    String seen =
        """
        topic status = "belfry/alerts/gate" : { state: text, inhibited: bool }
        rule "Seen" { when status updates then publish "seen" "{status.state} {status.inhibited}" }
        """;
    String gate = "alert \"Gate\" { while door is \"open\" unless alert \"Gate\" is firing }";
    house.start(TOPICS + seen + gate);
    assertEquals(List.of("Gate{} inhibited", "seen inhibited true"), house.send("door", "open"));
    assertEquals(
        List.of("Gate{} resolved", "seen resolved false"), house.restart(MINUTE, TOPICS + seen));
  }

  // ---- what is kept goes on

  @Test
  void whatIsKeptGoesOnAsIfNothingElseHadBeenThere() {
    String kept =
        """
        rule "Held" { when door is "open" for 5 min then publish "held" 1 }
        rule "Hourly" { when every 1 h then publish "hourly" 1 }
        rule "Waits" { when door updates then wait 5 min publish "waits" 1 }
        rule "Counts" { when door updates 3 times within 1 h then publish "third" 1 }
        rule "Mean" { when mode updates then publish "mean" avg(temp, 2 h) }
        """;
    String gone = SIREN.replace("siren", "horn").replace("Siren", "Horn") + STATUS;
    House same = new House();
    for (House each : List.of(house, same)) {
      each.start(TOPICS + WATER + SIREN + kept + gone);
      each.send("temp", "20");
      each.send("bath/leak", "on");
      each.send("door", "open");
      each.send("door", "open");
      each.reports().clear();
    }
    same.reload(TOPICS + WATER + SIREN + kept);
    same.reports().clear();
    assertEquals(
        with("horn/bath off", same.restart(HOUR, TOPICS + WATER + SIREN + kept)),
        house.restart(HOUR, TOPICS + WATER + SIREN + kept));
    assertEquals(missed(same), missed(house));
    assertEquals(contents(same), contents(house));
    assertEquals(same.nextDueMillis(), house.nextDueMillis());
    assertEquals(same.send("mode", "x"), house.send("mode", "x"));
    assertEquals(same.after(2 * HOUR), house.after(2 * HOUR));
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private static List<Report> missed(House house) {
    List<Report> missed = house.reports().stream().filter(Report.Missed.class::isInstance).toList();
    assertEquals(1, missed.size());
    return missed;
  }

  private static Map<String, String> contents(House house) {
    Map<String, String> contents = new HashMap<>();
    house.store().forEach((key, value) -> contents.put(key, Arrays.toString(value.bytes())));
    return contents;
  }

  @Test
  void whatWasLookedAtToEndItIsNotRemembered() {
    String rules =
        """
        rule "Both" {
          while mode is "away" and door is "open" for 5 min
          then stop
          finally publish "out" "over"
        }
        """;
    house.start(TOPICS + rules);
    house.send("door", "open");
    house.send("mode", "away");
    house.after(5 * MINUTE);
    assertEquals(List.of("out over"), house.restart(0, TOPICS));
    assertFalse(remembersAnything());
    assertEquals(0, house.machine().size());
    assertEquals(Long.MAX_VALUE, house.nextDueMillis());
  }

  /** More keys than are followed where nothing is configured. */
  @Test
  void whatIsLookedAtToEndItNeedsNoRoom() {
    String rules =
        """
        rule "Long" {
          while bell(place) is "rung" for 1 min
          then stop
          finally publish "out/{place}" 1
        }
        """;
    house.limit(100_000, 10_002);
    house.start(TOPICS + rules);
    for (int i = 0; i < 10_001; i++) {
      house.send("bell/" + i, "rung");
    }
    house.after(MINUTE);
    house.send("bell/quiet", "still");
    assertEquals(10_001, house.restart(0, TOPICS).size());
    assertTrue(house.reports().stream().noneMatch(Report.Overflow.class::isInstance));
  }

  @Test
  void aStoreThatDoesNotKnowTheRulesForgetsThem() {
    house.start(TOPICS + WATER + SIREN);
    house.send("bath/leak", "on");
    house.forgetRules();
    assertEquals(List.of(), house.restart(0, TOPICS));
    assertFalse(remembersAnything());
  }
}
