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
    assertEquals(List.of(), add(packets, packet("c", 2), NOW + Packet.REPEATED_WITHIN_MILLIS));
    assertEquals(
        List.of(packet("c", 1)),
        add(packets, packet("c", 3), NOW + Packet.REPEATED_WITHIN_MILLIS + 1));
    // Another client's time is its own.
    assertEquals(List.of(), add(packets, packet("d", 1), NOW + 100_000));
  }

  /** Its client is told at once. */
  private static List<Packet> add(Packets packets, Packet packet, long nowMillis) {
    List<Packet> forgotten = packets.add(packet, nowMillis);
    packets.safe(nowMillis);
    return forgotten;
  }

  @Test
  void whatItsClientCouldNotKnowToBeSafeIsRemembered() {
    Packets packets = new Packets(List.of(), NOW);
    packets.add(packet("c", 1), NOW);
    assertEquals(List.of(), packets.add(packet("c", 2), NOW + 100_000));
    packets.safe(NOW + 200_000);
    long later = NOW + 200_000 + Packet.REPEATED_WITHIN_MILLIS;
    assertEquals(List.of(), packets.add(packet("c", 3), later));
    assertEquals(List.of(packet("c", 1), packet("c", 2)), packets.add(packet("c", 4), later + 1));
  }

  @Test
  void whatComesAgainIsRememberedFromThenOn() {
    Packets packets = new Packets(List.of(packet("c", 1)), NOW);
    long muchLater = NOW + 100_000;
    packets.repeated(packet("c", 1), muchLater);
    assertEquals(List.of(), add(packets, packet("c", 2), muchLater + 1));
    assertEquals(
        List.of(packet("c", 1)),
        add(packets, packet("c", 3), muchLater + Packet.REPEATED_WITHIN_MILLIS + 1));
  }

  @Test
  void anIdentifierThatComesAgainIsOneAndTheLast() {
    Packets packets = new Packets(List.of(), NOW);
    add(packets, packet("c", 1), NOW);
    add(packets, packet("c", 2), NOW + 1);
    add(packets, packet("c", 1), NOW + 2);
    assertEquals(
        List.of(packet("c", 2)),
        add(packets, packet("c", 3), NOW + 2 + Packet.REPEATED_WITHIN_MILLIS));
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
