package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The clients that come with mosquitto, against one port. */
record Mosquitto(int port) {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** A message as a subscriber got it. */
  record Heard(String topic, String payload, int qos, boolean retained) {
    static Heard of(String line) {
      String[] parts = line.split(" ", 4);
      String payload = new String(HexFormat.of().parseHex(parts[2]), StandardCharsets.UTF_8);
      return new Heard(parts[3], payload, Integer.parseInt(parts[0]), parts[1].equals("1"));
    }
  }

  /** What a client said, and how it ended. */
  record Ended(int code, String words) {}

  /** Publishes; the client has its acknowledgement when this returns. */
  void publish(String topic, String payload, String... options) throws Exception {
    Ended ended = tryPublish(topic, payload.getBytes(StandardCharsets.UTF_8), options);
    assertEquals(0, ended.code(), ended.words());
  }

  /** Publishes any bytes. */
  void publish(String topic, byte[] payload, String... options) throws Exception {
    Ended ended = tryPublish(topic, payload, options);
    assertEquals(0, ended.code(), ended.words());
  }

  /** Publishes each line as a message of its own, at QoS 1 from one client. */
  void lines(String topic, String lines) throws Exception {
    Ended ended =
        feed(List.of("-t", topic, "-q", "1", "-l"), lines.getBytes(StandardCharsets.UTF_8));
    assertEquals(0, ended.code(), ended.words());
  }

  Ended tryPublish(String topic, byte[] payload, String... options) throws Exception {
    // An empty payload is an option of its own.
    return feed(List.of("-t", topic, payload.length == 0 ? "-n" : "-s"), payload, options);
  }

  private Ended feed(List<String> arguments, byte[] input, String... options) throws Exception {
    Process process = start("mosquitto_pub", arguments, options);
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException hungUp) {
      // It ended before it had read everything; how, it says itself.
    }
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS));
    return new Ended(process.exitValue(), words);
  }

  private Process start(String program, List<String> arguments, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", String.valueOf(port)));
    command.addAll(arguments);
    command.addAll(List.of(options));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Subscribes to filters at QoS 2 and waits until that holds. */
  Subscriber subscribe(String... filters) throws IOException {
    return subscribeWith(List.of("-q", "2"), filters);
  }

  Subscriber subscribeWith(List<String> options, String... filters) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-F", "%q %r %x %t"));
    for (String filter : filters) {
      arguments.addAll(List.of("-t", filter));
    }
    // The service's own retained message is the last to come when all subscriptions hold.
    arguments.addAll(List.of("-t", "belfry/status"));
    Subscriber subscriber =
        new Subscriber(start("mosquitto_sub", arguments, options.toArray(String[]::new)));
    subscriber.await(heard -> heard.topic().equals("belfry/status"), "belfry/status");
    return subscriber;
  }

  /** A mosquitto_sub that collects what it gets. */
  static final class Subscriber implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private Subscriber(Process process) {
      this.process = process;
      Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
          synchronized (lines) {
            lines.add(line);
          }
        }
      } catch (IOException ended) {
        // It was closed.
      }
    }

    List<Heard> heard() {
      synchronized (lines) {
        return lines.stream().map(Heard::of).toList();
      }
    }

    /** The payloads on one topic, in order. */
    List<String> on(String topic) {
      return heard().stream()
          .filter(each -> each.topic().equals(topic))
          .map(Heard::payload)
          .toList();
    }

    Heard await(Predicate<Heard> wanted, String words) {
      return await(wanted, words, LONGEST);
    }

    Heard await(Predicate<Heard> wanted, String words, Duration longest) {
      try {
        Awaitility.await()
            .atMost(longest)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> heard().stream().anyMatch(wanted));
      } catch (ConditionTimeoutException late) {
        throw new AssertionError("never heard: " + words + " in " + heard(), late);
      }
      return heard().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits for a payload on a topic. */
    Heard await(String topic, String payload) {
      return await(
          each -> each.topic().equals(topic) && each.payload().equals(payload),
          topic + " " + payload);
    }

    /** Waits for the so-manieth message on a topic. */
    void awaitCount(String topic, int count) {
      try {
        Awaitility.await()
            .atMost(LONGEST)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> on(topic).size() >= count);
      } catch (ConditionTimeoutException late) {
        throw new AssertionError("fewer than " + count + " on " + topic + ": " + heard(), late);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
