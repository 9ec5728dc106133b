package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, read-only, or does not give back what was written to it. */
@Timeout(120)
class DiskIT {
  private static final String ALERT = "belfry/alerts/belfry-store";
  private static final int MISUSE = 2;

  @TempDir Path folder;
  private final ExecutorService publishers = Executors.newCachedThreadPool();
  private House house;

  @BeforeEach
  void build() throws Exception {
    house =
        House.in(folder)
            .rule(
                "none.rules", "rule \"None\" { when topic \"none\" updates then log \"none\" }\n");
  }

  @AfterEach
  void leave() {
    house.close();
    publishers.shutdownNow();
  }

  private Future<Mosquitto.Ended> publish(Mosquitto clients, String topic) {
    byte[] payload = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    return publishers.submit(() -> clients.tryPublish(topic, payload, "-q", "1", "-r", "-V", "5"));
  }

  @Test
  void aFullDiskIsToldOnceAndAllGoesOnWhenThereIsRoom() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "8m")) {
      BelfryProcess belfry = house.run("--data", disk.folder().toString());
      Mosquitto clients = belfry.clients();
      clients.publish("kept/before", "x", "-q", "1", "-r");
      acknowledged.add("kept/before");
      try (Mosquitto.Subscriber alerts = clients.subscribe(ALERT)) {
        disk.fill();
        Future<Mosquitto.Ended> waiting = publish(clients, "kept/waiting");
        alerts.await(heard -> heard.payload().contains("firing"), "an alert");
        assertTrue(alerts.on(ALERT).getFirst().contains("full"), alerts.heard().toString());
        Mosquitto.Ended refused = publish(clients, "kept/refused").get(20, TimeUnit.SECONDS);
        assertTrue(refused.words().contains("Quota exceeded"), refused.words());
        assertFalse(waiting.isDone(), "what is not on the disk is not acknowledged");
        disk.clear();
        Mosquitto.Ended late = waiting.get(20, TimeUnit.SECONDS);
        assertEquals(0, late.code(), late.words());
        acknowledged.add("kept/waiting");
        alerts.await(heard -> heard.payload().contains("resolved"), "its end");
        clients.publish("kept/after", "x", "-q", "1", "-r");
        acknowledged.add("kept/after");
        assertEquals(2, alerts.on(ALERT).size(), alerts.heard().toString());
      }
      belfry.kill();
      Mosquitto again = house.run("--data", disk.folder().toString()).clients();
      try (Mosquitto.Subscriber kept = again.subscribe("kept/#")) {
        for (String topic : acknowledged) {
          kept.await(heard -> heard.topic().equals(topic), topic);
        }
        assertTrue(kept.on("kept/refused").isEmpty());
      }
    }
  }

  @Test
  void aReadOnlyFolderIsRefusedInWords() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "8m")) {
      disk.makeReadOnly();
      BelfryProcess belfry = house.start(List.of("run", "--data", disk.folder().toString()));
      assertEquals(MISUSE, belfry.awaitEnd());
      assertTrue(
          belfry.text().contains("the data folder " + disk.folder() + " cannot be written"),
          belfry.text());
    }
  }

  @Test
  void twoOnOneFolderAreOneTooManyForARepairToo() throws Exception {
    BelfryProcess first = house.run();
    for (List<String> command :
        List.of(List.of("run", "--mqtt-port", "0", "--http-port", "0"), List.of("repair"))) {
      BelfryProcess second = house.start(command);
      assertEquals(MISUSE, second.awaitEnd());
      assertTrue(second.text().contains("another Belfry uses the data folder"), second.text());
    }
    first.clients().publish("still", "works", "-q", "1");
  }

  @Test
  void aDamagedStoreIsRefusedAndARepairKeepsTheRest() throws Exception {
    BelfryProcess first = house.run();
    for (int i = 0; i < 50; i++) {
      first.clients().publish("kept/" + i, "value " + i, "-q", "1", "-r");
    }
    assertEquals(0, first.stop());
    Path file = folder.resolve("data/belfry.db");
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("value 7");
    bytes[at] ^= 1;
    Files.write(file, bytes);

    BelfryProcess refused = house.start(List.of("run"));
    assertEquals(MISUSE, refused.awaitEnd());
    assertTrue(refused.text().contains("the store " + file + " is damaged"), refused.text());
    assertTrue(refused.text().contains("belfry repair"), refused.text());

    BelfryProcess repair = house.start(List.of("repair"));
    assertEquals(1, repair.awaitEnd(), repair.text());
    assertTrue(repair.text().contains("kept: 49 retained messages"), repair.text());
    assertTrue(repair.text().contains("lost: 1 retained message"), repair.text());

    try (Mosquitto.Subscriber kept = house.run().clients().subscribe("kept/#")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .until(() ->
              kept.heard().stream().filter(it -> it.topic().startsWith("kept/")).count() == 49);
    }
    BelfryProcess sound = house.start(List.of("repair", "--help"));
    assertEquals(0, sound.awaitEnd());
  }
}
