package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Paho's client for MQTT 5. */
final class PahoFive implements AutoCloseable {
  private final MqttClient client;
  private final MqttProperties welcome;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

  PahoFive(EmbeddedBroker broker, String clientId) throws MqttException {
    this(broker, clientId, new MqttConnectionOptions());
  }

  PahoFive(EmbeddedBroker broker, String clientId, MqttConnectionOptions options)
      throws MqttException {
    Listener at = broker.listeners().getFirst();
    client =
        new MqttClient("tcp://" + at.host() + ":" + at.port(), clientId, new MemoryPersistence());
    client.setTimeToWait(10_000);
    welcome = client.connectWithResult(options).getResponseProperties();
  }

  /** What the broker said in its CONNACK. */
  MqttProperties welcome() {
    return welcome;
  }

  void publish(String topic, byte[] payload, int qos, boolean retain) throws MqttException {
    client.publish(topic, payload, qos, retain);
  }

  void publishExpiring(String topic, String payload, long seconds) throws MqttException {
    MqttProperties properties = new MqttProperties();
    properties.setMessageExpiryInterval(seconds);
    MqttMessage message = new MqttMessage(Payload.of(payload).bytes(), 1, true, properties);
    client.publish(topic, message);
  }

  void subscribe(String filter, int qos) throws MqttException {
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription(filter, qos)},
        new IMqttMessageListener[] {
          (topic, message) ->
              received.add(
                  Message.published(
                      topic,
                      Payload.of(message.getPayload()),
                      message.getQos(),
                      message.isRetained()))
        });
  }

  Message next() throws InterruptedException {
    @Nullable Message message = received.poll(10, TimeUnit.SECONDS);
    assertNotNull(message, "nothing arrived");
    return message;
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close();
  }
}
