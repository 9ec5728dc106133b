package dev.belfry.broker.external;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/**
 * Why the broker did not do what was asked of it, in a few words.
 *
 * @param needsAPerson whether trying again soon is of little use
 */
record Refusal(String words, boolean needsAPerson) {
  static Refusal of(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case Mqtt5ConnAckException answer -> connection(answer.getMqttMessage().getReasonCode());
      case Mqtt5DisconnectException answer -> end(answer.getMqttMessage().getReasonCode());
      case Mqtt5PubAckException answer ->
          new Refusal(words(answer.getMqttMessage().getReasonCode()), true);
      case Mqtt5PubRecException answer ->
          new Refusal(words(answer.getMqttMessage().getReasonCode()), true);
      case ConnectionClosedException ignored ->
          new Refusal("the connection was closed without a word", false);
      case ConnectionFailedException failed when failed.getCause() != null ->
          new Refusal(network(failed.getCause()), false);
      default -> new Refusal(message(failure), false);
    };
  }

  private static Refusal connection(Mqtt5ConnAckReasonCode code) {
    return switch (code) {
      case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED ->
          new Refusal(
              words(code) + "; look at \"external\" and \"password\" in the configuration", true);
      case UNSUPPORTED_PROTOCOL_VERSION ->
          new Refusal("it does not speak MQTT 5, and Belfry needs that", true);
      case CLIENT_IDENTIFIER_NOT_VALID ->
          new Refusal(words(code) + "; choose another \"client_id\" in the configuration", true);
      default -> new Refusal(words(code), true);
    };
  }

  private static Refusal end(Mqtt5DisconnectReasonCode code) {
    return code == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER
        ? new Refusal("another client came with the same id; give each its own \"client_id\"", true)
        : new Refusal(words(code), false);
  }

  private static String network(Throwable cause) {
    return cause instanceof UnknownHostException ? "there is no host of this name" : message(cause);
  }

  static String words(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Messages of the network library end in the address, which is told anyway. */
  private static String message(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int address = message.indexOf(": ");
    String words = address < 0 ? message : message.substring(0, address);
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  IllegalStateException exception() {
    return new IllegalStateException(words);
  }
}
