package io.moquette.broker;

import dev.belfry.event.NoRoomException;
import dev.belfry.event.Packet;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients publish: received, made safe, delivered and only then acknowledged, each client's
 * messages in the order in which it sent them.
 */
final class InboundPublishes {
  private static final Logger LOG = LoggerFactory.getLogger(InboundPublishes.class);

  /** What a message costs while it waits, beside its payload. */
  private static final int OVERHEAD_BYTES = 512;

  private final Publishing publishing;
  private final SessionEventLoopGroup loops;
  private final SessionMemory memory;
  private final InstantSource clock;

  InboundPublishes(
      Publishing publishing,
      SessionEventLoopGroup loops,
      SessionMemory memory,
      InstantSource clock) {
    this.publishing = publishing;
    this.loops = loops;
    this.memory = memory;
    this.clock = clock;
  }

  /** Takes a PUBLISH; it goes by the session's thread, behind a SUBSCRIBE sent before it. */
  void publish(Visit visit, MqttPublishMessage packet) {
    int packetId = packet.variableHeader().packetId();
    Publication publication = Publication.of(visit.clientId(), packet, clock);
    int qos = publication.message().qos();
    if (Publication.isReserved(publication.message().topic())) {
      refuseReserved(visit, qos, packetId);
      return;
    }
    boolean isRepeat = packet.fixedHeader().isDup();
    int bytes = publication.message().payload().size() + OVERHEAD_BYTES;
    visit.received(bytes);
    boolean queued =
        loops
            .routeCommand(
                visit.clientId(),
                "publish",
                () -> {
                  take(visit, publication, packetId, isRepeat, bytes);
                  return GuardedLoops.nothing();
                })
            .isSuccess();
    if (!queued) {
      LOG.warn("too busy for a message of client {}", visit.clientId());
      visit.settled(bytes);
      visit.refuse(qos, packetId, Disconnect.QUOTA_EXCEEDED);
    }
  }

  /** An older client would send it again and again if it were not acknowledged. */
  private static void refuseReserved(Visit visit, int qos, int packetId) {
    LOG.info("client {} published to a topic that is the broker's own", visit.clientId());
    visit.acceptOrSay(qos, packetId, Disconnect.NOT_AUTHORIZED);
  }

  private void take(
      Visit visit, Publication publication, int packetId, boolean isRepeat, int bytes) {
    int qos = publication.message().qos();
    CompletableFuture<Optional<Throwable>> outcome = new CompletableFuture<>();
    Optional<Packet> packet =
        qos > 0 && visit.outlivesConnection()
            ? Optional.of(Packet.of(visit.clientId(), packetId, publication.message()))
            : Optional.empty();
    Optional<CompletableFuture<Optional<Throwable>>> before =
        isRepeat ? packet.flatMap(memory::before) : Optional.empty();
    if (before.isPresent()) {
      packet.ifPresent(publishing::repeated);
    }
    if (qos == 2) {
      Optional<CompletableFuture<Optional<Throwable>>> unreleased =
          memory.receive(visit.clientId(), packetId, before.orElse(outcome));
      before = before.or(() -> unreleased);
    }
    if (before.isPresent()) {
      visit.inOrder(before.get(), failure -> answer(visit, failure, publication, packetId, bytes));
      return;
    }
    packet.ifPresent(named -> memory.take(named, outcome));
    publishing.offer(publication, packet, outcome::complete);
    visit.inOrder(
        outcome,
        failure -> {
          if (failure.isPresent()) {
            memory.release(visit.clientId(), packetId);
            packet.ifPresent(memory::untake);
            answer(visit, failure, publication, packetId, bytes);
          } else {
            publishing.deliver(
                publication, () -> answer(visit, failure, publication, packetId, bytes));
          }
        });
  }

  private static void answer(
      Visit visit, Optional<Throwable> failure, Publication publication, int packetId, int bytes) {
    int qos = publication.message().qos();
    visit.settled(bytes);
    if (failure.isEmpty()) {
      visit.accept(qos, packetId);
      return;
    }
    LOG.warn("{} was not taken: {}", publication.message().topic(), failure.get().toString());
    visit.refuse(qos, packetId, reason(failure.get()));
  }

  private static Disconnect reason(Throwable failure) {
    return failure instanceof NoRoomException
        ? Disconnect.QUOTA_EXCEEDED
        : Disconnect.IMPLEMENTATION_SPECIFIC_ERROR;
  }

  /** Takes a PUBREL. */
  void release(Visit visit, MqttMessage packet) {
    int packetId = ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    memory.release(visit.clientId(), packetId);
    visit.complete(packetId);
  }
}
