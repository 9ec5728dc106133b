package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the first version of the store kept: the machine's entries, the retained messages and the
 * time, in a table each.
 */
final class FirstVersion {
  private FirstVersion() {}

  /** Moves everything into the present table, within the caller's transaction. */
  static void bringUp(Connection connection, Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT key, value FROM entry")) {
      while (row.next()) {
        Schema.put(
            connection, new Piece(Piece.machine(row.getString(1)), Payload.of(row.getBytes(2))));
      }
    }
    try (ResultSet row = statement.executeQuery("SELECT topic, payload, qos FROM retained")) {
      while (row.next()) {
        Payload payload = Payload.of(row.getBytes(2));
        Schema.put(
            connection,
            Piece.of(Message.published(row.getString(1), payload, row.getInt(3), true)));
      }
    }
    try (ResultSet row = statement.executeQuery("SELECT steady, wall FROM clock")) {
      if (row.next()) {
        ClockReading clock = new ClockReading(row.getLong(1), row.getLong(2));
        Schema.put(connection, Piece.of(new RunRecord(clock, 1, true)));
      }
    }
    statement.execute("DROP TABLE entry");
    statement.execute("DROP TABLE retained");
    statement.execute("DROP TABLE clock");
  }
}
