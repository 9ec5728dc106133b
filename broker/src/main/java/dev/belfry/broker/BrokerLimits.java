package dev.belfry.broker;

import java.time.Duration;

/**
 * How much the embedded broker takes before it says no.
 *
 * @param payloadBytes the largest payload; the connection of a larger one is closed
 * @param topicLevels the most levels of a topic or filter
 * @param connections the most connections at one time
 * @param loopCommands the most commands that wait for one session thread
 * @param routedMessages the most messages that wait for being routed; their source waits then
 * @param unsafeBytes how much one client may have sent that the port has not made safe; reading
 *     from it pauses then
 * @param unsentBytes how much may wait to be written to one client; QoS 0 is dropped and QoS 1 and
 *     2 queued then
 * @param queuedMessages the most messages that wait for one session; the newest is dropped then
 * @param queuedBytes the most bytes that wait for one session; the newest is dropped then
 * @param retainedMessages the most topics with a retained message; new ones are not retained then
 * @param connectTime how long a connection may take to be let in
 * @param startTime how long the start may take
 * @param closeTime how long closing may take
 */
public record BrokerLimits(
    int payloadBytes,
    int topicLevels,
    int connections,
    int loopCommands,
    int routedMessages,
    int unsafeBytes,
    int unsentBytes,
    int queuedMessages,
    int queuedBytes,
    int retainedMessages,
    Duration connectTime,
    Duration startTime,
    Duration closeTime) {
  private static final int MIB = 1024 * 1024;

  /** What a packet may hold beside its payload: a topic of 64 KiB and as much of properties. */
  private static final int PACKET_OVERHEAD_BYTES = 128 * 1024;

  /** Limits for a house or a workshop. */
  public static BrokerLimits defaults() {
    return new BrokerLimits(
        MIB,
        128,
        10_000,
        65_536,
        65_536,
        MIB,
        16 * MIB,
        65_536,
        16 * MIB,
        262_144,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  /** The largest packet that is read at all. */
  public int packetBytes() {
    return payloadBytes + PACKET_OVERHEAD_BYTES;
  }
}
