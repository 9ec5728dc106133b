package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Belfry on a broker of the user's own: a mosquitto. */
@Timeout(120)
class ExternalBrokerIT {
  private static final String RULES =
      """
      topic door(room) = "home/{room}/door" : "open" | "closed"
      topic drive      = "drive" : text
      topic heard      = "heard" : text

      rule "Opened"  { when door(room) becomes "open" then publish "opened" "{room}" qos 1 }
      rule "Is open" { while door(room) is "open" then publish "is-open/{room}" "yes" qos 1 retain }
      rule "Hear"    { when drive updates and drive is known then publish heard "{value}" qos 1 }
      rule "Echo"    { when heard updates then publish "echo" "{value}" qos 1 }
      rule "Cleared" { while drive is unknown then publish "cleared" "yes" qos 1 }
      """;

  @TempDir Path folder;
  private House house;
  private MosquittoServer server;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder.resolve("house")).rule("rules.rules", RULES);
    server = MosquittoServer.in(folder.resolve("mosquitto"));
    house.configure("broker: { external: \"mqtt://127.0.0.1:" + server.port() + "\" }\n");
  }

  @AfterEach
  void leave() {
    house.close();
    server.close();
  }

  private BelfryProcess run() throws Exception {
    return house.start(List.of("run", "--config", "belfry.yaml", "--http-port", "0")).awaitReady();
  }

  /** Belfry, which has its subscriptions. */
  private BelfryProcess runConnected() throws Exception {
    int before = server.log("Sending SUBACK to belfry-home").size();
    BelfryProcess belfry = run();
    belfry.awaitLine("connected to the broker mqtt://127.0.0.1:" + server.port());
    server.awaitLog("Sending SUBACK to belfry-home", before + 1);
    return belfry;
  }

  private static int status(BelfryProcess belfry, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(belfry.http(path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void itDrivesRulesAndDoesNotHearItself() throws Exception {
    server.start();
    runConnected();
    Mosquitto clients = server.clients();
    try (Mosquitto.Subscriber witness = clients.subscribe("#")) {
      for (int qos = 0; qos <= 2; qos++) {
        clients.publish("drive", "at " + qos, "-q", String.valueOf(qos));
        witness.await("echo", "at " + qos);
      }
      assertEquals(List.of("at 0", "at 1", "at 2"), witness.on("heard"));
      // Its own message it hears from the machine; once more from the broker would be twice.
      assertEquals(List.of("at 0", "at 1", "at 2"), witness.on("echo"));
    }
  }

  @Test
  void whatTheBrokerRetainedIsAFactAndNoEvent() throws Exception {
    server.start();
    Mosquitto clients = server.clients();
    clients.publish("home/hall/door", "open", "-q", "1", "-r");
    runConnected();
    try (Mosquitto.Subscriber witness = clients.subscribe("#")) {
      clients.publish("home/garage/door", "open", "-q", "1", "-r");
      witness.await("opened", "garage");
      assertEquals(List.of("garage"), witness.on("opened"));
      // That the hall's is open it knows all the same.
      witness.await("is-open/hall", "yes");
      clients.publish("home/hall/door", "closed", "-q", "1", "-r");
      clients.publish("home/hall/door", "open", "-q", "1", "-r");
      witness.await("opened", "hall");
    }
  }

  @Test
  void anEmptyMessageClearsItsTopic() throws Exception {
    server.start();
    runConnected();
    Mosquitto clients = server.clients();
    try (Mosquitto.Subscriber witness = clients.subscribe("#")) {
      clients.publish("drive", "on", "-q", "1", "-r");
      witness.await("echo", "on");
      int before = witness.on("cleared").size();
      clients.publish("drive", "", "-q", "1", "-r");
      witness.awaitCount("cleared", before + 1);
    }
  }

  @Test
  void whatCameWhileItWasAwayIsActedOnOnce() throws Exception {
    server.start();
    BelfryProcess first = runConnected();
    Mosquitto clients = server.clients();
    try (Mosquitto.Subscriber witness = clients.subscribe("#")) {
      first.kill();
      assertTrue(witness.await("belfry/status", "offline").payload().equals("offline"));
      clients.publish("home/hall/door", "open", "-q", "1");
      clients.lines("drive", lines(1, 300));
      BelfryProcess second = runConnected();
      witness.await("heard", "300");
      witness.await("opened", "hall");
      assertEquals(0, second.stop());
      clients.lines("drive", lines(301, 600));
      runConnected();
      witness.await("heard", "600");
      assertEquals(
          IntStream.rangeClosed(1, 600).mapToObj(String::valueOf).toList(), witness.on("heard"));
    }
  }

  private static String lines(int from, int to) {
    return String.join("\n", IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList())
        + "\n";
  }

  @Test
  void itSaysWhetherItIsThere() throws Exception {
    server.start();
    BelfryProcess belfry = runConnected();
    try (Mosquitto.Subscriber witness = server.clients().subscribe()) {
      witness.await("belfry/status", "online");
      assertEquals(0, belfry.stop());
      witness.await("belfry/status", "offline");
      BelfryProcess again = runConnected();
      witness.awaitCount("belfry/status", 3);
      again.kill();
      witness.awaitCount("belfry/status", 4);
      assertEquals(List.of("online", "offline", "online", "offline"), witness.on("belfry/status"));
    }
    try (Mosquitto.Subscriber later = server.clients().subscribe()) {
      assertTrue(later.await("belfry/status", "offline").retained());
    }
  }

  @Test
  void aBrokerThatIsNotThereYetIsSaidOnceAndFoundWhenItComes() throws Exception {
    BelfryProcess belfry = run();
    belfry.awaitLine("no connection to the broker");
    assertEquals(503, status(belfry, "/readyz"));
    assertEquals(200, status(belfry, "/healthz"));
    server.start();
    belfry.awaitLine("connected to the broker");
    assertEquals(200, status(belfry, "/readyz"));
    assertEquals(1, belfry.linesWith("no connection to the broker").size(), belfry.text());
    server.awaitLog("Sending SUBACK to belfry-home", 1);
    try (Mosquitto.Subscriber witness = server.clients().subscribe("heard")) {
      server.clients().publish("drive", "late", "-q", "1");
      witness.await("heard", "late");
    }
    server.stop();
    belfry.awaitLine("is lost");
    server.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> belfry.linesWith("connected to the broker").size() == 2);
    assertEquals(1, belfry.linesWith("is lost").size(), belfry.text());
    try (Mosquitto.Subscriber witness = server.clients().subscribe("heard")) {
      server.clients().publish("drive", "after all", "-q", "1");
      witness.await("heard", "after all");
    }
  }

  @Test
  void rulesDecideWhatItSubscribesTo() throws Exception {
    server.start();
    BelfryProcess belfry = runConnected();
    Mosquitto clients = server.clients();
    clients.publish("shed/lamp", "on", "-q", "1", "-r");
    house.rule(
        "more.rules",
        """
        topic lamp = "shed/lamp" : "on" | "off"
        rule "Lamp" { while lamp is "on" then publish "lamp" "on" qos 1 retain }
        """);
    belfry.awaitLine("generation 2");
    try (Mosquitto.Subscriber witness = clients.subscribe("lamp")) {
      witness.await("lamp", "on");
    }
    assertEquals(1, server.log("shed/lamp (QoS 2)").size(), "subscribed once");
    house.rule("more.rules", "# nothing\n");
    server.awaitLog("Received UNSUBSCRIBE from belfry-home", 1);
    assertTrue(server.log("home/+/door (QoS 2)").size() == 1, "the others stay as they are");
    // What vanished while it was down is taken back at its next start.
    belfry.stop();
    house.rule("rules.rules", RULES.replace("\"drive\"", "\"other\""));
    runConnected();
    server.awaitLog("Received UNSUBSCRIBE from belfry-home", 2);
    assertFalse(server.log("\tother (QoS 2)").isEmpty());
  }

  @Test
  void aWrongPasswordIsSaidInClearWords() throws Exception {
    Path users = MosquittoServer.users(folder.resolve("users"), "belfry", "right");
    try (MosquittoServer guarded =
        MosquittoServer.in(
                folder.resolve("guarded"), "allow_anonymous false\npassword_file " + users)
            .start()) {
      String yaml =
          "broker: { external: \"mqtt://belfry@127.0.0.1:%d\", password: %s, client_id: house-7"
              + " }\n";
      house.configure(String.format(yaml, guarded.port(), "wrong"));
      BelfryProcess belfry = run();
      String words = belfry.awaitLine("no connection to the broker mqtt://belfry@127.0.0.1:");
      assertTrue(words.contains("not authorized; look at \"external\" and \"password\""), words);
      assertFalse(belfry.text().contains("wrong"), belfry.text());
      BelfryProcess doctor = house.start(List.of("doctor"));
      belfry.stop();
      doctor.awaitLine("FAIL  the broker mqtt://belfry@127.0.0.1:");
      house.configure(String.format(yaml, guarded.port(), "right"));
      run().awaitLine("connected to the broker mqtt://belfry@127.0.0.1:");
      guarded.awaitLog("as house-7 (p5, c0, k30, u'belfry')", 1);
    }
  }

  @Test
  void aClientOfAnotherBrokerIsNeverSeen() throws Exception {
    house.rule(
        "phone.rules", "rule \"Phone\" { while client(\"phone\") is connected then log \"x\" }\n");
    server.start();
    runConnected().awaitLine("does not say who is connected to it");
  }

  @Test
  void thePortOfItsOwnBrokerIsNoOptionThen() throws Exception {
    BelfryProcess belfry = house.start(List.of("run", "--mqtt-port", "0"));
    assertEquals(2, belfry.awaitEnd());
    assertTrue(belfry.text().contains("--mqtt-port"), belfry.text());
  }
}
