package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the rows of a store, in the order of their keys. */
final class Loading {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Message> retained = new ArrayList<>();
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Packet> received = new ArrayList<>();
  private String id = "";
  private Optional<RunRecord> run = Optional.empty();

  /** Takes a row, unless its sum is not that of its key and value. */
  void add(String key, byte[] value, long sum) throws IOException {
    if (sum != Piece.sum(key, value)) {
      throw new IOException("the row " + key + " is not as it was written");
    }
    Piece piece = new Piece(key, Payload.of(value));
    if (key.startsWith(Piece.MACHINE)) {
      entries.add(piece.entry());
    } else if (key.startsWith(Piece.RETAINED)) {
      retained.add(piece.message());
    } else if (key.startsWith(Piece.PARCEL)) {
      parcels.add(piece.parcel());
    } else if (key.startsWith(Piece.DEAD)) {
      deadLetters.add(piece.deadLetter());
    } else if (key.startsWith(Piece.PACKET)) {
      received.add(piece.packet());
    } else if (key.equals(Piece.RUN)) {
      run = Optional.of(piece.run());
    } else if (key.equals(Piece.ID)) {
      id = piece.id();
    } else {
      throw new IOException("an unknown row: " + key);
    }
  }

  Contents contents() throws IOException {
    if (id.isEmpty()) {
      throw new IOException("the store's own name is missing");
    }
    return new Contents(id, run, entries, retained, parcels, deadLetters, received);
  }
}
