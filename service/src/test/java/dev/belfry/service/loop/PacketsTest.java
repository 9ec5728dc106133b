package dev.belfry.service.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Packet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketsTest {
  private static final long NOW = 1_000_000;

  private static Packet packet(String client, int number) {
    return new Packet(client, number, 7L * number);
  }

  @Test
  void whatWasSentWellBeforeTheLastIsForgotten() {
    Packets packets = new Packets(List.of(packet("c", 1)), NOW);
    assertEquals(List.of(), packets.add(packet("c", 2), NOW + Packet.REPEATED_WITHIN_MILLIS));
    assertEquals(
        List.of(packet("c", 1)),
        packets.add(packet("c", 3), NOW + Packet.REPEATED_WITHIN_MILLIS + 1));
    // Another client's time is its own.
    assertEquals(List.of(), packets.add(packet("d", 1), NOW + 100_000));
  }

  @Test
  void anIdentifierThatComesAgainIsOneAndTheLast() {
    Packets packets = new Packets(List.of(), NOW);
    packets.add(packet("c", 1), NOW);
    packets.add(packet("c", 2), NOW + 1);
    packets.add(packet("c", 1), NOW + 2);
    assertEquals(
        List.of(packet("c", 2)),
        packets.add(packet("c", 3), NOW + 2 + Packet.REPEATED_WITHIN_MILLIS));
  }

  @Test
  void theirNumberIsBounded() {
    Packets packets = new Packets(List.of(), NOW);
    List<Packet> forgotten = new ArrayList<>();
    for (int i = 1; i <= Packets.MOST_PER_CLIENT + 5; i++) {
      forgotten.addAll(packets.add(packet("c", i), NOW));
    }
    assertEquals(5, forgotten.size());
    assertEquals(packet("c", 1), forgotten.getFirst());
    int added = Packets.MOST_PER_CLIENT;
    for (int client = 0; client < 100; client++) {
      for (int i = 1; i <= Packets.MOST_PER_CLIENT; i++) {
        forgotten.addAll(packets.add(packet("c" + client, i), NOW));
        added++;
      }
    }
    assertTrue(added - forgotten.size() + 5 <= Packets.MOST, () -> "" + forgotten.size());
  }
}
