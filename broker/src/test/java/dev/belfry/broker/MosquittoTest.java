package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command-line clients that people have at hand. */
final class MosquittoTest {
  private static final String PUB = "mosquitto_pub";
  private static final String SUB = "mosquitto_sub";

  @BeforeAll
  static void areInstalled() {
    for (String program : List.of(PUB, SUB)) {
      boolean found =
          List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
              .stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      assumeTrue(found, program + " is not installed");
    }
  }

  @ParameterizedTest
  @CsvSource({"311,0", "311,1", "311,2", "5,0", "5,1", "5,2", "31,1"})
  void publishAndSubscribe(String version, int qos) throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      String quality = Integer.toString(qos);
      Message door = Message.published("home/door", Payload.of("open"), qos, true);
      run(0, broker, PUB, "-V", v(version), "-t", "home/door", "-q", quality, "-r", "-m", "open");
      assertEquals(door, port.nextMessage());
      String seen =
          run(
              0,
              broker,
              SUB,
              "-V",
              v(version),
              "-t",
              "home/#",
              "-q",
              quality,
              "-C",
              "1",
              "-W",
              "9",
              "-F",
              "%t %p %r");
      assertEquals("home/door open 1\n", seen);
    }
  }

  private static String v(String version) {
    return "mqttv" + version;
  }

  @ParameterizedTest
  @ValueSource(strings = {"311", "5"})
  void needAPasswordWhereThereAreUsers(String version) throws Exception {
    BrokerSettings settings =
        Brokers.settings().withUsers(Map.of("anna", Passwords.hash("secret")));
    try (EmbeddedBroker broker = Brokers.start(settings, List.of(), TestPort.quick())) {
      String[] hello = {"-V", v(version), "-t", "a", "-q", "1", "-m", "x"};
      run(0, broker, PUB, with(hello, "-u", "anna", "-P", "secret"));
      assertNotEquals("", run(-1, broker, PUB, with(hello, "-u", "anna", "-P", "wrong")));
      assertNotEquals("", run(-1, broker, PUB, hello));
    }
  }

  @Test
  void pipelineThousandsOfMessages() throws Exception {
    TestPort port = TestPort.quick();
    try (EmbeddedBroker broker = Brokers.start(port)) {
      Path lines = Files.createTempFile("lines", ".txt");
      try {
        int messages = 5000;
        Files.writeString(lines, "message\n".repeat(messages), StandardCharsets.UTF_8);
        for (String qos : List.of("1", "2")) {
          ProcessBuilder publisher = process(broker, PUB, "-t", "load", "-q", qos, "-l");
          publisher.redirectInput(lines.toFile());
          finish(0, publisher.start());
          for (int number = 0; number < messages; number++) {
            assertEquals("load", port.nextMessage().topic());
          }
          assertEquals(0, port.waiting());
        }
      } finally {
        Files.delete(lines);
      }
    }
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private static ProcessBuilder process(
      EmbeddedBroker broker, String program, String... arguments) {
    Listener at = broker.listeners().getFirst();
    List<String> command = new ArrayList<>(List.of(program, "-h", at.host()));
    command.addAll(List.of("-p", Integer.toString(at.port())));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static String run(int status, EmbeddedBroker broker, String program, String... arguments)
      throws IOException, InterruptedException {
    return finish(status, process(broker, program, arguments).start());
  }

  /** The program's output; a status of -1 stands for any failure. */
  private static String finish(int status, Process process)
      throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "did not end");
    if (status < 0) {
      assertNotEquals(0, process.exitValue());
    } else {
      assertEquals(status, process.exitValue(), output);
    }
    return output;
  }
}
