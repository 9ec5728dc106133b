package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes in is recorded, and brings about the same when it comes anew. */
@Timeout(90)
class RecordingIT {
  private static final String RULES =
      """
      topic door(room) = "home/{room}/door" : "open" | "closed"
      topic lamp       = "lamp" : "on" | "off"
      topic relay      = "relay" : text

      rule "Hello" { when startup then publish "said" "hello" }
      rule "Door" {
        when door(room) becomes "open"
        then
          publish relay "{room}"
          log "The {room} door is open"
      }
      rule "Relay"     { when relay updates then publish "relayed" value qos 1 retain }
      rule "Forgotten" { when lamp is "on" for 1 s then publish "said" "forgotten" }
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("doors.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  private BelfryProcess record(String... options) throws IOException {
    List<String> arguments =
        Stream.concat(Stream.of("record", "--out", "heard.jsonl"), Stream.of(options)).toList();
    BelfryProcess recording = house.start(arguments);
    recording.awaitLine("recording to heard.jsonl");
    return recording;
  }

  /** What the recorded inputs bring about. */
  private List<String> replayed() throws Exception {
    BelfryProcess replay = house.start(List.of("replay", "heard.jsonl"));
    assertEquals(0, replay.awaitEnd(), replay.text());
    return replay.lines();
  }

  /** The service's own recorded lines of a kind, the oldest first. */
  private List<String> recorded(String kind) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/recordings"))) {
      return files
          .filter(file -> file.toString().endsWith("." + kind + ".jsonl"))
          .sorted()
          .flatMap(RecordingIT::lines)
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private void publishSome(Mosquitto clients) throws Exception {
    clients.publish("home/hall/door", "open", "-q", "1");
    clients.publish("home/bath/door", "open", "-q", "2", "-r");
    clients.publish("home/bath/door", "no such thing", "-q", "1");
    clients.publish("elsewhere", new byte[] {(byte) 0xff, 0, 10, 13}, "-q", "1");
    clients.publish("lamp", "on", "-q", "1");
  }

  @Test
  void whatWasRecordedBringsAboutTheSameEffectsAnew() throws Exception {
    BelfryProcess belfry = house.run();
    Mosquitto clients = belfry.clients();
    try (Mosquitto.Subscriber said = clients.subscribe("said")) {
      clients.publish("home/hall/door", "closed", "-q", "1");
      int before = recorded("effects").size();
      BelfryProcess recording = record();
      publishSome(clients);
      said.await("said", "forgotten");
      assertEquals(0, recording.stop(), recording.text());
      assertTrue(recording.text().endsWith(" inputs in heard.jsonl"), recording.text());
      List<String> ours = recorded("effects");
      List<String> anew = replayed();
      // The replay starts where the recording does, and says hello then.
      assertTrue(anew.getFirst().contains("\"hello\""), anew::toString);
      assertEquals(ours.subList(before, ours.size()), anew.subList(1, anew.size()));
      assertTrue(anew.size() >= 8, anew::toString);
    }
    String heard = Files.readString(folder.resolve("heard.jsonl"));
    assertTrue(heard.contains("\"topic\":\"elsewhere\",\"payload64\":\"/wAKDQ==\",\"qos\":1}"));
    assertFalse(heard.contains("\"topic\":\"relay\""), "what rules tell each other is no input");
  }

  @Test
  void aPowerFailureIsPartOfARecording() throws Exception {
    BelfryProcess first = house.run();
    publishSome(first.clients());
    first.kill();
    BelfryProcess second = house.run();
    second.clients().publish("home/attic/door", "open", "-q", "1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> recorded("effects").stream().anyMatch(it -> it.contains("forgotten")));
    BelfryProcess recording = record("--since", "2020-01-01T00:00:00Z");
    assertEquals(0, recording.stop(), recording.text());
    assertEquals(recorded("effects"), replayed());
    assertEquals(2, recorded("inputs").stream().filter(it -> it.contains("restart")).count());
  }

  @Test
  void withoutAServiceThereIsNothingToRecord() throws Exception {
    BelfryProcess recording = house.start(List.of("record", "--out", "heard.jsonl"));
    assertEquals(2, recording.awaitEnd());
    assertTrue(recording.text().contains("no service runs on the data folder"), recording.text());
    assertFalse(Files.exists(folder.resolve("heard.jsonl")));
  }

  @Test
  void nothingIsRecordedWhereThatIsNotWanted() throws Exception {
    house.configure("recordings: { days: 0 }");
    BelfryProcess belfry = house.run();
    belfry.clients().publish("home/hall/door", "open", "-q", "1");
    assertFalse(Files.exists(folder.resolve("data/recordings")));
    BelfryProcess recording = house.start(List.of("record", "--out", "heard.jsonl"));
    assertEquals(2, recording.awaitEnd());
    assertTrue(recording.text().contains("the service records nothing"), recording.text());
  }
}
