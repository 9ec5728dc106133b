package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import java.util.List;
import java.util.Optional;

/**
 * All that the store holds at start.
 *
 * @param id of the store, which no other bears
 * @param run how far the last run came; absent in a new store
 * @param entries the machine's state
 * @param retained one message a topic
 * @param parcels what waits to be delivered, in its order
 * @param deadLetters what was given up, in its order
 * @param received the packets that were received last, by client and packet identifier
 * @param sources what the rules were made of that the state is of
 */
public record Contents(
    String id,
    Optional<RunRecord> run,
    List<Entry> entries,
    List<Message> retained,
    List<Parcel> parcels,
    List<DeadLetter> deadLetters,
    List<Packet> received,
    Sources sources) {
  /** When it was last written. */
  public Optional<ClockReading> clock() {
    return run.map(RunRecord::clock);
  }

  /** What a new store holds. */
  public static Contents none(String id) {
    return new Contents(
        id, Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), Sources.NONE);
  }
}
