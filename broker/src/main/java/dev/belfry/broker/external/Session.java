package dev.belfry.broker.external;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import dev.belfry.broker.BrokerLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** As whom we come to the broker, and what is agreed upon with it. */
final class Session {
  private static final int CONNECT_SECONDS = 10;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** A session that goes on where it ended, up to a week ago. */
  static final Mqtt5Connect LASTING =
      Mqtt5Connect.builder()
          .cleanStart(false)
          .sessionExpiryInterval(Duration.ofDays(7).toSeconds())
          .keepAlive(KEEP_ALIVE_SECONDS)
          .restrictions()
          // As many as there are packet identifiers: mosquitto 2.0.11 does not keep to less when it
          // resends, and the client would end the connection for it, again and again.
          .receiveMaximum(65_535)
          .maximumPacketSize(BrokerLimits.defaults().packetBytes())
          .applyRestrictions()
          .build();

  /** A session that ends with the connection. */
  static final Mqtt5Connect PASSING = Mqtt5Connect.builder().cleanStart(true).build();

  private Session() {}

  /** A client that leaves {@code offline} behind when it is lost. */
  static Mqtt5ClientBuilder client(ExternalSettings settings) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(settings.clientId())
        .transportConfig()
        .serverHost(settings.host())
        .serverPort(settings.port())
        .socketConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .mqttConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .applyTransportConfig()
        .executorConfig()
        .nettyThreads(1)
        .applyExecutorConfig()
        .simpleAuth(settings.user().map(user -> credentials(user, settings)).orElse(null))
        .willPublish()
        .topic(settings.statusTopic())
        .payload("offline".getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .applyWillPublish();
  }

  private static Mqtt5SimpleAuth credentials(String user, ExternalSettings settings) {
    Mqtt5SimpleAuthBuilder.Complete credentials = Mqtt5SimpleAuth.builder().username(user);
    return settings
        .password()
        .map(it -> credentials.password(it.getBytes(StandardCharsets.UTF_8)))
        .orElse(credentials)
        .build();
  }
}
