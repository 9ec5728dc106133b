package dev.belfry.service.loop;

import dev.belfry.event.Packet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packets that were received last, so many of each client, so many clients: a client that sends
 * one again begins with the oldest that it was not told of, and has few of them.
 */
final class Packets {
  static final int MOST_PER_CLIENT = 200;
  static final int MOST_CLIENTS = 1_000;

  /** By client, the one heard of last at the end; of each, its packets by identifier, likewise. */
  private final LinkedHashMap<String, LinkedHashMap<Integer, Packet>> clients =
      new LinkedHashMap<>(16, 0.75f, true);

  Packets(List<Packet> before) {
    before.forEach(this::add);
  }

  /** Remembers a packet, and gives those that are forgotten for it. */
  List<Packet> add(Packet packet) {
    List<Packet> forgotten = new ArrayList<>();
    LinkedHashMap<Integer, Packet> own =
        clients.computeIfAbsent(packet.client(), client -> new LinkedHashMap<>());
    own.remove(packet.packet());
    own.put(packet.packet(), packet);
    if (own.size() > MOST_PER_CLIENT) {
      forgotten.add(own.pollFirstEntry().getValue());
    }
    if (clients.size() > MOST_CLIENTS) {
      Map.Entry<String, LinkedHashMap<Integer, Packet>> eldest = clients.pollFirstEntry();
      forgotten.addAll(eldest.getValue().values());
    }
    return forgotten;
  }
}
