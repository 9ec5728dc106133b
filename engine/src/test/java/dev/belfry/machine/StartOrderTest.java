package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of what fell due while the engine was down, and of what begins at its start. */
class StartOrderTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final House house = new House();

  /** What rests on another state that fell due before it has its own turn. */
  @Test
  void eachThingThatFellDueHasItsTurn() {
    String rules =
        """
        topic shape(room) = "{room}/shape" : number
        rule "A" {
          when (shape(room) > 19 or shape(room) silent for 5 min) for 10 min
          then publish "out" "{room}"
        }
        """;
    house.start(rules);
    house.send("x/shape", "20");
    assertEquals(List.of("out x"), house.restart(HOUR, rules));
  }

  @Test
  void aStateThatBeganWhileTheEngineWasDownEndsWhatFollowedItsEnd() {
    String rules =
        """
        topic door(room) = "{room}/door" : "open" | "closed"
        rule "A" {
          while door(room) is "open" for 10 min
          then publish "out" "long open"
          finally
            wait 11 min
            publish "out" "closed again"
        }
        """;
    house.start(rules);
    house.send("x/door", "open");
    house.after(10 * MINUTE);
    house.send("x/door", "closed");
    house.after(MINUTE);
    house.send("x/door", "open");
    assertEquals(List.of("out long open"), house.restart(10 * MINUTE, rules));
  }

  @Test
  void aStateThatWasUnknownForTooLongEndsWhatWouldGoOnThen() {
    String rules =
        """
        topic temp(room) = "{room}/temp" : number
        rule "A" {
          while (temp(room) > 19 or age(temp(room)) >= 5 min) for 10 min tolerating 5 min
          then
            publish "out" "warm"
            wait 5 min
            publish "out" "still warm"
          finally publish "out" "over"
        }
        """;
    house.start(rules);
    house.send("x/temp", "20");
    assertEquals(List.of("out warm"), house.after(10 * MINUTE));
    house.clear("x/temp");
    assertEquals(List.of("out over"), house.restart(HOUR, rules));
  }

  /** Its end is stored, though it was followed in a state that goes on for longer. */
  @Test
  void aStateThatWasUnknownForTooLongIsOverAfterARestartToo() {
    String rules =
        """
        topic temp = "temp" : number stale after 10 min
        rule "A" {
          while (temp < 20 for 10 min tolerating 10 min) for 10 min tolerating 10 min
          then publish "out" "cold"
        }
        """;
    house.start(rules);
    house.send("temp", "19");
    house.after(10 * MINUTE);
    assertEquals(List.of("out cold"), house.after(10 * MINUTE));
    house.after(HOUR);
    assertEquals(List.of(), house.restart(0, rules));
  }

  /** What is due and what begins at a start comes before what rules say to each other by it. */
  @Test
  void aStartIsOneInstant() {
    String rules =
        """
        topic temp(room) = "{room}/temp" : number
        topic beat(room) = "{room}/beat"
        rule "A" {
          while avg(temp(room), 10 min) < 20
          then
            repeat 2 times {
              publish beat(room) "x"
              wait 5 min
            }
          finally
            wait until age(beat(room)) > 10 min
            publish "out" "over"
        }
        """;
    house.start(rules);
    house.send("x/temp", "19");
    assertEquals(List.of("x/beat x", "out over"), house.restart(HOUR, rules));
  }
}
