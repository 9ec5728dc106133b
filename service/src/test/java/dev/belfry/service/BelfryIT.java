package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the program through its launcher, in a folder whose name has blanks. */
@Timeout(60)
class BelfryIT {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("belfry.root"), "belfry").toAbsolutePath().normalize();

  @TempDir Path parent;
  private Path folder;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    folder = Files.createDirectories(parent.resolve("a house"));
    Files.createDirectories(folder.resolve("rules"));
  }

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Ended belfry(String... arguments) throws Exception {
    return Ended.of(start(arguments));
  }

  /** The line that says ready, once it comes. */
  private static String ready(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("ready")) {
      line = out.readLine();
    }
    return String.valueOf(line);
  }

  private Process run() throws IOException {
    return start("run", "--mqtt-port", "0", "--http-port", "0");
  }

  private static int status(String readyLine, String path) throws Exception {
    String address = readyLine.substring(readyLine.indexOf("http://")).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void itRunsIsReadyAndEndsWellWhenToldTo() throws Exception {
    Process process = run();
    String readyLine = ready(process);
    assertEquals(200, status(readyLine, "/healthz"));
    assertEquals(200, status(readyLine, "/readyz"));
    assertEquals(200, status(readyLine, "/metrics"));
    // The launcher has become the program: the signal reaches it, not a shell in between.
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertTrue(Files.exists(folder.resolve("data/belfry.db")));
  }

  @Test
  void aSecondOneOnTheSameDataIsRefusedAndOneAfterAKillIsNot() throws Exception {
    Process first = run();
    ready(first);
    Ended second = belfry("run", "--mqtt-port", "0", "--http-port", "0");
    assertEquals(2, second.code());
    assertTrue(second.err().contains("another Belfry uses the data folder"), second.err());
    first.destroyForcibly();
    assertTrue(first.waitFor(10, TimeUnit.SECONDS));
    assertTrue(ready(run()).startsWith("ready"));
  }

  @Test
  void aPortInUseIsSaidWithItsOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Ended ended =
          belfry("run", "--mqtt-port", "0", "--http-port", String.valueOf(taken.getLocalPort()));
      assertEquals(2, ended.code());
      assertTrue(ended.err().contains("--http-port"), ended.err());
    }
  }

  @Test
  void pathsAreRelativeToTheFolderOfTheCaller() throws Exception {
    Files.writeString(folder.resolve("my.yaml"), "rules: my rules\nsite: { nmae: x }\n");
    Ended wrong = belfry("check", "--config", "my.yaml");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("--> my.yaml:2:9"), wrong.err());
    Files.writeString(folder.resolve("my.yaml"), "rules: my rules\n");
    assertEquals(2, belfry("check", "--config", "my.yaml").code());
    Files.createDirectories(folder.resolve("my rules"));
    Ended clean = belfry("check", "--config", "my.yaml");
    assertEquals(0, clean.code(), clean.err());
    assertEquals("0 errors, 0 warnings\n", clean.out());
    assertEquals("[]\n", belfry("check", "--config", "my.yaml", "--format", "json").out());
  }

  @Test
  void everyCommandHasHelpAndMisuseIsTwo() throws Exception {
    for (String command :
        List.of(
            "run", "check", "explain", "test", "replay", "record", "rules", "fmt", "user",
            "doctor")) {
      Ended help = belfry(command, "--help");
      assertEquals(0, help.code(), command);
      assertTrue(help.out().contains("--config"), help.out());
    }
    assertEquals(2, belfry("rnu").code());
    assertEquals(2, belfry("run", "--http-port", "many").code());
    assertEquals(2, belfry("fmt", "--chek").code());
    assertEquals(2, belfry().code());
  }

  @Test
  void whatAnErrorMeansIsExplained() throws Exception {
    Files.writeString(folder.resolve("rules/a.rules"), "topic a = \"a\" : flaot\n");
    Ended checked = belfry("check");
    assertEquals(1, checked.code());
    assertTrue(checked.out().endsWith("`belfry explain E0504` says more\n"), checked.out());
    Ended explained = belfry("explain", "e504");
    assertEquals(0, explained.code(), explained.err());
    assertTrue(explained.out().startsWith("# E0504: a word that is not"), explained.out());
    Ended sarif = belfry("check", "--format", "sarif");
    assertTrue(sarif.out().contains("\"uri\":\"rules/a.rules\""), sarif.out());
    assertTrue(sarif.out().contains("\"version\":\"0."), sarif.out());
  }

  @Test
  void theDoctorSaysWhatIsMissing() throws Exception {
    Files.writeString(
        folder.resolve("belfry.yaml"),
        "broker: { listen: [ \"mqtt://127.0.0.1:0\" ] }\nconsole: { listen: \"127.0.0.1:0\" }\n");
    Ended well = belfry("doctor");
    assertEquals(0, well.code(), well.out() + well.err());
    Files.delete(folder.resolve("rules"));
    Ended ill = belfry("doctor");
    assertEquals(1, ill.code());
    assertTrue(ill.out().contains("FAIL  the rules folder"), ill.out());
    assertFalse(ill.out().contains("Exception"), ill.out());
  }
}
