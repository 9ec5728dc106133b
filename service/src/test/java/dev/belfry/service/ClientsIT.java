package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.parallel.Isolated;

/** Clients of two versions of MQTT, from two families, at every quality of service. */
@Timeout(60)
@Isolated("it measures")
class ClientsIT {
  private static final int MEASURED = 100;
  private static final String PYTHON = "/usr/bin/python3";
  private static final String RULES =
      """
      rule "zero" { when topic "drive/0" updates then publish "siren/0" "{value}" qos 0 }
      rule "one"  { when topic "drive/1" updates then publish "siren/1" "{value}" qos 1 }
      rule "two"  { when topic "drive/2" updates then publish "siren/2" "{value}" qos 2 }
      """;

  /** Publishes once at each quality of service, and ends when all were acknowledged. */
  private static final String SCRIPT =
      """
      import sys
      import paho.mqtt.client as mqtt
      version = {"3.1.1": mqtt.MQTTv311, "5": mqtt.MQTTv5}[sys.argv[2]]
      kind = getattr(mqtt, "CallbackAPIVersion", None)
      client = mqtt.Client(kind.VERSION2, protocol=version) if kind else mqtt.Client(protocol=version)
      client.connect("127.0.0.1", int(sys.argv[1]))
      client.loop_start()
      for qos in (0, 1, 2):
          client.publish("drive/%d" % qos, "python " + sys.argv[2], qos).wait_for_publish()
      client.disconnect()
      client.loop_stop()
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void build() throws Exception {
    house = House.in(folder).rule("clients.rules", RULES);
  }

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void mosquittoDrivesRulesInBothVersionsAtEveryQualityOfService() throws Exception {
    Mosquitto clients = house.run().clients();
    for (String version : List.of("mqttv311", "mqttv5")) {
      List<String> options = List.of("-V", version, "-q", "2");
      try (Mosquitto.Subscriber siren = clients.subscribeWith(options, "siren/+")) {
        for (String qos : List.of("0", "1", "2")) {
          clients.publish("drive/" + qos, version, "-V", version, "-q", qos);
          assertEquals(Integer.parseInt(qos), siren.await("siren/" + qos, version).qos(), version);
        }
        assertEquals(4, siren.heard().size(), "three, and the status: " + siren.heard());
      }
    }
  }

  @Test
  void pythonDrivesRulesInBothVersionsAtEveryQualityOfService() throws Exception {
    assumeTrue(hasPaho(), "python3-paho-mqtt is not installed, so Python's clients go untried");
    BelfryProcess belfry = house.run();
    try (Mosquitto.Subscriber siren = belfry.clients().subscribe("siren/+")) {
      for (String version : List.of("3.1.1", "5")) {
        Process python =
            new ProcessBuilder(PYTHON, "-c", SCRIPT, String.valueOf(belfry.mqttPort()), version)
                .redirectErrorStream(true)
                .start();
        String words = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(python.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, python.exitValue(), words);
        for (int qos = 0; qos <= 2; qos++) {
          assertEquals(qos, siren.await("siren/" + qos, "python " + version).qos());
        }
      }
      assertEquals(7, siren.heard().size(), "six, and the status: " + siren.heard());
    }
  }

  private static boolean hasPaho() throws Exception {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return false;
    }
    Process python =
        new ProcessBuilder(PYTHON, "-c", "import paho.mqtt.client")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return python.waitFor(20, TimeUnit.SECONDS) && python.exitValue() == 0;
  }

  /** Figures for a reader; how fast the machine of the day is proves nothing. */
  @Test
  void figures() throws Exception {
    long before = System.nanoTime();
    BelfryProcess belfry = house.run();
    long startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    long idleKibibytes = belfry.residentKibibytes();
    Mosquitto clients = belfry.clients();
    List<Long> micros = new ArrayList<>();
    try (Mosquitto.Subscriber siren = clients.subscribe("siren/1")) {
      for (int i = 1; i <= MEASURED; i++) {
        long sent = System.nanoTime();
        clients.publish("drive/1", String.valueOf(i), "-q", "1");
        siren.await("siren/1", String.valueOf(i));
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
      }
    }
    micros.sort(Long::compare);
    System.out.printf(
        "start %d ms, idle %d MB; from starting mosquitto_pub to hearing the siren:"
            + " median %.1f ms, 99 %% within %.1f ms%n",
        startMillis,
        idleKibibytes / 1024,
        micros.get(MEASURED / 2) / 1000.0,
        micros.get(MEASURED * 99 / 100) / 1000.0);
  }
}
