package dev.belfry.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repair says, and when there is none. */
class RepairTest {
  @TempDir Path folder;
  private KnownStore known;
  private Path data;
  private Path main;

  @BeforeEach
  void fill() throws Exception {
    known = KnownStore.in(folder);
    data = known.closed();
    main = new StoreFiles(data).main();
  }

  /** Damages rows so that their sums are wrong. */
  private void damage(String where) throws Exception {
    sql("UPDATE piece SET value = x'00' WHERE " + where);
  }

  private void sql(String statement) throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + main)) {
      // As the store itself: nothing is left of what was there.
      other.createStatement().execute("PRAGMA secure_delete = ON");
      other.createStatement().execute(statement);
    }
  }

  private String refusal(Path of) {
    return assertThrows(StoreException.class, () -> Repair.run(of, "now", 0)).words();
  }

  private Contents reread() throws StoreException {
    try (Store store = Store.open(data)) {
      return store.load();
    }
  }

  @Test
  void itTellsByKindWhatIsKeptAndWhatIsLost() throws Exception {
    int facts = known.last().entries().size();
    damage(
        "key LIKE 'r/cam/1' OR key LIKE 'c/client/3' OR key = (SELECT min(key) FROM piece WHERE"
            + " key LIKE 'm/f/%')");
    assertEquals(
        List.of(
            "the store " + main + " was written anew",
            "kept: " + (facts - 1) + " topics' last messages",
            "kept: 3 retained messages",
            "kept: 3 deliveries that wait",
            "kept: 9 packets that clients may send again",
            "lost: 1 topic's last messages",
            "lost: 1 retained message",
            "lost: 1 packet that a client may send again",
            "the old file is " + main + ".damaged-now",
            "all else is kept"),
        Repair.run(data, "now", 0).lines());
    assertTrue(Files.exists(data.resolve("belfry.db.damaged-now")));
    assertEquals(known.last().id(), reread().id());
  }

  @Test
  void withoutTheLastNumberTheStoreGetsAnotherName() throws Exception {
    damage("key = 'run'");
    RepairReport report = Repair.run(data, "now", 5_000);
    assertTrue(
        report
            .lines()
            .contains("the store bears a new name: what waits may be delivered once more"),
        report.lines().toString());
    Contents after = reread();
    assertNotEquals(known.last().id(), after.id());
    assertEquals(known.last().parcels(), after.parcels());
    long highest = after.parcels().getLast().number();
    assertEquals(highest + 1, after.run().orElseThrow().nextParcel());
    assertEquals(5_000, after.run().orElseThrow().clock().wallMillis());
  }

  @Test
  void aLostNameIsReplaced() throws Exception {
    damage("key = 'id'");
    assertTrue(!Repair.run(data, "now", 0).complete());
    Contents after = reread();
    assertNotEquals(known.last().id(), after.id());
    assertEquals(known.last().run(), after.run());
    assertEquals(known.last().entries(), after.entries());
  }

  @Test
  void aStoreThatIsInUseIsLeftAlone() throws Exception {
    try (Store store = Store.open(data)) {
      assertTrue(refusal(data).startsWith("another Belfry uses the data folder"), refusal(data));
      assertEquals(known.last(), store.load());
    }
  }

  @Test
  void aFolderWithoutAStoreIsToldFromADamagedOne() throws Exception {
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    assertEquals("there is no store in " + nothing, refusal(nothing));
    assertEquals("there is no data folder " + folder.resolve("x"), refusal(folder.resolve("x")));
  }

  @Test
  void aStoreOfANewerVersionIsLeftAlone() throws Exception {
    sql("DELETE FROM piece");
    sql("PRAGMA user_version = 7");
    assertTrue(refusal(data).contains("was written by a newer Belfry"), refusal(data));
  }
}
