package dev.belfry.broker;

import dev.belfry.event.Message;
import dev.belfry.event.TopicFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Where messages come from and go to: the broker inside the service, or another one's. */
public interface Broker extends AutoCloseable {
  /**
   * Sends a message of ours, after those that were sent before it; does not wait.
   *
   * @param userProperties what goes with it for receivers that speak MQTT 5
   * @return completes when the broker has the message: QoS 1 and 2 when it acknowledged it, QoS 0
   *     when it was written; exceptionally, with a sentence for a person, when it was not taken
   */
  CompletionStage<Void> publish(Message message, Map<String, String> userProperties);

  /** Sends a message of ours without user properties. */
  default CompletionStage<Void> publish(Message message) {
    return publish(message, Map.of());
  }

  /** Says which topics somebody reads from now on; no others need to be handed over. */
  void read(Set<TopicFilter> filters);

  /** The retained messages that it can be asked for; those of others it hands over by itself. */
  Collection<Message> retained();

  /** Where this program listens for MQTT clients, as a person would type it. */
  List<String> addresses();

  /** Whether messages can come and go at this moment. */
  boolean isConnected();

  @Override
  void close();
}
