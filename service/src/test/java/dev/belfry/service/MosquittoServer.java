package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A mosquitto with a folder and a port of its own, which keeps sessions over its restarts. */
final class MosquittoServer implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Path folder;
  private final int port;
  private final String settings;
  private @Nullable Process process;

  private MosquittoServer(Path folder, int port, String settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /** One that lets everyone in, not started yet. */
  static MosquittoServer in(Path folder) throws IOException {
    return in(folder, "allow_anonymous true");
  }

  /** One with lines of its own in its configuration, not started yet. */
  static MosquittoServer in(Path folder, String settings) throws IOException {
    assumeTrue(program("mosquitto") != null, "mosquitto is not installed");
    Files.createDirectories(folder);
    try (ServerSocket free = new ServerSocket(0)) {
      return new MosquittoServer(folder, free.getLocalPort(), settings);
    }
  }

  private static @Nullable String program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  /** A users file with one user, for {@code password_file}. */
  static Path users(Path folder, String user, String password) throws Exception {
    Files.createDirectories(folder);
    Path file = folder.resolve("passwords");
    Process maker =
        new ProcessBuilder(
                String.valueOf(program("mosquitto_passwd")),
                "-b",
                "-c",
                file.toString(),
                user,
                password)
            .start();
    assertTrue(maker.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) && maker.exitValue() == 0);
    return file;
  }

  MosquittoServer start() throws IOException {
    Path configuration = folder.resolve("mosquitto.conf");
    Files.write(
        configuration,
        List.of(
            "listener " + port + " 127.0.0.1",
            "persistence true",
            "persistence_location " + folder + "/",
            "max_queued_messages 0",
            "max_inflight_messages 1000",
            "user root",
            "log_type all",
            settings));
    process =
        new ProcessBuilder(String.valueOf(program("mosquitto")), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    await(this::listens, "mosquitto does not listen");
    return this;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Mosquitto clients() {
    return new Mosquitto(port);
  }

  private Path log() {
    return folder.resolve("mosquitto.log");
  }

  /** The lines of its log that hold a text. */
  List<String> log(String text) throws IOException {
    return Files.readAllLines(log()).stream().filter(line -> line.contains(text)).toList();
  }

  /** Waits until its log holds a text so many times. */
  void awaitLog(String text, int times) throws IOException {
    await(() -> log(text).size() >= times, "fewer than " + times + " times: " + text);
  }

  private void await(Callable<Boolean> condition, String words) throws IOException {
    try {
      Awaitility.await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(condition);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(words + "\n" + Files.readString(log()), late);
    }
  }

  /** Ends it as an administrator would; it writes its sessions first. */
  void stop() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroy();
      assertTrue(running.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }
}
