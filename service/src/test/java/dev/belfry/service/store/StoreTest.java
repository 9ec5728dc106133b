package dev.belfry.service.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import dev.belfry.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
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
    return new Batch(
        new RunRecord(CLOCK, 1, false),
        entries,
        retained,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
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
    Contents first = reread();
    assertEquals(Contents.none(first.id()), first);
    assertTrue(first.id().matches("[0-9a-z]{8}"), first.id());
    assertEquals(first, reread());
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

  private static Batch kept(Sources sources) {
    RunRecord run = new RunRecord(CLOCK, 1, false);
    return new Batch(
        run,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(sources));
  }

  @Test
  void whatTheRulesAreMadeOfIsThereAgain() throws Exception {
    Sources two =
        Sources.of(
                List.of(
                    new SourceFile("keller/ü.rules", "# größer\r\n"),
                    new SourceFile("a.rules", "")))
            .orElseThrow();
    try (Store store = Store.open(folder)) {
      store.commit(kept(two));
      store.commit(batch(List.of(entry("a", "1")), List.of()));
    }
    assertEquals(two, reread().sources());
    assertEquals(
        List.of("a.rules", "keller/ü.rules"), two.files().stream().map(SourceFile::name).toList());
    try (Store store = Store.open(folder)) {
      store.commit(kept(Sources.NONE));
    }
    assertEquals(Sources.NONE, reread().sources());
  }

  @Test
  void whatIsTooLongTogetherIsNotKept() {
    SourceFile half = new SourceFile("a.rules", "ü".repeat(Sources.MOST_BYTES / 4));
    SourceFile other = new SourceFile("b.rules", "ü".repeat(Sources.MOST_BYTES / 4));
    SourceFile little = new SourceFile("c.rules", "#");
    assertTrue(Sources.of(List.of(half, other)).isPresent());
    assertTrue(Sources.of(List.of(half, other, little)).isEmpty());
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
    Path file = folder.resolve(StoreFiles.MAIN);
    try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      newer.createStatement().execute("ALTER TABLE piece RENAME TO fragment");
      newer.createStatement().execute("PRAGMA user_version = 7");
    }
    byte[] before = Files.readAllBytes(file);
    assertTrue(
        refusal().contains("was written by a newer Belfry (its version is 7, this one knows 2)"));
    assertArrayEquals(before, Files.readAllBytes(file));
    // The refusal has left no lock behind.
    assertTrue(refusal().contains("newer"));
  }

  @Test
  void aFileThatIsNoStoreIsRefusedInWords() throws Exception {
    Files.writeString(folder.resolve(StoreFiles.MAIN), "not a database at all".repeat(100));
    assertTrue(refusal().contains("is damaged"), refusal());
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
      Path file = folder.resolve(StoreFiles.MAIN);
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

  @Test
  void parcelsStayUntilTheyAreSettledInTheirOrder() throws Exception {
    Origin origin = new Origin(Origin.Kind.RULE, "r", Map.of("room", "hall"));
    Effect.Call call =
        new Effect.Call(
            5,
            origin,
            "siren",
            Optional.of(
                new Value.Fields(
                    Map.of("on", new Value.Items(List.of(Value.Truth.TRUE, new Value.Num(1.5)))))));
    Effect.Notify told =
        new Effect.Notify(
            6,
            origin,
            List.of("owner"),
            "Open",
            Optional.of("Ü"),
            Optional.of(Effect.Priority.HIGH),
            List.of(
                new Effect.Attachment.Snapshot("porch"),
                new Effect.Attachment.Clip("porch", 5_000),
                new Effect.Attachment.Graph(List.of("a/b"), 60_000)));
    Effect.Publish publish =
        new Effect.Publish(7, origin, "t", Payload.of(new byte[] {0, -1}), 1, false);
    Parcel first = new Parcel(9, "x-9", "x-9", "call siren", "siren", call, 5);
    Parcel second = new Parcel(10, "x-a", "x-a", "mail", "anna@example.org", told, 6);
    Parcel third = new Parcel(255, "x-73", "x-73", "broker", "t", publish, 7);
    DeadLetter dead = new DeadLetter(second, 99, 3, "no such user");
    try (Store store = Store.open(folder)) {
      store.commit(parcels(List.of(first, second, third), List.of()));
      assertEquals(List.of(first, second, third), store.load().parcels());
      store.commit(parcels(List.of(), List.of(new Settlement.Gone(9), new Settlement.Dead(dead))));
    }
    assertEquals(List.of(third), reread().parcels());
    assertEquals(List.of(dead), reread().deadLetters());
    try (Store store = Store.open(folder)) {
      store.commit(parcels(List.of(), List.of(new Settlement.Revived(second))));
    }
    assertEquals(List.of(second, third), reread().parcels());
    assertEquals(List.of(), reread().deadLetters());
  }

  private static Batch parcels(List<Parcel> parcels, List<Settlement> settlements) {
    return new Batch(
        new RunRecord(CLOCK, 256, true),
        List.of(),
        List.of(),
        parcels,
        settlements,
        List.of(),
        List.of(),
        Optional.empty());
  }

  @Test
  void aStoreOfTheFirstVersionIsBroughtUpWithAllThatItHolds() throws Exception {
    Path file = folder.resolve(StoreFiles.MAIN);
    try (Connection first = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = first.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute(
          "CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE retained (topic TEXT PRIMARY KEY, payload BLOB NOT NULL, qos INTEGER NOT"
              + " NULL) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), steady INTEGER NOT NULL,"
              + " wall INTEGER NOT NULL)");
      statement.execute("INSERT INTO entry VALUES ('f/t', x'0102'), ('clock', x'03')");
      statement.execute("INSERT INTO retained VALUES ('t', x'78', 2)");
      statement.execute("INSERT INTO clock VALUES (1, 1000, 61000)");
      statement.execute("PRAGMA user_version = 1");
    }
    Contents contents = reread();
    assertEquals(
        List.of(
            new Entry("clock", Optional.of(Payload.of(new byte[] {3}))),
            new Entry("f/t", Optional.of(Payload.of(new byte[] {1, 2})))),
        contents.entries());
    assertEquals(List.of(Message.published("t", Payload.of("x"), 2, true)), contents.retained());
    assertEquals(Optional.of(CLOCK), contents.clock());
    assertEquals(contents, reread());
  }

  @Test
  void aRowThatTheDiskGarbledIsNotTakenForTrue() throws Exception {
    try (Store store = Store.open(folder)) {
      store.commit(batch(List.of(entry("a", "1")), List.of()));
    }
    Path file = folder.resolve(StoreFiles.MAIN);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      other.createStatement().execute("UPDATE piece SET value = x'32' WHERE key = 'm/a'");
    }
    String said = assertThrows(StoreException.class, this::reread).words();
    assertTrue(said.contains(file + " is damaged (the row m/a is not as it was written)"), said);
    assertTrue(said.contains("belfry repair"), said);
  }
}
