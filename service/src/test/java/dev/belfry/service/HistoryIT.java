package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sensors said is kept, over restarts and kills, and is in nobody's way. */
@Timeout(90)
class HistoryIT {
  private static final String READS =
      "rule \"%1$s\" { when topic \"%1$s\" updates then publish \"heard/%1$s\" \"{value}\" qos 1 }";
  private static final Duration LONGEST = Duration.ofSeconds(25);

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house =
        House.in(folder)
            .environment("BELFRY_JAVA_OPTIONS", "-Dbelfry.history.millis=500")
            .rule("a.rules", READS.formatted("power"));
  }

  @AfterEach
  void leave() {
    house.close();
  }

  /** The lines of what {@code belfry history} shows as CSV, without the first. */
  private List<String> history(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("history"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--format", "csv"));
    BelfryProcess process = house.start(arguments);
    process.awaitEnd();
    return process.lines().stream().skip(1).toList();
  }

  private static void say(Mosquitto clients, String topic, String... payloads) throws Exception {
    clients.lines(topic, String.join("\n", payloads) + "\n");
  }

  /** The numbers of all hours together: an hour may end in the middle of the test. */
  private long counted(String topic) throws Exception {
    return history(topic, "--every", "1h").stream()
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
        .sum();
  }

  @Test
  void anHourGoesOnOverAKillAndARestartAndReloadsBringOtherTopics() throws Exception {
    BelfryProcess first = house.run();
    say(first.clients(), "power", "1", "2", "3");
    say(first.clients(), "voltage", "230");
    Awaitility.await().atMost(LONGEST).until(() -> counted("power") == 3);
    first.kill();
    BelfryProcess second = house.run();
    say(second.clients(), "power", "10", "20");
    try (Mosquitto.Subscriber rules = second.clients().subscribe("belfry/rules")) {
      house.rule("b.rules", READS.formatted("voltage"));
      rules.await(heard -> heard.payload().contains("\"rules\":2"), "two rules");
    }
    say(second.clients(), "voltage", "231");
    assertEquals(0, second.stop(), second.text());
    assertEquals(5, counted("power"));
    assertEquals(1, counted("voltage"));
    assertEquals(
        List.of("1", "2", "3", "10", "20"),
        history("power", "--every", "raw").stream().map(line -> line.split(",", -1)[3]).toList());
  }

  /** The lock is held until all is acknowledged and every answer is there. */
  @Test
  void aHistoryThatIsLockedDelaysNobody() throws Exception {
    BelfryProcess belfry = house.run();
    Path file = folder.resolve("data/history.db");
    Awaitility.await().atMost(LONGEST).until(() -> Files.exists(file) && Files.size(file) > 0);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement lock = other.createStatement();
        Mosquitto.Subscriber heard = belfry.clients().subscribe("heard/power")) {
      lock.execute("PRAGMA busy_timeout = 10000");
      lock.execute("BEGIN IMMEDIATE");
      say(belfry.clients(), "power", "1", "2", "3");
      heard.awaitCount("heard/power", 3);
      lock.execute("ROLLBACK");
    }
    assertEquals(0, belfry.stop(), belfry.text());
    assertEquals(3, counted("power"));
  }

  @Test
  void aBrokenHistoryIsSetAsideAndSaid() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/history.db"), "no database at all, ".repeat(500));
    BelfryProcess belfry = house.run();
    belfry.awaitLine("is broken");
    say(belfry.clients(), "power", "1");
    assertEquals(0, belfry.stop(), belfry.text());
    assertEquals(1, counted("power"));
    assertTrue(belfry.text().contains("history.db.broken-"), belfry.text());
  }
}
