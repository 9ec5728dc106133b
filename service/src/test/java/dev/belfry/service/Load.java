package dev.belfry.service;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/** Numbers messages from 1 on, 500 a second, and collects what rules make of them. */
final class Load implements AutoCloseable {
  private static final long EVERY_MICROS = 2_000;
  private static final int MOST_IN_FLIGHT = 10_000;
  private static final int AT_LEAST_ONCE = 1;
  private static final long PATIENCE_MILLIS = 10_000;

  private final MqttAsyncClient sender;
  private final MqttAsyncClient receiver;
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final List<Stamp> seen = new ArrayList<>();
  private final List<String> steady = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private int sent;

  /** A message and the version of the rule that it met. */
  record Stamp(String number, int version) {
    static Stamp of(String text) {
      int colon = text.indexOf(':');
      return new Stamp(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
  }

  Load(int port) throws MqttException {
    sender = connected(port, "sender");
    receiver = connected(port, "receiver");
    receiver
        .subscribe(
            new String[] {"seen", "steady"},
            new int[] {AT_LEAST_ONCE, AT_LEAST_ONCE},
            null,
            null,
            new org.eclipse.paho.client.mqttv3.IMqttMessageListener[] {
              (topic, message) -> collect(topic, message.getPayload()),
              (topic, message) -> collect(topic, message.getPayload())
            })
        .waitForCompletion(PATIENCE_MILLIS);
  }

  private static MqttAsyncClient connected(int port, String name) throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient("tcp://127.0.0.1:" + port, name, new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMaxInflight(MOST_IN_FLIGHT);
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    return client;
  }

  private synchronized void collect(String topic, byte[] payload) {
    String text = new String(payload, StandardCharsets.UTF_8);
    if (topic.equals("seen")) {
      seen.add(Stamp.of(text));
    } else {
      steady.add(text);
    }
  }

  void start() {
    var unused = pace.scheduleAtFixedRate(this::send, 0, EVERY_MICROS, TimeUnit.MICROSECONDS);
  }

  private void send() {
    try {
      sent++;
      byte[] number = String.valueOf(sent).getBytes(StandardCharsets.UTF_8);
      sender.publish("load/n", number, AT_LEAST_ONCE, false);
    } catch (MqttException refused) {
      fault.compareAndSet(null, refused);
    }
  }

  /** Sends no more; answers how many were sent. */
  int end() throws InterruptedException {
    pace.shutdown();
    pace.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertNull(fault.get(), () -> "not all could be sent: " + fault.get());
    return sent;
  }

  synchronized List<Stamp> seen() {
    return List.copyOf(seen);
  }

  synchronized List<String> steady() {
    return List.copyOf(steady);
  }

  private synchronized int newest() {
    return seen.isEmpty() ? 0 : seen.getLast().version();
  }

  private synchronized boolean all(int count) {
    return seen.size() >= count && steady.size() >= count;
  }

  /** Waits until messages meet this version. */
  void awaitVersion(int version) {
    await(() -> newest() >= version, Duration.ofSeconds(15), "version " + version);
  }

  /** Waits until so many messages came back from both rules. */
  void awaitAll(int count, Duration longest) {
    await(() -> all(count), longest, count + " messages");
  }

  private void await(java.util.concurrent.Callable<Boolean> done, Duration longest, String words) {
    try {
      Awaitility.await().atMost(longest).pollInterval(Duration.ofMillis(10)).until(done);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          "no %s; %d seen, the newest of version %d, and %d steady"
              .formatted(words, seen().size(), newest(), steady().size()),
          late);
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
    try {
      sender.disconnectForcibly(0, 100, false);
      receiver.disconnectForcibly(0, 100, false);
      sender.close();
      receiver.close();
    } catch (MqttException already) {
      // The test has what it wanted.
    }
  }
}
