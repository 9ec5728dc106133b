package dev.belfry.service.simulation;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the broker does with what clients publish: a packet that comes again is known by what is in
 * memory, and at first by what the store remembers.
 */
final class Hub {
  private static final int MOST_TAKEN = 200;

  private record Taken(long mark, CompletableFuture<Boolean> outcome) {}

  /** What is known of a session. */
  private record Session(
      LinkedHashMap<Integer, Taken> taken, Map<Integer, CompletableFuture<Boolean>> unreleased) {
    Session() {
      this(new LinkedHashMap<>(), new HashMap<>());
    }

    void take(Packet packet, CompletableFuture<Boolean> outcome) {
      taken.remove(packet.packet());
      taken.put(packet.packet(), new Taken(packet.mark(), outcome));
      if (taken.size() > MOST_TAKEN) {
        taken.pollFirstEntry();
      }
    }
  }

  private final Life life;
  private final Checker checker;
  private final Map<String, Session> sessions = new HashMap<>();

  Hub(Life life, Checker checker, List<Packet> before) {
    this.life = life;
    this.checker = checker;
    for (Packet packet : before) {
      session(packet.client()).take(packet, CompletableFuture.completedFuture(true));
    }
  }

  private Session session(String client) {
    return sessions.computeIfAbsent(client, id -> new Session());
  }

  /** A message that nobody waits for. */
  void publish(Message message) {
    var unused = life.loop().accept(message);
  }

  /**
   * A message of QoS 1 or 2.
   *
   * @param isRepeat whether its client says that it sends it again
   */
  void publish(Sender from, Connection connection, Message message, int id, boolean isRepeat) {
    Session session = session(from.name());
    Optional<Packet> packet =
        from.isPersistent() ? Optional.of(Packet.of(from.name(), id, message)) : Optional.empty();
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    Optional<CompletableFuture<Boolean>> before =
        packet
            .filter(it -> isRepeat)
            .flatMap(it ->
                Optional.ofNullable(session.taken.get(it.packet()))
                    .filter(taken -> taken.mark == it.mark())
                    .map(Taken::outcome));
    if (before.isPresent()) {
      packet.ifPresent(life.loop()::repeated);
    }
    if (message.qos() == 2) {
      CompletableFuture<Boolean> unreleased =
          session.unreleased.putIfAbsent(id, before.orElse(outcome));
      before = before.or(() -> Optional.ofNullable(unreleased));
    }
    if (before.isPresent()) {
      var unused = before.get().thenAccept(taken -> answer(from, connection, message, id, taken));
      return;
    }
    packet.ifPresent(it -> session.take(it, outcome));
    CompletionStage<Void> accepted =
        packet
            .map(it -> life.loop().accept(message, it))
            .orElseGet(() -> life.loop().accept(message));
    var unused =
        accepted.handle((done, refusal) -> {
          boolean taken = refusal == null;
          if (!taken) {
            session.unreleased.remove(id);
            packet.ifPresent(it -> session.taken.remove(it.packet()));
          }
          outcome.complete(taken);
          answer(from, connection, message, id, taken);
          return taken;
        });
  }

  private void answer(Sender to, Connection connection, Message message, int id, boolean taken) {
    if (!life.isOn()) {
      return;
    }
    if (taken) {
      checker.acknowledged(message);
      connection.toClient(() -> to.acknowledged(id));
    } else {
      connection.toClient(to::refused);
    }
  }

  /** A client knows that its QoS 2 message is here. */
  void release(Sender from, Connection connection, int id) {
    session(from.name()).unreleased.remove(id);
    connection.toClient(() -> from.completed(id));
  }

  /** A client without a session begins anew. */
  void forget(Sender client) {
    sessions.remove(client.name());
  }
}
