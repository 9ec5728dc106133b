package dev.belfry.broker.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.TopicFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoverTest {
  private static final List<String> LEVELS = List.of("a", "b", "$x", "", "+");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a b | a b",
        "a/# a | a/#",
        "a/# a/b/c | a/#",
        "a/+ b/+ | a/+ b/+",
        "a/+ a/b | a/+",
        "a/+/c a/b/+ | a/+/+",
        "a/+/c a/b/+ a/x/y | a/+/+",
        "+/b a/# c | +/#",
        "+/b a/# c/d/e | +/#",
        "# $SYS/load | # $SYS/load",
        "+/load $SYS/load | $SYS/load +/load",
        "a/+ a/b/c | a/+ a/b/c",
      })
  void filtersThatOverlapBecomeOne(String filters, String cover) {
    assertEquals(Set.of(cover.split(" ")), Cover.of(Arrays.asList(filters.split(" "))));
  }

  /** All topics of a small world: each is matched as before, and once at most. */
  @Test
  void everyTopicIsMatchedOnce() throws Exception {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<String> filters =
          IntStream.range(0, 1 + random.nextInt(6)).mapToObj(i -> filter(random)).toList();
      Set<String> cover = Cover.of(filters);
      for (String topic : topics()) {
        long before = matching(filters, topic);
        long after = matching(cover, topic);
        assertTrue(
            after <= 1 && (before == 0 || after == 1),
            "seed " + seed + ": " + topic + " in " + filters + " and " + cover);
      }
    }
  }

  private static String filter(Random random) {
    List<String> levels = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      levels.add(LEVELS.get(random.nextInt(LEVELS.size())));
    }
    if (random.nextInt(4) == 0) {
      levels.add("#");
    }
    String filter = String.join("/", levels);
    return filter.isEmpty() ? "a" : filter;
  }

  private static List<String> topics() {
    List<String> topics = new ArrayList<>(List.of("a", "b", "$x"));
    for (String one : List.of("a", "b", "$x", "")) {
      for (String two : List.of("a", "b", "$x", "")) {
        topics.add(one + "/" + two);
        topics.add(one + "/" + two + "/a");
        topics.add(one + "/" + two + "/b/a");
      }
    }
    return topics;
  }

  private static long matching(Iterable<String> filters, String topic)
      throws TopicFilter.Malformed {
    long count = 0;
    for (String filter : filters) {
      if (TopicFilter.parse(filter).match(topic) != null) {
        count++;
      }
    }
    return count;
  }
}
