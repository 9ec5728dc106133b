package dev.belfry.event;

/**
 * One MQTT message as it reached the broker.
 *
 * @param topic the topic name, without wildcards
 * @param qos 0, 1 or 2
 * @param retain whether it was published with the retain flag
 * @param replayed whether the broker replayed a retained message on connect or subscribe; such a
 *     message updates facts and is no event
 */
public record Message(String topic, Payload payload, int qos, boolean retain, boolean replayed) {
  /** Whether a client is connected is a fact on a topic below this one. */
  public static final String CLIENTS = "$belfry/clients/";

  /** What the broker says of a client; signs of filters in its id are underscores. */
  public static Message ofClient(String id, boolean connected) {
    String topic = CLIENTS + id.replace('+', '_').replace('#', '_');
    return published(topic, Payload.of(String.valueOf(connected)), 0, false);
  }

  /** A message as a client publishes it. */
  public static Message published(String topic, Payload payload, int qos, boolean retain) {
    return new Message(topic, payload, qos, retain, false);
  }

  /** The same message as a broker hands it out again to a new subscriber. */
  public Message asReplayed() {
    return new Message(topic, payload, qos, true, true);
  }
}
