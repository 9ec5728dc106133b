package dev.belfry.broker;

import dev.belfry.event.Payload;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Paho's client for MQTT 3.1.1. */
final class PahoThree implements AutoCloseable {
  private final MqttClient client;

  PahoThree(Listener at, String clientId) throws MqttException {
    client =
        new MqttClient(at.toString().replace("mqtt:", "tcp:"), clientId, new MemoryPersistence());
    client.setTimeToWait(10_000);
    client.connect();
  }

  void publish(String topic, String payload, int qos) throws MqttException {
    client.publish(topic, Payload.of(payload).bytes(), qos, false);
  }

  @Override
  public void close() throws MqttException {
    client.disconnect();
    client.close();
  }
}
