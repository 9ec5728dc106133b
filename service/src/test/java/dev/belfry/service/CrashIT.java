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
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The power fails at random moments while 500 messages a second come in at QoS 1, each of which a
 * rule answers with a call. What was acknowledged is acted upon, be it by Belfry's own broker or by
 * another, to which Belfry acknowledges it in its turn.
 */
@Timeout(3_600)
@Isolated("it puts the machine under load")
class CrashIT {
  private static final long SEED = Long.getLong("belfry.crash.seed", System.nanoTime());
  private static final int LANES = 8;
  private static final int PER_SECOND = 500;

  /** So many messages are acknowledged at most between two kills: what comes in two seconds. */
  private static final int LONGEST_LIFE = 2 * PER_SECOND;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final List<Long> readyMillis = new ArrayList<>();
  private Ledger ledger;
  private House house;

  @BeforeEach
  void build() throws IOException {
    System.out.println("seed " + SEED);
    ledger = new Ledger();
    house = House.in(folder.resolve("house"));
  }

  @AfterEach
  void leave() {
    house.close();
    ledger.close();
  }

  /** How often the process is killed; a long run kills it more often. */
  private static int kills(int usually) {
    return Integer.getInteger("belfry.crash.kills", usually);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Lanes, for calls to one connector go one after the other. */
  private void furnish(String broker) throws IOException {
    StringBuilder rules = new StringBuilder();
    StringBuilder configuration = new StringBuilder(broker + "connectors:\n");
    for (int lane = 0; lane < LANES; lane++) {
      rules.append(
          """
          rule "Lane %1$d" {
            when topic "lane/%1$d" updates
            then call c%1$d value
          }
          """
              .formatted(lane));
      configuration.append(
          "  c%d: { http: { method: POST, url: \"%s\" } }\n".formatted(lane, ledger.address()));
    }
    house.rule("lanes.rules", rules.toString());
    house.configure(configuration.toString());
  }

  /** Starts the service. */
  private interface Start {
    BelfryProcess run() throws IOException;
  }

  @Test
  void whatItsOwnBrokerAcknowledgedIsActedUponOnce() throws Exception {
    furnish("");
    int port = freePort();
    kill("its own broker", port, kills(10), () -> house.runAt(port, "--quiet"));
    assertEquals(0, ledger.repeatedEntries(), "messages that were acted on twice");
  }

  /** A broker hands over again what was not acknowledged to it, without saying so of each. */
  @Test
  void whatAnotherBrokerAcknowledgedIsActedUpon() throws Exception {
    try (MosquittoServer server = MosquittoServer.in(folder.resolve("mosquitto")).start()) {
      furnish("broker: { external: \"mqtt://127.0.0.1:%d\" }\n".formatted(server.port()));
      List<String> command = List.of("run", "--http-port", "0", "--quiet");
      kill("another broker", server.port(), kills(3), () -> house.start(command).awaitReady());
    }
  }

  private void kill(String broker, int port, int kills, Start start) throws Exception {
    BelfryProcess belfry = start.run();
    try (StubbornSender sender =
        new StubbornSender(port, number -> "lane/" + number % LANES, PER_SECOND)) {
      sender.start();
      for (int kill = 0; kill < kills; kill++) {
        awaitAcknowledged(
            sender, sender.acknowledged().size() + 1 + random.nextInt(LONGEST_LIFE), belfry);
        belfry.kill();
        long begun = System.nanoTime();
        belfry = start.run();
        readyMillis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
      }
      sender.pause();
      Awaitility.await().atMost(PATIENCE).until(sender::isSettled);
      Set<String> acknowledged =
          sender.acknowledged().stream().map(String::valueOf).collect(Collectors.toSet());
      assertEquals(sender.sent(), acknowledged.size());
      Set<String> lost = lost(acknowledged);
      System.out.printf(
          "%s, %d kills: %,d acknowledged, %,d acted on, %,d lost, %,d repeated with their id, %,d"
              + " acted on twice; ready again after %d ms at the median, %d ms at most%n",
          broker,
          kills,
          acknowledged.size(),
          ledger.bodies().size(),
          lost.size(),
          ledger.repeatedCalls(),
          ledger.repeatedEntries(),
          median(readyMillis),
          Collections.max(readyMillis));
      assertEquals(0, lost.size(), () -> "lost: " + lost.stream().limit(20).toList());
      assertTrue(acknowledged.size() > kills * 50, () -> "only " + acknowledged.size());
    }
  }

  private static void awaitAcknowledged(StubbornSender sender, int count, BelfryProcess belfry) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sender.acknowledged().size() >= count);
    } catch (ConditionTimeoutException stuck) {
      throw new AssertionError("nothing more is acknowledged\n" + belfry.text(), stuck);
    }
  }

  /** What is not there though there was time for it. */
  private Set<String> lost(Set<String> acknowledged) {
    Set<String> lost = new TreeSet<>(acknowledged);
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> {
            lost.removeAll(ledger.bodies());
            return lost.isEmpty();
          });
    } catch (ConditionTimeoutException late) {
      // What has not come by now is lost.
    }
    return lost;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
