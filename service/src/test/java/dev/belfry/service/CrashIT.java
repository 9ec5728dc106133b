package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at random moments while 500 messages a second come in at QoS 1, each of which a
 * rule answers with a call. What was acknowledged is acted upon.
 */
class CrashIT {
  /** How often the process is killed; a long run kills it more often. */
  private static final int KILLS = Integer.getInteger("belfry.crash.kills", 10);

  private static final long SEED = Long.getLong("belfry.crash.seed", System.nanoTime());
  private static final int LANES = 8;
  private static final int PER_SECOND = 500;
  private static final int LONGEST_LIFE_MILLIS = 2_000;

  @TempDir Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Lanes, for calls to one connector go one after the other. */
  private static void rules(House house, Ledger ledger) throws IOException {
    StringBuilder rules = new StringBuilder();
    StringBuilder connectors = new StringBuilder("site: { name: Crash }\nconnectors:\n");
    for (int lane = 0; lane < LANES; lane++) {
      rules.append(
          """
          rule "Lane %1$d" {
            when topic "lane/%1$d" updates
            then call c%1$d value
          }
          """
              .formatted(lane));
      connectors.append(
          "  c%d: { http: { method: POST, url: \"%s\" } }\n".formatted(lane, ledger.address()));
    }
    house.rule("lanes.rules", rules.toString());
    house.configure(connectors.toString());
  }

  @Test
  @Timeout(1_800)
  void whatWasAcknowledgedIsActedUponThoughThePowerFails() throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int port = freePort();
    List<Long> readyMillis = new ArrayList<>();
    try (Ledger ledger = new Ledger();
        House house = House.in(folder)) {
      rules(house, ledger);
      BelfryProcess belfry = house.runAt(port, "--quiet");
      try (StubbornSender sender =
          new StubbornSender(port, number -> "lane/" + number % LANES, PER_SECOND)) {
        sender.start();
        for (int kill = 0; kill < KILLS; kill++) {
          int before = sender.acknowledged().size();
          // It lives for a random time from its first acknowledgement on.
          awaitMore(sender, before, belfry);
          Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
          belfry.kill();
          long begun = System.nanoTime();
          belfry = house.runAt(port, "--quiet");
          readyMillis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
        sender.pause();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(sender::isSettled);
        Set<String> acknowledged =
            sender.acknowledged().stream().map(String::valueOf).collect(Collectors.toSet());
        assertEquals(sender.sent(), acknowledged.size());
        awaitAll(ledger, acknowledged);
        Set<String> lost = new TreeSet<>(acknowledged);
        lost.removeAll(ledger.bodies());
        System.out.printf(
            "%d kills: %,d acknowledged, %,d acted on, %,d lost, %,d repeated with their id, %,d"
                + " sent again by the client and acted on twice; ready again after %d ms at the"
                + " median, %d ms at most%n",
            KILLS,
            acknowledged.size(),
            ledger.bodies().size(),
            lost.size(),
            ledger.repeatedCalls(),
            ledger.repeatedEntries(),
            median(readyMillis),
            Collections.max(readyMillis));
        assertEquals(0, lost.size(), () -> "lost: " + lost.stream().limit(20).toList());
        assertTrue(acknowledged.size() > KILLS * 50, () -> "only " + acknowledged.size());
        assertEquals(0, ledger.repeatedEntries(), "messages that were acted on twice");
      }
    }
  }

  private static void awaitMore(StubbornSender sender, int before, BelfryProcess belfry) {
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sender.acknowledged().size() > before);
    } catch (org.awaitility.core.ConditionTimeoutException stuck) {
      throw new AssertionError("nothing more is acknowledged\n" + belfry.text(), stuck);
    }
  }

  /** Waits until all is there, or nothing more comes. */
  private static void awaitAll(Ledger ledger, Set<String> acknowledged)
      throws InterruptedException {
    int before = -1;
    int still = 0;
    while (still < 20 && !ledger.bodies().containsAll(acknowledged)) {
      int now = ledger.bodies().size();
      still = now == before ? still + 1 : 0;
      before = now;
      Thread.sleep(500);
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
