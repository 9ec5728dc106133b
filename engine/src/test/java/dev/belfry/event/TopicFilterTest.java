package dev.belfry.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MQTT 5, section 4.7, and captures. */
class TopicFilterTest {
  private static String @Nullable [] match(String pattern, String topic)
      throws TopicFilter.Malformed {
    return TopicFilter.parse(pattern).match(topic);
  }

  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1, true",
    "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
    "sport/#, sport, true",
    "#, a/b, true",
    "#, $SYS/a, false",
    "+/a, $SYS/a, false",
    "{x}/a, $SYS/a, false",
    "{x...}, $SYS/a, false",
    "$SYS/#, $SYS/a, true",
    "$SYS/+, $SYS/a, true",
    "sport/tennis/+, sport/tennis/player1, true",
    "sport/tennis/+, sport/tennis/player1/ranking, false",
    "sport/+, sport, false",
    "sport/+, sport/, true",
    "+/+, /finance, true",
    "/+, /finance, true",
    "+, /finance, false",
    "a/b, a/B, false",
    "a/{rest...}, a, false",
    "a/{rest...}, a/, true",
    "a/b, a/b/, false",
  })
  void matching(String pattern, String topic, boolean matches) throws TopicFilter.Malformed {
    assertEquals(matches, match(pattern, topic) != null);
  }

  @Test
  void captures() throws TopicFilter.Malformed {
    assertArrayEquals(new String[] {"x", "y/z"}, match("a/{b}/{c...}", "a/x/y/z"));
    assertArrayEquals(new String[] {"", ""}, match("{a}/{b}", "/"));
    assertArrayEquals(new String[] {"x"}, match("+/{b}/#", "a/x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a/#/b", "a#", "a/b+", "{a...}/b", "{a}/{a}", "{1a}", "{}", "a/x{b}", "{a b}"})
  void malformed(String pattern) {
    assertThrows(TopicFilter.Malformed.class, () -> TopicFilter.parse(pattern));
  }

  @Test
  void theLongestTopic() throws TopicFilter.Malformed {
    assertEquals("ä".repeat(32_767), TopicFilter.parse("ä".repeat(32_767)).pattern());
    assertThrows(TopicFilter.Malformed.class, () -> TopicFilter.parse("ä".repeat(32_768)));
  }
}
