package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the other broker acknowledged to its clients, Belfry acts on, however often it is killed.
 */
@Timeout(1_800)
@EnabledIfSystemProperty(
    named = "belfry.crash.kills",
    matches = "\\d+",
    disabledReason = "it takes minutes; ./verify --long crash runs it")
class ExternalCrashIT {
  private static final int KILLS = Integer.getInteger("belfry.crash.kills", 2);
  private static final int A_SECOND = 500;
  private static final String RULES =
      """
      topic drive(n) = "drive/{n}" : "on"
      topic ask(n)   = "ask/{n}"   : "?"

      rule "Known" { when ask(n) updates while drive(n) is "on" then publish "known/{n}" "on" qos 1 }
      """;

  @TempDir Path folder;

  @Test
  void whatIsAcknowledgedIsActedOn() throws Exception {
    Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    try (House house = House.in(folder.resolve("house")).rule("rules.rules", RULES);
        MosquittoServer server = MosquittoServer.in(folder.resolve("mosquitto")).start()) {
      house.configure("broker: { external: \"mqtt://127.0.0.1:" + server.port() + "\" }\n");
      BelfryProcess belfry = run(house);
      MqttAsyncClient publisher = client(server.port(), acknowledged, null);
      Thread load = Thread.ofPlatform().daemon().start(() -> load(publisher));
      Random random = new Random(1);
      for (int i = 0; i < KILLS; i++) {
        int before = acknowledged.size();
        int wanted = before + 200 + random.nextInt(600);
        await(() -> acknowledged.size() >= wanted, "the load stopped at " + before);
        belfry.kill();
        belfry = run(house);
      }
      load.interrupt();
      load.join();
      await(() -> publisher.getPendingDeliveryTokens().length == 0, "not all acknowledged");
      Set<Integer> actedOn = known(server.port(), acknowledged);
      Set<Integer> lost = new TreeSet<>(acknowledged);
      lost.removeAll(actedOn);
      System.out.printf(
          "another broker, %d kills: %d acknowledged, %d acted on, %d lost%n",
          KILLS, acknowledged.size(), actedOn.size(), lost.size());
      assertEquals(Set.of(), lost);
      assertTrue(acknowledged.size() > KILLS * 200);
    }
  }

  private static BelfryProcess run(House house) throws Exception {
    return house
        .start(List.of("run", "--config", "belfry.yaml", "--http-port", "0", "--quiet"))
        .awaitReady();
  }

  private static void await(Callable<Boolean> condition, String words) {
    Awaitility.await(words)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(condition);
  }

  /** A client that counts what was acknowledged to it, and what it hears. */
  private static MqttAsyncClient client(
      int port, Set<Integer> acknowledged, @Nullable Set<Integer> heard) throws Exception {
    MqttAsyncClient client =
        new MqttAsyncClient(
            "tcp://127.0.0.1:" + port, MqttAsyncClient.generateClientId(), new MemoryPersistence());
    client.setCallback(
        new MqttCallback() {
          @Override
          public void connectionLost(Throwable cause) {}

          @Override
          public void messageArrived(String topic, MqttMessage message) {
            if (heard != null) {
              heard.add(Integer.parseInt(topic.substring(topic.indexOf('/') + 1)));
            }
          }

          @Override
          public void deliveryComplete(IMqttDeliveryToken token) {
            acknowledged.add(((Integer) token.getUserContext()));
          }
        });
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMaxInflight(10_000);
    client.connect(options).waitForCompletion();
    return client;
  }

  private static void load(MqttAsyncClient publisher) {
    long begun = System.nanoTime();
    try {
      for (int n = 0; ; n++) {
        publisher.publish("drive/" + n, "on".getBytes(StandardCharsets.UTF_8), 1, false, n, null);
        long due = begun + TimeUnit.SECONDS.toNanos(n) / A_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
    } catch (InterruptedException enough) {
      // Told to stop.
    } catch (org.eclipse.paho.client.mqttv3.MqttException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Of all these numbers those of which Belfry still knows what was said before. */
  private static Set<Integer> known(int port, Set<Integer> numbers) throws Exception {
    Set<Integer> heard = new ConcurrentSkipListSet<>();
    MqttAsyncClient asker = client(port, new ConcurrentSkipListSet<>(), heard);
    asker.subscribe("known/+", 1).waitForCompletion();
    for (int n : numbers) {
      if (asker.getInFlightMessageCount() > 1_000) {
        await(() -> asker.getInFlightMessageCount() < 500, "the questions are stuck");
      }
      asker.publish("ask/" + n, "?".getBytes(StandardCharsets.UTF_8), 1, false, n, null);
    }
    asker.publish("drive/-1", "on".getBytes(StandardCharsets.UTF_8), 1, false, -1, null);
    asker.publish("ask/-1", "?".getBytes(StandardCharsets.UTF_8), 1, false, -1, null);
    // Questions are answered in their order; this is the last.
    await(() -> heard.contains(-1), "the last question was not answered");
    heard.remove(-1);
    asker.disconnectForcibly(0, 0);
    return heard;
  }
}
