package io.moquette.broker;

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
   * @param lastSent the last packet identifier that was used towards the client
   */
  private record Remembered(
      ConcurrentMap<Integer, CompletableFuture<Optional<Throwable>>> received,
      AtomicInteger lastSent) {}

  private final ConcurrentMap<String, Remembered> sessions = new ConcurrentHashMap<>();

  void begin(String clientId) {
    sessions.computeIfAbsent(
        clientId, id -> new Remembered(new ConcurrentHashMap<>(), new AtomicInteger()));
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
