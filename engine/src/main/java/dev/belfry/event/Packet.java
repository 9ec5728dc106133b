package dev.belfry.event;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A PUBLISH packet as its sender names it: what is sent again within the session after a broken
 * connection bears the same identifier (MQTT 5, 4.4) and says the same.
 *
 * @param client the client identifier of a session that outlives its connection
 * @param packet the packet identifier, 1 to 65,535
 * @param mark tells this message from others that bear the identifier later
 */
public record Packet(String client, int packet, long mark) {
  /**
   * How long before its last packet a client may have sent one that it does not know to be safe.
   * After that time it may use the identifier for something new that says the same, so that a
   * longer memory would take that for a repeat.
   */
  public static final long REPEATED_WITHIN_MILLIS = 5_000;

  /** A packet that carries this message. */
  public static Packet of(String client, int packet, Message message) {
    CRC32C topic = new CRC32C();
    topic.update(message.topic().getBytes(StandardCharsets.UTF_8));
    CRC32C payload = new CRC32C();
    payload.update(message.payload().bytes());
    return new Packet(client, packet, topic.getValue() << 32 | payload.getValue());
  }
}
