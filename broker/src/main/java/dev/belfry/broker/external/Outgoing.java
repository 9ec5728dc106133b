package dev.belfry.broker.external;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.belfry.event.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What we publish, in order: it waits here while the broker is away, and counts until the broker
 * has acknowledged it.
 */
final class Outgoing {
  /** So many messages, and so much payload, may be on their way or wait. */
  static final int MOST_MESSAGES = 10_000;

  static final long MOST_BYTES = 16 * 1024 * 1024;

  private final Mqtt5AsyncClient client;
  private final Queue<Pending> waiting = new ArrayDeque<>();
  private boolean connected;
  private int messages;
  private long bytes;
  private CompletableFuture<Void> nothingLeft = CompletableFuture.completedFuture(null);

  private record Pending(Mqtt5Publish publish, CompletableFuture<Void> done) {
    long bytes() {
      return publish.getPayloadAsBytes().length;
    }
  }

  Outgoing(Mqtt5AsyncClient client) {
    this.client = client;
  }

  synchronized CompletionStage<Void> publish(Message message, Map<String, String> properties) {
    if (messages >= MOST_MESSAGES || bytes + message.payload().size() > MOST_BYTES) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("too many messages wait for the broker already"));
    }
    Pending pending;
    try {
      pending = new Pending(packet(message, properties), new CompletableFuture<>());
    } catch (IllegalArgumentException unfit) {
      return CompletableFuture.failedFuture(unfit);
    }
    if (messages == 0) {
      nothingLeft = new CompletableFuture<>();
    }
    messages++;
    bytes += pending.bytes();
    if (connected) {
      send(pending);
    } else {
      waiting.add(pending);
    }
    return pending.done();
  }

  private static Mqtt5Publish packet(Message message, Map<String, String> properties) {
    List<Mqtt5UserProperty> user =
        properties.entrySet().stream()
            .map(each -> Mqtt5UserProperty.of(each.getKey(), each.getValue()))
            .toList();
    return Mqtt5Publish.builder()
        .topic(message.topic())
        .payload(message.payload().bytes())
        .qos(Objects.requireNonNull(MqttQos.fromCode(message.qos())))
        .retain(message.retain())
        .userProperties(Mqtt5UserProperties.of(user))
        .build();
  }

  /** The client sends in order, and again what was on its way when a connection ended. */
  private void send(Pending pending) {
    var unused =
        client
            .publish(pending.publish())
            .whenComplete((result, failure) -> {
              left(pending);
              if (failure == null) {
                pending.done().complete(null);
              } else {
                pending.done().completeExceptionally(Refusal.of(failure).exception());
              }
            });
  }

  private void left(Pending pending) {
    CompletableFuture<Void> told;
    synchronized (this) {
      messages--;
      bytes -= pending.bytes();
      if (messages > 0) {
        return;
      }
      told = nothingLeft;
    }
    told.complete(null);
  }

  synchronized void connected() {
    connected = true;
    while (!waiting.isEmpty()) {
      send(waiting.remove());
    }
  }

  synchronized void disconnected() {
    connected = false;
  }

  /** How many messages the broker has not acknowledged yet. */
  synchronized int unacknowledged() {
    return messages;
  }

  /** Waits until the broker has everything, at most for some time and not while it is away. */
  void finish(Duration longest) {
    CompletableFuture<Void> rest;
    synchronized (this) {
      rest = connected ? nothingLeft : CompletableFuture.completedFuture(null);
    }
    rest.copy().completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
