package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The packaged program, started through its launcher as a process of its own. */
final class BelfryProcess implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("belfry.root")).toAbsolutePath().normalize();
  private static final Pattern MQTT = Pattern.compile("mqtt://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern HTTP = Pattern.compile("http://\\S+");
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final List<Thread> listeners = new ArrayList<>();

  private BelfryProcess(Process process) {
    this.process = process;
    listen(process.getInputStream());
    listen(process.getErrorStream());
  }

  /** Starts {@code belfry} with some arguments in a folder. */
  static BelfryProcess start(Path folder, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("belfry").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return new BelfryProcess(builder.start());
  }

  private void listen(InputStream stream) {
    listeners.add(Thread.ofPlatform().daemon().start(() -> read(stream)));
  }

  private void read(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException ended) {
      // The process was killed.
    }
  }

  /** Hands it a first line on standard input, and no more. */
  BelfryProcess type(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return this;
  }

  /** All that it printed so far, on both streams. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  String text() {
    return String.join("\n", lines());
  }

  /** The printed lines that hold a text. */
  List<String> linesWith(String text) {
    return lines().stream().filter(line -> line.contains(text)).toList();
  }

  /** Waits until it printed a text. */
  String awaitLine(String text) {
    return awaitLine(line -> line.contains(text), text);
  }

  private String awaitLine(Predicate<String> wanted, String words) {
    try {
      Awaitility.await()
          .atMost(LONGEST)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> !process.isAlive() || lines().stream().anyMatch(wanted));
    } catch (org.awaitility.core.ConditionTimeoutException late) {
      throw new AssertionError("not printed: " + words + "\n" + text(), late);
    }
    return lines().stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("it ended without printing " + words + "\n" + text()));
  }

  BelfryProcess awaitReady() {
    awaitLine(line -> line.startsWith("ready"), "ready");
    return this;
  }

  private String match(Pattern pattern, int group) {
    String ready = awaitLine(line -> line.startsWith("ready"), "ready");
    Matcher matcher = pattern.matcher(ready);
    assertTrue(matcher.find(), ready);
    return matcher.group(group);
  }

  int mqttPort() {
    return Integer.parseInt(match(MQTT, 1));
  }

  URI http(String path) {
    return URI.create(match(HTTP, 0) + path);
  }

  Mosquitto clients() {
    return new Mosquitto(mqttPort());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The resident memory of the process in KiB, as the system counts it. */
  long residentKibibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Sends SIGTERM; answers the exit status, and fails when that takes longer than promised. */
  int stop() throws InterruptedException {
    // The process itself would close its streams, and what it says at its end would be lost.
    process.toHandle().destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "it did not end within 10 s\n" + text());
    hearTheRest();
    return process.exitValue();
  }

  /** Waits until it ends by itself; answers the exit status. */
  int awaitEnd() throws InterruptedException {
    assertTrue(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS), "it runs on\n" + text());
    hearTheRest();
    return process.exitValue();
  }

  /** What it printed last may still be on its way when it has ended. */
  private void hearTheRest() throws InterruptedException {
    for (Thread listener : listeners) {
      assertTrue(listener.join(LONGEST), "its streams are still open");
    }
  }

  /** What {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(hurried));
    }
  }
}
