package dev.belfry.service;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbers at QoS 1 at a steady pace within one session, connects again whenever it is cut
 * off, and notes what was acknowledged.
 */
final class StubbornSender implements AutoCloseable {
  private static final int MOST_IN_FLIGHT = 500;
  private static final long PATIENCE_MILLIS = 10_000;

  private final MqttAsyncClient client;
  private final IntFunction<String> topics;
  private final long everyNanos;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private final Thread thread = Thread.ofPlatform().daemon().name("sender").unstarted(this::run);
  private volatile boolean sending = true;
  private volatile boolean ended;

  /**
   * @param topics on which a number is sent
   */
  StubbornSender(int port, IntFunction<String> topics, int perSecond) throws MqttException {
    this.client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "sender", new MemoryPersistence());
    this.topics = topics;
    this.everyNanos = 1_000_000_000L / perSecond;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long due = System.nanoTime();
    while (!ended) {
      if (!client.isConnected()) {
        connect();
        due = System.nanoTime();
      } else if (sending && System.nanoTime() >= due) {
        send();
        due += everyNanos;
      } else {
        LockSupport.parkNanos(200_000);
      }
    }
  }

  private void connect() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    options.setMaxInflight(MOST_IN_FLIGHT);
    options.setConnectionTimeout(2);
    try {
      client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    } catch (MqttException notYet) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void send() {
    int number = sent.get() + 1;
    byte[] payload = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
    try {
      client.publish(topics.apply(number), payload, 1, false, null, noting(number));
      sent.incrementAndGet();
    } catch (MqttException fullOrCutOff) {
      // The same number goes next time.
    }
  }

  private IMqttActionListener noting(int number) {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        acknowledged.add(number);
      }

      @Override
      public void onFailure(IMqttToken token, @Nullable Throwable cutOff) {}
    };
  }

  /** Sends nothing new; what is not acknowledged is still sent again after each connect. */
  void pause() {
    sending = false;
  }

  int sent() {
    return sent.get();
  }

  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  boolean isSettled() {
    return client.isConnected() && client.getPendingDeliveryTokens().length == 0;
  }

  @Override
  public void close() throws MqttException {
    ended = true;
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    client.disconnectForcibly(0, 100, false);
    client.close();
  }
}
