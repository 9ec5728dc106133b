package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final String LONELY =
      """
      topic a(id) = "a/{id}"
      topic b(id) = "b/{id}"
      rule "lonely" {
        when a(id) updates not followed by b(id) updates within 1 min
        then publish "lonely/{id}" value
      }
      """;
  private static final String FOLLOWED =
      """
      topic a(id) = "a/{id}"
      topic b(id) = "b/{id}"
      rule "followed" {
        when a(id) updates followed by b(id) updates within 1 h then publish "out/{id}" value
      }
      """;
  private static final String THRICE =
      """
      rule "thrice" { when topic "a" updates 3 times within 1 min then publish "out" value }
      """;

  private final House house = new House();

  @Test
  void whatWasNotFollowedWhileTheEngineWasDownHappensAtStartInOrder() {
    house.start(LONELY);
    house.send("a/y", "1");
    house.after(SECOND);
    house.send("a/x", "2");
    house.after(SECOND);
    house.send("a/y", "3");
    assertEquals(
        List.of("lonely/y 1", "lonely/x 2", "lonely/y 3"), house.restart(5 * MINUTE, LONELY));
  }

  @Test
  void anUnchangedSequenceIsKeptWhereOtherPartsOfItsRuleChange() {
    house.start(LONELY);
    house.send("a/x", "1");
    String changed =
        LONELY
            .replace(
                "within 1 min", "within 1 min or topic \"c/{id}\" updates while b(id) is unknown")
            .replace("value", "\"changed {value}\"");
    house.reload(changed);
    assertEquals(List.of(), house.after(59 * SECOND));
    house.restart(0, changed);
    assertEquals(List.of("lonely/x changed 1"), house.after(SECOND));
  }

  @Test
  void aSequenceIsKeptWhereItsTopicsStandElsewhereInItsRule() {
    house.start(
        LONELY.replace("when a(id)", "when b(id) updates and b(id) is 1 and b(id) is 2 or a(id)"));
    house.send("a/x", "1");
    house.reload(LONELY);
    assertEquals(List.of(), house.after(59 * SECOND));
    house.restart(0, LONELY);
    assertEquals(List.of("lonely/x 1"), house.after(SECOND));
  }

  @Test
  void aSequenceThatChangedBeginsAnew() {
    house.start(LONELY);
    house.send("a/x", "1");
    house.reload(LONELY.replace("1 min", "2 min"));
    assertEquals(List.of(), house.after(10 * MINUTE));
    assertTrue(house.stored().stream().noneMatch(key -> key.startsWith("o/")));
  }

  @Test
  void countsAreKeptOverReloadAndRestart() {
    house.start(THRICE);
    house.send("a", "1");
    house.reload(THRICE.replace("value", "value + 0"));
    house.send("a", "2");
    house.restart(30 * SECOND, THRICE);
    assertEquals(List.of("out 3"), house.send("a", "3"));
  }

  @Test
  void theTimeThatTheEngineWasDownCounts() {
    house.start(THRICE);
    house.send("a", "1");
    house.send("a", "2");
    house.restart(MINUTE, THRICE);
    assertEquals(List.of(), house.send("a", "3"));
  }

  @Test
  void aThousandEventsWaitAndTheOldestAreForgotten() {
    house.start(FOLLOWED);
    for (int i = 0; i < 1_003; i++) {
      house.send("a/x", "" + i);
    }
    assertEquals(3, house.reports().stream().filter(Report.Forgotten.class::isInstance).count());
    int followed = 0;
    while (!house.send("b/x", "1").isEmpty()) {
      followed++;
    }
    assertEquals(1_000, followed);
  }

  @Test
  void whatIsFollowedOrOutOfDateIsNotStored() {
    house.start(FOLLOWED + THRICE);
    house.send("a/x", "1");
    house.send("b/x", "1");
    assertTrue(house.stored().stream().noneMatch(key -> key.startsWith("o/")));
  }

  @Test
  void twoFirstEventsOfOneInstantAreTwo() {
    house.start(LONELY);
    house.send("a/x", "1");
    house.send("a/x", "2");
    assertEquals(List.of("lonely/x 1", "lonely/x 2"), house.after(MINUTE));
  }

  @Test
  void whatIsDueComesBeforeAMessageOfThatInstant() {
    house.start(LONELY);
    house.send("a/x", "1");
    house.after(MINUTE - 1);
    assertEquals(List.of(), house.send("b/x", "2"));
    house.send("a/x", "3");
    house.after(MINUTE);
    assertEquals(List.of(), house.send("b/x", "4"));
    assertEquals(List.of(), house.after(10 * MINUTE));
  }
}
