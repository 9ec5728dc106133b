package dev.belfry.service.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final ClockReading CLOCK = new ClockReading(1_000, 61_000);

  @TempDir Path folder;

  private static Entry entry(String key, String value) {
    return new Entry(key, Optional.of(Payload.of(value)));
  }

  private static Message retained(String topic, String payload) {
    return Message.published(topic, Payload.of(payload), 1, true);
  }

  private static Batch batch(List<Entry> entries, List<Message> retained) {
    return new Batch(CLOCK, entries, retained);
  }

  private String refusal() {
    return assertThrows(StoreException.class, () -> Store.open(folder)).words();
  }

  private Contents reread() throws StoreException {
    try (Store store = Store.open(folder)) {
      return store.load();
    }
  }

  @Test
  void aNewStoreIsEmpty() throws Exception {
    assertEquals(new Contents(Optional.empty(), List.of(), List.of()), reread());
  }

  @Test
  void whatWasCommittedIsThereAgain() throws Exception {
    Payload bytes = Payload.of(new byte[] {0, -1, 2});
    Message picture = Message.published("cam/ü", bytes, 2, true);
    Entry empty = new Entry("empty", Optional.of(Payload.EMPTY));
    try (Store store = Store.open(folder)) {
      store.commit(
          batch(
              List.of(entry("a", "1"), entry("b", "2"), empty),
              List.of(retained("t", "x"), picture)));
      store.commit(batch(List.of(entry("a", "3"), new Entry("b", Optional.empty())), List.of()));
    }
    Contents contents = reread();
    assertEquals(List.of(entry("a", "3"), empty), contents.entries());
    assertEquals(List.of(picture, retained("t", "x")), contents.retained());
    assertEquals(Optional.of(CLOCK), contents.clock());
    assertEquals(60_000, CLOCK.offsetMillis());
  }

  @Test
  void anEmptyRetainedMessageClearsItsTopic() throws Exception {
    try (Store store = Store.open(folder)) {
      store.commit(batch(List.of(), List.of(retained("t", "x"), retained("u", "y"))));
      store.commit(
          batch(List.of(), List.of(retained("t", ""), retained("u", ""), retained("u", "z"))));
    }
    assertEquals(List.of(retained("u", "z")), reread().retained());
  }

  @Test
  void twoOnOneFolderIsOneTooMany() throws Exception {
    try (Store first = Store.open(folder)) {
      assertTrue(refusal().startsWith("another Belfry uses the data folder " + folder));
      first.commit(batch(List.of(entry("still", "writes")), List.of()));
    }
    assertEquals(List.of(entry("still", "writes")), reread().entries());
  }

  @Test
  void aStoreOfANewerVersionIsLeftAlone() throws Exception {
    Store.open(folder).close();
    Path file = folder.resolve(Store.FILE_NAME);
    try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      newer.createStatement().execute("PRAGMA user_version = 7");
    }
    byte[] before = Files.readAllBytes(file);
    assertTrue(
        refusal().contains("was written by a newer Belfry (its version is 7, this one knows 1)"));
    assertArrayEquals(before, Files.readAllBytes(file));
    // The refusal has left no lock behind.
    assertTrue(refusal().contains("newer"));
  }

  @Test
  void aFileThatIsNoStoreIsRefusedInWords() throws Exception {
    Files.writeString(folder.resolve(Store.FILE_NAME), "not a database at all".repeat(100));
    assertTrue(refusal().contains("cannot be opened"), refusal());
  }

  @Test
  void aFolderThatIsAFileIsRefusedInWords() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    String said = assertThrows(StoreException.class, () -> Store.open(file)).words();
    assertEquals("the data folder " + file + " is a file; choose a folder with --data", said);
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefusedInWords() {
    // Root may write anywhere but here.
    Path unwritable = Path.of("/proc/belfry");
    String said = assertThrows(StoreException.class, () -> Store.open(unwritable)).words();
    assertTrue(said.contains("cannot be made"), said);
  }

  @Test
  void aFailedCommitLeavesNoTraceAndTheSameBatchGoesInLater() throws Exception {
    try (Store store = Store.open(folder)) {
      store.commit(batch(List.of(entry("a", "1")), List.of()));
      Path file = folder.resolve(Store.FILE_NAME);
      Batch next = batch(List.of(entry("a", "2"), entry("b", "2")), List.of(retained("t", "x")));
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        other.createStatement().execute("BEGIN IMMEDIATE");
        assertThrows(StoreException.class, () -> store.commit(next));
        other.createStatement().execute("ROLLBACK");
      }
      store.reopen();
      assertEquals(List.of(entry("a", "1")), store.load().entries());
      store.commit(next);
      assertEquals(List.of(entry("a", "2"), entry("b", "2")), store.load().entries());
    }
  }

  @Test
  void anyHistoryOfBatchesAndReopeningsGivesTheSameAsAMap() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TreeMap<String, Entry> expected = new TreeMap<>();
    for (int opening = 0; opening < 5; opening++) {
      try (Store store = Store.open(folder)) {
        for (int i = 0; i < 20; i++) {
          List<Entry> entries =
              random
                  .ints(random.nextInt(10), 0, 30)
                  .mapToObj(key ->
                      random.nextInt(4) == 0
                          ? new Entry("k" + key, Optional.empty())
                          : entry("k" + key, "v" + random.nextInt()))
                  .toList();
          store.commit(batch(entries, List.of()));
          entries.forEach(each -> expected.put(each.key(), each));
        }
        expected.values().removeIf(each -> each.value().isEmpty());
        assertEquals(List.copyOf(expected.values()), store.load().entries(), "seed " + seed);
      }
    }
  }
}
