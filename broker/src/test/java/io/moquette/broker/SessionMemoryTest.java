package io.moquette.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Packet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionMemoryTest {
  private static final long LONG_MILLIS = 20 * Packet.REPEATED_WITHIN_MILLIS;

  private final AtomicLong clock = new AtomicLong();
  private final SessionMemory memory =
      new SessionMemory(List.of(), () -> Instant.ofEpochMilli(clock.get()));

  private static Packet packet(int number) {
    return new Packet("sensor", number, 7L * number);
  }

  private static CompletableFuture<Optional<Throwable>> safe() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private boolean remembers(int number) {
    return memory.before(packet(number)).isPresent();
  }

  @BeforeEach
  void connect() {
    memory.begin("sensor");
  }

  @Test
  void whatWasSafeWellBeforeTheLastIsForgotten() {
    memory.take(packet(1), safe());
    clock.addAndGet(Packet.REPEATED_WITHIN_MILLIS + 1);
    memory.take(packet(2), safe());
    assertEquals(List.of(false, true), List.of(remembers(1), remembers(2)));
  }

  /** The disk may have been full in between. */
  @Test
  void thatAPacketCameLongAgoDoesNotMeanThatItsClientKnowsOfIt() {
    CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
    memory.take(packet(1), outcome);
    clock.addAndGet(LONG_MILLIS);
    outcome.complete(Optional.empty());
    memory.take(packet(2), safe());
    assertEquals(List.of(true, true), List.of(remembers(1), remembers(2)));
  }

  /** Its client was away, and what it was told did not reach it. */
  @Test
  void whatComesAgainIsRememberedFromThenOn() {
    memory.take(packet(1), safe());
    clock.addAndGet(LONG_MILLIS);
    assertTrue(remembers(1));
    memory.take(packet(2), safe());
    assertTrue(remembers(1));
  }
}
