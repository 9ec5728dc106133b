package io.moquette.broker;

import dev.belfry.event.Packet;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is remembered of each session, beside what Moquette does, while its client is away. */
final class SessionMemory {
  /**
   * One session's memory.
   *
   * @param received the QoS 2 packets that arrived and were not released yet, with what became of
   *     them
   * @param taken the packets that were taken last, of whatever QoS, by identifier
   * @param lastSent the last packet identifier that was used towards the client
   */
  private record Remembered(
      ConcurrentMap<Integer, CompletableFuture<Optional<Throwable>>> received,
      LinkedHashMap<Integer, Taken> taken,
      AtomicInteger lastSent) {
    static Remembered nothing() {
      return new Remembered(new ConcurrentHashMap<>(), new LinkedHashMap<>(), new AtomicInteger());
    }
  }

  /**
   * A packet that was taken, what becomes or became of it, and when its client began to be told.
   */
  private record Taken(
      long mark,
      CompletableFuture<Optional<Throwable>> outcome,
      CompletableFuture<Long> toldMillis) {
    /** Whether its client knows what became of it, having sent another one since. */
    boolean isOver(long nowMillis) {
      return toldMillis.getNow(Long.MAX_VALUE) < nowMillis - Packet.REPEATED_WITHIN_MILLIS;
    }
  }

  /** More are not in flight from a client that goes on where it left off. */
  private static final int MOST_TAKEN = 1_000;

  private final ConcurrentMap<String, Remembered> sessions = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /**
   * @param before packets that were taken, and safe, before this broker started
   */
  SessionMemory(Collection<Packet> before, InstantSource clock) {
    this.clock = clock;
    before.forEach(packet ->
        take(
            sessions.computeIfAbsent(packet.client(), id -> Remembered.nothing()),
            packet,
            CompletableFuture.completedFuture(Optional.empty())));
  }

  void begin(String clientId) {
    sessions.computeIfAbsent(clientId, id -> Remembered.nothing());
  }

  /** Notes a packet that is taken for the first time. */
  void take(Packet packet, CompletableFuture<Optional<Throwable>> outcome) {
    Remembered session = sessions.get(packet.client());
    if (session != null) {
      take(session, packet, outcome);
    }
  }

  private void take(
      Remembered session, Packet packet, CompletableFuture<Optional<Throwable>> outcome) {
    long now = clock.millis();
    synchronized (session.taken) {
      session.taken.remove(packet.packet());
      session.taken.put(packet.packet(), told(packet, outcome));
      while (session.taken.size() > MOST_TAKEN
          || session.taken.firstEntry().getValue().isOver(now)) {
        session.taken.pollFirstEntry();
      }
    }
  }

  /** A packet whose client is told of it as soon as something became of it. */
  private Taken told(Packet packet, CompletableFuture<Optional<Throwable>> outcome) {
    return new Taken(packet.mark(), outcome, outcome.thenApply(result -> clock.millis()));
  }

  /**
   * What became of a packet that its client sends again, if it was taken before. It is remembered
   * for longer then, for only now the client is told.
   */
  Optional<CompletableFuture<Optional<Throwable>>> before(Packet repeat) {
    Remembered session = sessions.get(repeat.client());
    if (session == null) {
      return Optional.empty();
    }
    synchronized (session.taken) {
      Taken taken = session.taken.get(repeat.packet());
      if (taken == null || taken.mark != repeat.mark()) {
        return Optional.empty();
      }
      session.taken.put(repeat.packet(), told(repeat, taken.outcome));
      return Optional.of(taken.outcome);
    }
  }

  /** A packet was refused; sent again, it is as if it came for the first time. */
  void untake(Packet packet) {
    Remembered session = sessions.get(packet.client());
    if (session != null) {
      synchronized (session.taken) {
        session.taken.remove(packet.packet());
      }
    }
  }

  void forget(String clientId) {
    sessions.remove(clientId);
  }

  /** What becomes of the packet if it was received before; otherwise it is received now. */
  Optional<CompletableFuture<Optional<Throwable>>> receive(
      String clientId, int packetId, CompletableFuture<Optional<Throwable>> outcome) {
    return Optional.ofNullable(sessions.get(clientId))
        .map(session -> session.received.putIfAbsent(packetId, outcome));
  }

  /** The packet's identifier is free again. */
  void release(String clientId, int packetId) {
    Remembered session = sessions.get(clientId);
    if (session != null) {
      session.received.remove(packetId);
    }
  }

  void lastSent(String clientId, int packetId) {
    Remembered session = sessions.get(clientId);
    if (session != null) {
      session.lastSent.set(packetId);
    }
  }

  int lastSent(String clientId) {
    Remembered session = sessions.get(clientId);
    return session == null ? 0 : session.lastSent.get();
  }
}
