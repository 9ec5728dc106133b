package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.effect.AlertStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsTest {
  private static final long MINUTE = 60_000;
  private static final String WATER =
      """
      topic leak(room) = "{room}/leak" : bool
      alert "Water" {
        while leak(room) is true
        message "Water in the {room}"
        notify owner
        remind every 10 min
        escalate to neighbour after 10 min
        resolved notify owner "Dry"
      }
      """;
  private static final String LAMP =
      """
      rule "lamp" {
        while alert "Water" is firing then publish "lamp" "ON" finally publish "lamp" "OFF"
      }
      """;

  private final House house = new House();

  private List<String> words() {
    return house.alerts().stream()
        .map(it -> it.origin().key().values() + " " + it.status().word())
        .toList();
  }

  // ---- order

  @Test
  void aReminderGoesToThoseToldBeforeTheEscalationOfItsInstant() {
    house.start(WATER);
    assertEquals(
        List.of("Water{room=bath} firing", "owner: Water in the bath"),
        house.send("bath/leak", "on"));
    assertEquals(
        List.of("owner: Water in the bath", "neighbour: Water in the bath"),
        house.after(10 * MINUTE));
    assertEquals(List.of("owner, neighbour: Water in the bath"), house.after(10 * MINUTE));
    // Fired anew, nobody but the owner was told since.
    house.send("bath/leak", "off");
    house.send("bath/leak", "on");
    assertEquals(
        List.of("owner: Water in the bath", "neighbour: Water in the bath"),
        house.after(10 * MINUTE));
  }

  @Test
  void alertsTellBeforeRulesActAndInstancesInTextOrder() {
    house.start(
        LAMP
            + "rule \"first\" { when topic \"all\" updates then publish \"first\" \"x\" }\n"
            + "topic all = \"all\" : bool\n"
            + WATER.replace("leak(room) is true", "leak(room) is known and all is true"));
    house.send("cellar/leak", "on");
    house.send("bath/leak", "on");
    assertEquals(
        List.of(
            "Water{room=bath} firing",
            "owner: Water in the bath",
            "Water{room=cellar} firing",
            "owner: Water in the cellar",
            "lamp ON",
            "first x"),
        house.send("all", "on"));
  }

  @Test
  void aStateIsPublishedWithAllThereIsToSay() {
    house.start(
        WATER
            + """
            rule "r" {
              when topic "belfry/alerts/water/+" updates
              then
                publish "said" "{value.alert} {value.state} {value.severity} {value.since}"
                publish "more" "{value.key} {value.message} {value.inhibited} {value.silenced}"
            }
            """);
    assertEquals(
        List.of(
            "Water{room=a+b} firing",
            "owner: Water in the a+b",
            "said Water firing warning 2026-01-01T12:00:00Z",
            "more {\"room\":\"a+b\"} Water in the a+b false false"),
        house.send("a+b/leak", "on"));
    AlertStatus status = house.alerts().getFirst().status();
    assertEquals("belfry/alerts/water/a_b", status.topic());
  }

  // ---- silences

  @Test
  void aSilencedAlertTellsWhenTheSilenceEnds() {
    house.start(WATER);
    house.silence("Water", Map.of(), 25 * MINUTE);
    assertEquals(List.of("Water{room=bath} silenced"), house.send("bath/leak", "on"));
    assertEquals(List.of(), house.after(25 * MINUTE - 1));
    assertEquals(
        List.of(
            "Water{room=bath} firing", "owner: Water in the bath", "neighbour: Water in the bath"),
        house.after(1));
    assertEquals(List.of("owner, neighbour: Water in the bath"), house.after(5 * MINUTE));
  }

  @Test
  void aSilenceIsForInstancesWhoseCapturesAgreeAndOutlivesARestart() {
    house.start(WATER);
    house.send("bath/leak", "on");
    house.send("cellar/leak", "on");
    assertEquals(
        List.of("Water{room=bath} silenced"),
        house.silence("Water", Map.of("room", "bath"), 15 * MINUTE));
    assertTrue(house.stored().stream().anyMatch(key -> key.startsWith("s/")));
    house.restart(0, WATER);
    assertEquals(List.of("[bath] silenced", "[cellar] firing"), words());
    assertEquals(
        List.of("owner: Water in the cellar", "neighbour: Water in the cellar"),
        house.after(10 * MINUTE));
    // It was told before the silence; what it has left to tell is the escalation.
    assertEquals(
        List.of("Water{room=bath} firing", "neighbour: Water in the bath"),
        house.after(5 * MINUTE));
  }

  @Test
  void aSilenceThatEndsTakesThePlaceOfTheEarlierOne() {
    house.start(WATER);
    house.silence("Water", Map.of(), 60 * MINUTE);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} firing", "owner: Water in the bath"),
        house.silence("Water", Map.of(), 0));
    assertFalse(house.stored().stream().anyMatch(key -> key.startsWith("s/")));
  }

  @Test
  void aSilenceFollowsTheWallClock() {
    house.start(WATER);
    house.send("bath/leak", "on");
    house.silence("Water", Map.of(), 60 * MINUTE);
    assertEquals(List.of("Water{room=bath} firing"), house.setWallClock(60 * MINUTE));
  }

  @Test
  void nobodyHearsOfTheEndOfWhatIsSilenced() {
    house.start(WATER);
    house.send("bath/leak", "on");
    house.silence("Water", Map.of(), 60 * MINUTE);
    assertEquals(List.of("Water{room=bath} resolved"), house.send("bath/leak", "off"));
  }

  // ---- restarts and reloads

  @Test
  void whatFellDueWhileTheEngineWasDownIsToldOnce() {
    house.start(WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("owner: Water in the bath", "neighbour: Water in the bath"),
        house.restart(45 * MINUTE, WATER));
    assertEquals(List.of("owner, neighbour: Water in the bath"), house.after(5 * MINUTE));
  }

  @Test
  void whatInhibitsIsKnownAtAStartBeforeAnythingIsTold() {
    String rules =
        """
        topic gate = "gate"
        topic mode = "mode"
        alert "Gate" { while gate is "open" for 5 min notify owner unless mode is "rest" for 6 min }
        """;
    house.start(rules);
    house.send("gate", "open");
    house.send("mode", "rest");
    assertEquals(List.of("Gate{} inhibited"), house.restart(10 * MINUTE, rules));
    assertEquals(List.of("Gate{} firing", "owner: Gate"), house.send("mode", "work"));
  }

  @Test
  void whatEndedWhileTheEngineWasDownInhibitsNothing() {
    String rules =
        """
        topic gate = "gate"
        topic mode = "mode" stale after 15 min
        alert "Gate" { while gate is "open" for 20 min notify owner unless mode is "rest" }
        """;
    house.start(rules);
    house.send("mode", "rest");
    house.send("gate", "open");
    assertEquals(List.of("Gate{} firing", "owner: Gate"), house.restart(25 * MINUTE, rules));
  }

  @Test
  void whetherAnAlertFiresIsKnownAtAStartBeforeRulesAct() {
    String rules =
        """
        topic gate = "gate"
        topic mode = "mode"
        rule "Report" {
          when gate is "open" for 5 min while alert "Rest" is firing
          then publish "out" "at rest"
        }
        alert "Rest" { while mode is "rest" for 6 min }
        """;
    house.start(rules);
    house.send("gate", "open");
    house.send("mode", "rest");
    assertEquals(List.of("Rest{} firing", "out at rest"), house.restart(10 * MINUTE, rules));
  }

  @Test
  void whatIsRemovedInhibitsItselfNoMore() {
    String seen =
        """
        topic gate = "gate"
        topic status = "belfry/alerts/gate" : { state: text, inhibited: bool }
        rule "Seen" { when status updates then publish "seen" "{status.state} {status.inhibited}" }
        """;
    house.start(
        seen
            + """
            alert "Gate" { while gate is "open" unless alert "Gate" is firing }
            """);
    assertEquals(List.of("Gate{} inhibited", "seen inhibited true"), house.send("gate", "open"));
    assertEquals(List.of("Gate{} resolved", "seen resolved false"), house.reload(seen));
  }

  @Test
  void anUnchangedAlertKeepsItsStateOverAReload() {
    house.start(LAMP + WATER);
    house.send("bath/leak", "on");
    house.acknowledge("Water");
    assertEquals(List.of(), house.reload(LAMP + "rule \"s\" { when startup then stop }\n" + WATER));
    assertEquals(List.of("[bath] acknowledged"), words());
    assertEquals(
        List.of("Water{room=bath} resolved", "owner: Dry", "lamp OFF"),
        house.send("bath/leak", "off"));
  }

  @Test
  void otherWordsAndPeopleDoNotMakeItFireAnew() {
    house.start(WATER);
    house.send("bath/leak", "on");
    house.after(MINUTE);
    assertEquals(
        List.of(),
        house.reload(WATER.replace("Water in", "Flood in").replace("every 10 min", "every 7 min")));
    assertEquals(List.of("owner: Flood in the bath"), house.after(6 * MINUTE));
  }

  @Test
  void anAlertThatIsRemovedWhileItFiresIsResolved() {
    house.start(LAMP + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} resolved", "owner: Dry", "lamp OFF"),
        house.reload("topic leak(room) = \"{room}/leak\" : bool"));
    assertEquals(List.of(), words());
    assertFalse(house.stored().stream().anyMatch(key -> key.startsWith("o/")));
  }

  @Test
  void anAlertOfAnotherStateIsAnotherAlert() {
    house.start(LAMP + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of(
            "Water{room=bath} resolved",
            "owner: Dry",
            "Water{room=bath} firing",
            "owner: Water in the bath"),
        house.reload(LAMP + WATER.replace("is true", "== true or leak(room) is true")));
  }

  @Test
  void aNewAlertFindsTrueWhatTheFactsSay() {
    house.start(
        "topic leak(room) = \"{room}/leak\" : bool"
            + " rule \"r\" { when leak(room) updates then stop }");
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} firing", "owner: Water in the bath", "lamp ON"),
        house.reload(LAMP + WATER));
  }

  @Test
  void aNewRuleFindsAnAlertFiring() {
    house.start(WATER);
    house.send("bath/leak", "on");
    assertEquals(List.of("lamp ON"), house.reload(LAMP + WATER));
    house.reload(WATER);
    house.send("bath/leak", "off");
    assertEquals(List.of(), house.reload(LAMP + WATER));
  }

  @Test
  void anotherInhibitorIsAskedAtOnce() {
    house.start("topic calm = \"calm\" : bool = true\n" + WATER);
    house.send("bath/leak", "on");
    assertEquals(
        List.of("Water{room=bath} inhibited"),
        house.reload(
            "topic calm = \"calm\" : bool = true\n"
                + WATER.replace("remind", "unless calm is true remind")));
    assertEquals(List.of("Water{room=bath} firing"), house.send("calm", "off"));
  }

  // ---- limits

  @Test
  void tenThousandInstancesAreFollowedAndResolvedOnesGiveWay() {
    house.start(WATER.replace("notify owner\n", "").replaceAll("  resolved.*", ""));
    for (int i = 0; i < 10_000; i++) {
      house.send("r" + i + "/leak", "on");
    }
    assertEquals(List.of(), house.send("one/leak", "on"));
    assertTrue(house.reports().stream().anyMatch(Report.Overflow.class::isInstance));
    house.send("r5/leak", "off");
    assertEquals(List.of("Water{room=two} firing"), house.send("two/leak", "on"));
    assertEquals(10_000, house.alerts().size());
  }
}
