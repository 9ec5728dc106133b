package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers the rows of a store, in the order of their keys. */
final class Loading {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Message> retained = new ArrayList<>();
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<Packet> received = new ArrayList<>();
  private Sources sources = Sources.NONE;
  private String id = "";
  private Optional<RunRecord> run = Optional.empty();
  private Optional<Total> promised = Optional.empty();
  private Total total = Total.NONE;

  void add(Piece piece) throws IOException {
    String key = piece.key();
    if (key.equals(Piece.TOTAL)) {
      promised = Optional.of(piece.total());
      return;
    }
    total = total.plus(piece.sum());
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
    } else if (key.equals(Piece.SOURCES)) {
      sources = piece.sources();
    } else if (key.equals(Piece.RUN)) {
      run = Optional.of(piece.run());
    } else if (key.equals(Piece.ID)) {
      id = piece.id();
    } else {
      throw new DamageException("an unknown row: " + key);
    }
  }

  /** The highest number of a parcel, 0 without any. */
  long highestParcel() {
    return Stream.concat(
            parcels.stream().map(Parcel::number),
            deadLetters.stream().map(letter -> letter.parcel().number()))
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  /** The last steady time that a parcel bears, {@link Long#MIN_VALUE} without any. */
  long lastMillis() {
    return parcels.stream().mapToLong(Parcel::sinceMillis).max().orElse(Long.MIN_VALUE);
  }

  Contents contents() throws IOException {
    if (!promised.equals(Optional.of(total))) {
      throw new DamageException(
          "it holds "
              + total.rows()
              + " rows, and not the "
              + promised.map(Total::rows).orElse(0L)
              + " that were written last");
    }
    if (id.isEmpty()) {
      throw new DamageException("the store's own name is missing");
    }
    return new Contents(id, run, entries, retained, parcels, deadLetters, received, sources);
  }
}
