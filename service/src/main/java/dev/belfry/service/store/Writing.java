package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes a batch within a transaction. */
record Writing(PreparedStatement put, PreparedStatement remove) {
  void write(Batch batch) throws SQLException {
    for (Entry entry : batch.entries()) {
      String key = Piece.machine(entry.key());
      if (entry.value().isPresent()) {
        put(new Piece(key, entry.value().get()));
      } else {
        remove(key);
      }
    }
    for (Message message : batch.retained()) {
      if (message.payload().isEmpty()) {
        remove(Piece.retained(message.topic()));
      } else {
        put(Piece.of(message));
      }
    }
    for (Parcel parcel : batch.parcels()) {
      put(Piece.of(parcel));
    }
    for (Settlement settlement : batch.settlements()) {
      write(settlement);
    }
    for (Packet packet : batch.forgotten()) {
      remove(Piece.packet(packet));
    }
    for (Packet packet : batch.received()) {
      put(Piece.of(packet));
    }
    put(Piece.of(batch.run()));
  }

  private void write(Settlement settlement) throws SQLException {
    switch (settlement) {
      case Settlement.Gone it -> {
        remove(Piece.parcel(it.number()));
        remove(Piece.dead(it.number()));
      }
      case Settlement.Dead it -> {
        remove(Piece.parcel(it.number()));
        put(Piece.of(it.letter()));
      }
      case Settlement.Revived it -> {
        remove(Piece.dead(it.number()));
        put(Piece.of(it.parcel()));
      }
    }
  }

  private void put(Piece piece) throws SQLException {
    Schema.put(put, piece);
  }

  private void remove(String key) throws SQLException {
    remove.setString(1, key);
    remove.executeUpdate();
  }
}
