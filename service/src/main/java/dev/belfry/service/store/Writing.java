package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes a batch within a transaction, and what all rows come to with it. */
final class Writing implements AutoCloseable {
  private final PreparedStatement find;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private Total total;

  Writing(Connection connection, Total total) throws SQLException {
    this.find = connection.prepareStatement("SELECT sum FROM piece WHERE key = ?");
    this.put = connection.prepareStatement(Schema.PUT);
    this.remove = connection.prepareStatement("DELETE FROM piece WHERE key = ?");
    this.total = total;
  }

  /** Writes it and returns what all rows come to. */
  Total write(Batch batch) throws SQLException {
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
    if (batch.sources().isPresent()) {
      write(batch.sources().get());
    }
    put(Piece.of(batch.run()));
    Schema.put(put, Piece.of(total));
    return total;
  }

  private void write(Sources sources) throws SQLException {
    if (sources.isEmpty()) {
      remove(Piece.SOURCES);
    } else {
      put(Piece.of(sources));
    }
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
    forget(piece.key());
    Schema.put(put, piece);
    total = total.plus(piece.sum());
  }

  private void remove(String key) throws SQLException {
    if (forget(key)) {
      remove.setString(1, key);
      remove.executeUpdate();
    }
  }

  /** Takes a row out of the total, if there is one. */
  private boolean forget(String key) throws SQLException {
    find.setString(1, key);
    try (ResultSet row = find.executeQuery()) {
      boolean there = row.next();
      if (there) {
        total = total.minus(row.getLong(1));
      }
      return there;
    }
  }

  @Override
  public void close() throws SQLException {
    try (find;
        put;
        remove) {
      // They are closed, whatever becomes of one of them.
    }
  }
}
