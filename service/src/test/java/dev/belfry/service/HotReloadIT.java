package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Rules are rewritten again and again under load: each message meets exactly one version. */
@Timeout(120)
@Isolated("it puts the machine under load")
class HotReloadIT {
  private static final int ROUNDS = 25;
  private static final int REWRITES_A_ROUND = 8;
  private static final int FEWEST_GENERATIONS = 20;
  private static final String STEADY =
      """
      rule "steady" {
        when topic "load/n" updates
        then publish "steady" "{value}" qos 1
      }
      """;

  @TempDir Path folder;

  @Test
  void eachMessageMeetsExactlyOneVersionOfARule() throws Exception {
    try (House house = House.in(folder).rule("steady.rules", STEADY)) {
      Rewriter rewriter = new Rewriter(house.rules().resolve("stamp.rules"));
      rewriter.replace();
      BelfryProcess belfry = house.run("--quiet");
      try (Load load = new Load(belfry.mqttPort())) {
        load.start();
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < REWRITES_A_ROUND; i++) {
            rewriter.rewrite();
          }
          load.awaitVersion(rewriter.version());
        }
        int sent = load.end();
        load.awaitAll(sent, Duration.ofSeconds(15));
        check(load, sent, rewriter.version());
      }
      assertEquals(List.of(), belfry.linesWith("error"));
    }
  }

  private static void check(Load load, int sent, int rewrites) {
    eachOnceInOrder(sent, load.steady(), "the rule that never changes");
    List<Load.Stamp> seen = load.seen();
    eachOnceInOrder(sent, seen.stream().map(Load.Stamp::number).toList(), "the rewritten rule");
    TreeSet<Integer> versions = new TreeSet<>();
    for (Load.Stamp stamp : seen) {
      assertTrue(
          versions.isEmpty() || stamp.version() >= versions.last(), "an older version: " + stamp);
      versions.add(stamp.version());
    }
    assertTrue(versions.size() >= FEWEST_GENERATIONS, versions.size() + " versions");
    System.out.printf(
        "hot reload: %d messages, each once, through %d versions of a rule written %d times%n",
        sent, versions.size(), rewrites);
  }

  private static void eachOnceInOrder(int sent, List<String> numbers, String who) {
    int right = 0;
    while (right < numbers.size() && numbers.get(right).equals(String.valueOf(right + 1))) {
      right++;
    }
    // The first few that are not as they should be say more than all of them.
    List<String> wrong = numbers.subList(right, Math.min(right + 5, numbers.size()));
    assertEquals(List.of(), wrong, who + " after " + right + " of " + sent);
    assertEquals(sent, numbers.size(), who);
  }
}
