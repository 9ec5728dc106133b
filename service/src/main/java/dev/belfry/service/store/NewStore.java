package dev.belfry.service.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** Writes a store from its rows, beside the one that is there. */
final class NewStore {
  private final PreparedStatement put;
  private Total total = Total.NONE;

  private NewStore(PreparedStatement put) {
    this.put = put;
  }

  /** Says what is in it. */
  @FunctionalInterface
  interface Filling {
    void fill(NewStore store) throws SQLException, IOException;
  }

  /** Adds a row; the total is not to be among them. */
  void add(Piece piece) throws SQLException {
    Schema.put(put, piece);
    total = total.plus(piece.sum());
  }

  /** What was added comes to. */
  Total total() {
    return total;
  }

  /** Writes it; {@link StoreFiles#exchange} puts it in its place. */
  static void write(StoreFiles files, Filling filling) throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    // What is half-written is thrown away, and what is whole is forced to the disk in the end.
    config.setJournalMode(JournalMode.OFF);
    config.setSynchronous(SynchronousMode.OFF);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + files.unfinished());
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute(Schema.TABLE);
      try (PreparedStatement put = connection.prepareStatement(Schema.PUT)) {
        NewStore store = new NewStore(put);
        filling.fill(store);
        Schema.put(put, Piece.of(store.total));
      }
      statement.execute("PRAGMA user_version = " + Schema.VERSION);
      statement.execute("COMMIT");
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }
}
