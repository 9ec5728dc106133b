package dev.belfry.service.loop;

import dev.belfry.event.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The packets that may be sent again. A client that was cut off sends again what it was not told
 * of: that is among the last that it sent. What it sent well before those it knows to be safe, and
 * it may use their identifiers for something new, so they are forgotten.
 */
final class Packets {
  static final int MOST_PER_CLIENT = 1_000;
  static final int MOST = 50_000;

  /** When its client can't know yet that a packet is safe. */
  private static final long NOT_YET = Long.MAX_VALUE;

  private record Known(Packet packet, long safeMillis) {}

  /** By client, the one heard of last at the end; of each, its packets by identifier, likewise. */
  private final LinkedHashMap<String, LinkedHashMap<Integer, Known>> clients =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Those that are not safe yet. */
  private final List<Packet> open = new ArrayList<>();

  private int count;

  Packets(List<Packet> before, long nowMillis) {
    before.forEach(packet -> add(packet, nowMillis));
    safe(nowMillis);
  }

  /** All that were added are committed: from now on their clients are told so. */
  void safe(long nowMillis) {
    for (Packet packet : open) {
      LinkedHashMap<Integer, Known> own = clients.get(packet.client());
      if (own != null) {
        own.replace(packet.packet(), new Known(packet, NOT_YET), new Known(packet, nowMillis));
      }
    }
    open.clear();
  }

  /** A packet came again: only now its client is told that it is safe. */
  void repeated(Packet packet, long nowMillis) {
    LinkedHashMap<Integer, Known> own = clients.get(packet.client());
    if (own != null) {
      own.computeIfPresent(
          packet.packet(),
          (id, known) ->
              known.safeMillis == NOT_YET || !known.packet.equals(packet)
                  ? known
                  : new Known(packet, nowMillis));
    }
  }

  /** Remembers a packet, and gives those that are forgotten for it. */
  List<Packet> add(Packet packet, long nowMillis) {
    LinkedHashMap<Integer, Known> own =
        clients.computeIfAbsent(packet.client(), client -> new LinkedHashMap<>());
    count += own.remove(packet.packet()) == null ? 1 : 0;
    own.put(packet.packet(), new Known(packet, NOT_YET));
    open.add(packet);
    List<Packet> forgotten = new ArrayList<>();
    while (own.size() > MOST_PER_CLIENT
        || own.firstEntry().getValue().safeMillis < nowMillis - Packet.REPEATED_WITHIN_MILLIS) {
      forgotten.add(own.pollFirstEntry().getValue().packet);
      count--;
    }
    while (count > MOST && clients.size() > 1) {
      clients
          .pollFirstEntry()
          .getValue()
          .values()
          .forEach(known -> {
            forgotten.add(known.packet);
            count--;
          });
    }
    return forgotten;
  }
}
