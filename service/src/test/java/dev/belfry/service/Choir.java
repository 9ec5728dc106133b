package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Rule files of which each answers the same question with its version, and somebody who asks on and
 * on: whoever is missing in an answer was lost, and two versions in one are half a change.
 */
final class Choir implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int FEWEST_QUESTIONS = 10;
  private static final int AT_LEAST_ONCE = 1;

  private final int voices;
  private final MqttClient client;
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final TreeMap<Integer, List<Answer>> answers = new TreeMap<>();
  private final List<String> told = new ArrayList<>();

  /** What one rule said. */
  private record Answer(int voice, int version) {}

  private Choir(int port, int voices) throws MqttException {
    this.voices = voices;
    this.client = new MqttClient("tcp://127.0.0.1:" + port, "choir", new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMaxInflight(10_000);
    client.connect(options);
    client.subscribe("belfry/rules", AT_LEAST_ONCE, (topic, message) -> tell(message.getPayload()));
    client.subscribe(
        "sung/#", AT_LEAST_ONCE, (topic, message) -> hear(topic, message.getPayload()));
  }

  /** Writes the files of all voices into a folder. */
  static void write(Path folder, int voices, int version) throws IOException {
    Files.createDirectories(folder);
    for (int voice = 0; voice < voices; voice++) {
      Files.writeString(file(folder, voice), text(voice, version));
    }
  }

  static Path file(Path folder, int voice) {
    return folder.resolve("voice%03d.rules".formatted(voice));
  }

  static String text(int voice, int version) {
    // Two versions differ in length: rsync takes files of one second and one length for the same.
    return """
    # %3$s
    rule "voice %1$d" {
      when topic "ask" updates
      then publish "sung/%1$d" "{value}:%2$d" qos 1
    }
    """
        .formatted(voice, version, "la".repeat(version));
  }

  /** Begins to ask, so many times a second. */
  static Choir at(BelfryProcess belfry, int voices, int asksASecond) throws MqttException {
    Choir choir = new Choir(belfry.mqttPort(), voices);
    var unused =
        choir.pace.scheduleAtFixedRate(choir::ask, 0, 1_000 / asksASecond, TimeUnit.MILLISECONDS);
    return choir;
  }

  private void ask() {
    try {
      byte[] number = String.valueOf(asked.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
      client.publish("ask", number, AT_LEAST_ONCE, false);
    } catch (MqttException refused) {
      throw new AssertionError(refused);
    }
  }

  private synchronized void hear(String topic, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    answers
        .computeIfAbsent(Integer.parseInt(text.substring(0, colon)), ask -> new ArrayList<>())
        .add(
            new Answer(
                Integer.parseInt(topic.substring("sung/".length())),
                Integer.parseInt(text.substring(colon + 1))));
  }

  private synchronized void tell(byte[] payload) {
    told.add(new String(payload, StandardCharsets.UTF_8));
  }

  /** Waits until a question that is asked from now on is answered by so many in this version. */
  void awaitAll(int expected, int version) {
    int from = asked.get();
    Awaitility.await("version " + version + " of " + expected)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isSung(from, expected, version));
  }

  void awaitAll(int version) {
    awaitAll(voices, version);
  }

  private synchronized boolean isSung(int from, int expected, int version) {
    return answers.tailMap(from, false).values().stream()
        .anyMatch(each ->
            each.size() == expected
                && each.stream().allMatch(answer -> answer.version() == version));
  }

  /** Waits until all questions asked so far have at least so many answers. */
  private void awaitAnswers(int fewest) {
    int last = asked.get();
    Awaitility.await("answers to question " + last)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> hasAnswers(last, fewest));
  }

  private synchronized boolean hasAnswers(int ask, int fewest) {
    return answers.getOrDefault(ask, List.of()).size() >= fewest;
  }

  /**
   * Asks no more, and sees to it that nothing was ever lost.
   *
   * @param fewest so many voices were there all the time
   * @param together whether all of them change at once
   */
  void end(int fewest, boolean together) throws InterruptedException {
    Awaitility.await().atMost(LONGEST).until(() -> asked.get() >= FEWEST_QUESTIONS);
    pace.shutdown();
    assertTrue(pace.awaitTermination(10, TimeUnit.SECONDS));
    awaitAnswers(fewest);
    synchronized (this) {
      for (int ask = 1; ask <= asked.get(); ask++) {
        check(ask, answers.getOrDefault(ask, List.of()), fewest, together);
      }
      told.forEach(each -> checkTold(each, fewest));
    }
  }

  private void check(int ask, List<Answer> sung, int fewest, boolean together) {
    Set<Integer> distinct = new HashSet<>(sung.stream().map(Answer::voice).toList());
    assertEquals(sung.size(), distinct.size(), () -> "twice in answer " + ask + ": " + sung);
    for (int voice = 0; voice < fewest; voice++) {
      assertTrue(distinct.contains(voice), voice + " is missing in answer " + ask + ": " + sung);
    }
    if (together) {
      long versions = sung.stream().map(Answer::version).distinct().count();
      assertEquals(1, versions, () -> "half a change in answer " + ask + ": " + sung);
    }
  }

  private static void checkTold(String status, int fewest) {
    int rules = Integer.parseInt(status.replaceAll(".*\"rules\":(\\d+),.*", "$1"));
    assertTrue(rules >= fewest, () -> "rules were lost: " + status);
    assertTrue(!status.contains("\"code\":\"E"), () -> "half a file was read: " + status);
  }

  @Override
  public void close() throws MqttException {
    pace.shutdownNow();
    client.disconnectForcibly(0, 100, false);
    client.close();
  }
}
