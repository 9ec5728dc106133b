package dev.belfry.service.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a store are cut and flipped everywhere: it is opened whole, or refused, or, where
 * the last batch was hit, opened without that one and with a notice; never with another content.
 * What a repair keeps is all that was not hit.
 */
class DamageTest {
  private static final int PAGE = 4_096;
  private static final int FRAME = WalFile.FRAME_HEADER_BYTES + PAGE;
  private static final int SECTOR = 512;
  private static final int SMALLEST_ROW = 28;
  private static final long[] FRAME_PLACES = {0, 3, 5, 7, 9, 13, 17, 23, 24, 27, 29, 31, 40, 4_119};
  private static final boolean LONG = "long".equals(System.getProperty("belfry.crash"));

  @TempDir static Path folder;
  private static KnownStore known;
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

  private int count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  @BeforeAll
  static void fill() throws Exception {
    known = KnownStore.in(folder);
  }

  private enum Outcome {
    WHOLE,
    WITHOUT_THE_LAST,
    REFUSED
  }

  /** Does something to the files of a store. */
  private interface Damage {
    void to(Path copy) throws IOException;
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= (byte) (at % 3 == 0 ? 0xff : 1 << at % 8);
    Files.write(file, bytes);
  }

  private static void cut(Path file, long length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) length));
  }

  private static void wipe(Path file, long at, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, (int) at, (int) at + length, (byte) 0);
    Files.write(file, bytes);
  }

  private static Path main(Path copy) {
    return copy.resolve(StoreFiles.MAIN);
  }

  private static Path wal(Path copy) {
    return new StoreFiles(copy).wal();
  }

  private static Path shm(Path copy) {
    return new StoreFiles(copy).shm();
  }

  /** How opening a store went, whose files are copied from a folder and damaged. */
  private Outcome open(Path from, String what, Damage damage) throws IOException {
    Path copy = folder.resolve("copy");
    KnownStore.copyAnew(from, copy);
    damage.to(copy);
    Outcome outcome = opened(what, copy);
    outcomes.merge(outcome, 1, Integer::sum);
    return outcome;
  }

  private static Outcome opened(String what, Path copy) {
    try (Store store = Store.open(copy)) {
      Contents contents = store.load();
      if (contents.equals(known.last())) {
        return Outcome.WHOLE;
      }
      assertEquals(known.lastButOne(), contents, what + ": another content");
      assertTrue(store.notices().toString().contains("belfry.db-wal"), what + ": nothing is said");
      return Outcome.WITHOUT_THE_LAST;
    } catch (StoreException refused) {
      assertTrue(refused.words().contains(copy + "/belfry.db"), what + ": " + refused.words());
      assertTrue(refused.words().contains("belfry repair"), what + ": " + refused.words());
      return Outcome.REFUSED;
    } catch (RuntimeException bug) {
      return fail(what + ": " + bug, bug);
    }
  }

  /** The pieces of what a store holds, by their keys. */
  private static Map<String, Piece> pieces(Contents contents) {
    Map<String, Piece> pieces = new HashMap<>();
    contents
        .entries()
        .forEach(entry -> {
          Piece piece = new Piece(Piece.machine(entry.key()), entry.value().orElseThrow());
          pieces.put(piece.key(), piece);
        });
    Stream.of(
            contents.retained().stream().map(Piece::of),
            contents.parcels().stream().map(Piece::of),
            contents.deadLetters().stream().map(Piece::of),
            contents.received().stream().map(Piece::of))
        .flatMap(each -> each)
        .forEach(piece -> pieces.put(piece.key(), piece));
    return pieces;
  }

  /** Repairs what was refused and returns the keys of what is not there as it was. */
  private static List<String> lostInRepair(String what) throws Exception {
    Path copy = folder.resolve("copy");
    RepairReport report = Repair.run(copy, "now", 99_000);
    assertTrue(!report.sound(), what + " is not sound");
    Map<String, Piece> before = pieces(known.last());
    Map<String, Piece> after;
    try (Store store = Store.open(copy)) {
      after = pieces(store.load());
      assertEquals(List.of(), store.notices(), what);
    }
    List<String> lost = new ArrayList<>();
    before.forEach((key, piece) -> {
      Piece kept = after.get(key);
      if (kept == null || kept.sum() != piece.sum()) {
        lost.add(key);
      }
    });
    if (!lost.isEmpty()) {
      assertTrue(
          !report.complete(), what + " says that nothing is lost, but " + lost + " " + report);
    }
    return lost;
  }

  /** What hits a page here costs one row at most. */
  private void flipEach(Path from, UnaryOperator<Path> file, int head, int block, long[] places)
      throws Exception {
    long size = Files.size(file.apply(from));
    Random random = new Random(1);
    int turn = 0;
    for (long start = head; start < size; start += block) {
      List<Long> offsets = new ArrayList<>();
      for (int i = 0; i < (LONG ? places.length : 1); i++) {
        offsets.add(places[turn++ % places.length]);
      }
      random.longs(LONG ? 60 : 1, 0, block).forEach(offsets::add);
      for (long offset : offsets) {
        long at = start + offset;
        String what = "byte " + at;
        if (open(from, what, copy -> flip(file.apply(copy), at)) == Outcome.REFUSED) {
          List<String> lost = lostInRepair(what);
          assertTrue(lost.size() <= 1, what + " costs " + lost);
        }
      }
    }
  }

  private void assertSeen(Outcome... expected) {
    assertEquals(Set.of(expected), outcomes.keySet(), outcomes.toString());
  }

  @Test
  void aFlippedByteInAnyPageIsSeen() throws Exception {
    long[] places = {0, 1, 3, 5, 7, 8, 9, 18, 19, 28, 60, 63, 105, 2_048, 4_095};
    flipEach(known.closed(), DamageTest::main, 0, PAGE, places);
    // Some bytes of the file's head mean nothing.
    assertSeen(Outcome.WHOLE, Outcome.REFUSED);
    assertTrue(count(Outcome.REFUSED) > count(Outcome.WHOLE), outcomes.toString());
  }

  /** After a kill the table of contents of the log tells how much there was. */
  @Test
  void aFlippedByteInAnyFrameIsSeenAfterAKill() throws Exception {
    flipEach(known.killed(), DamageTest::wal, WalFile.HEADER_BYTES, FRAME, FRAME_PLACES);
    assertSeen(Outcome.REFUSED);
  }

  /** After a power cut it may be gone: then the last batch may be one that was never finished. */
  @Test
  void aFlippedByteInAnyFrameIsSeenAfterAPowerCut() throws Exception {
    Path cutOff = folder.resolve("cut-off");
    KnownStore.copyAnew(known.killed(), cutOff);
    Files.delete(shm(cutOff));
    flipEach(cutOff, DamageTest::wal, WalFile.HEADER_BYTES, FRAME, FRAME_PLACES);
    assertSeen(Outcome.WITHOUT_THE_LAST, Outcome.REFUSED);
  }

  @Test
  void aFlippedByteInTheHeadOfTheLogIsSeen() throws Exception {
    for (int at = 0; at < WalFile.HEADER_BYTES; at++) {
      long place = at;
      open(known.killed(), "byte " + at, copy -> flip(wal(copy), place));
      assertEquals(List.of(), lostInRepair("byte " + at));
    }
    assertSeen(Outcome.REFUSED);
  }

  @Test
  void aLostSectorCostsWhatWasInIt() throws Exception {
    long size = Files.size(main(known.closed()));
    for (long start = 0; start < size; start += LONG ? SECTOR : 3 * SECTOR) {
      long at = start;
      String what = "sector at " + at;
      Outcome outcome = open(known.closed(), what, copy -> wipe(main(copy), at, SECTOR));
      if (outcome == Outcome.REFUSED) {
        List<String> lost = lostInRepair(what);
        assertTrue(lost.size() <= SECTOR / SMALLEST_ROW + 2, what + " costs " + lost);
      }
    }
    assertTrue(count(Outcome.REFUSED) > count(Outcome.WHOLE));
  }

  @Test
  void aCutMainFileIsSeen() throws Exception {
    long size = Files.size(main(known.closed()));
    for (long length = 0; length < size; length += PAGE / 2) {
      long end = length;
      open(known.closed(), "cut at " + length, copy -> cut(main(copy), end));
      lostInRepair("cut at " + length);
    }
    assertSeen(Outcome.REFUSED);
  }

  @Test
  void aCutLogIsSeenAfterAKill() throws Exception {
    long size = Files.size(wal(known.killed()));
    for (long length = 0; length < size; length += FRAME / 2) {
      long end = length;
      open(known.killed(), "cut at " + length, copy -> cut(wal(copy), end));
    }
    assertSeen(Outcome.REFUSED);
    open(known.killed(), "gone", copy -> Files.delete(wal(copy)));
    assertSeen(Outcome.REFUSED);
  }

  /** Nothing tells then that there was more, but no batch is there in part. */
  @Test
  void aLogThatAPowerCutShortenedEndsWithAWholeBatch() throws Exception {
    long size = Files.size(wal(known.killed()));
    for (long length = WalFile.HEADER_BYTES; length < size; length += FRAME / 2) {
      Path copy = folder.resolve("copy");
      KnownStore.copyAnew(known.killed(), copy);
      Files.delete(shm(copy));
      cut(wal(copy), length);
      try (Store store = Store.open(copy)) {
        assertTrue(known.states().contains(store.load()), "cut at " + length);
      }
    }
  }

  @Test
  void aMainFileThatIsGoneOrEmptyIsNoNewStore() throws Exception {
    for (Path from : List.of(known.killed(), known.closed())) {
      Path copy = folder.resolve("copy");
      KnownStore.copyAnew(from, copy);
      Files.delete(main(copy));
      StoreException gone = assertThrows(StoreException.class, () -> Store.open(copy));
      assertTrue(gone.words().contains(main(copy).toString()), gone.words());
      assertEquals(Outcome.REFUSED, open(from, "empty", other -> cut(main(other), 0)));
    }
  }

  @Test
  void theLogAloneGivesBackWhatItHolds() throws Exception {
    open(known.killed(), "no main file", copy -> Files.delete(main(copy)));
    assertSeen(Outcome.REFUSED);
    assertTrue(lostInRepair("no main file").size() < pieces(known.last()).size() / 2);
  }

  @Test
  void rubbishInTheTableOfContentsDoesNoHarm() throws Exception {
    open(known.killed(), "rubbish", copy -> Files.write(shm(copy), new byte[40_000]));
    open(known.killed(), "cut", copy -> cut(shm(copy), 100));
    open(known.killed(), "gone", copy -> Files.delete(shm(copy)));
    open(known.killed(), "flipped", copy -> flip(shm(copy), 17));
    assertSeen(Outcome.WHOLE);
  }

  @Test
  void anOlderPageInTheMainFileIsSeen() throws Exception {
    // Each page of it is sound, but one is from before: such a write was lost.
    Path before = folder.resolve("before");
    Files.createDirectories(before);
    for (int page = 1; page < Files.size(main(known.killed())) / PAGE; page++) {
      long at = page * (long) PAGE;
      byte[] old = Files.readAllBytes(main(known.killed()));
      open(
          known.closed(),
          "page " + page,
          copy -> {
            byte[] bytes = Files.readAllBytes(main(copy));
            System.arraycopy(old, (int) at, bytes, (int) at, PAGE);
            Files.write(main(copy), bytes);
          });
    }
    assertTrue(count(Outcome.REFUSED) > 5, outcomes.toString());
  }

  @Test
  void aSoundStoreIsLeftAsItIs() throws Exception {
    Path copy = folder.resolve("copy");
    KnownStore.copyAnew(known.killed(), copy);
    byte[] main = Files.readAllBytes(main(copy));
    byte[] wal = Files.readAllBytes(wal(copy));
    RepairReport report = Repair.run(copy, "now", 0);
    assertEquals(
        List.of("the store " + main(copy) + " is sound; nothing was changed"), report.lines());
    assertArrayEquals(main, Files.readAllBytes(main(copy)));
    assertArrayEquals(wal, Files.readAllBytes(wal(copy)));
    try (Stream<Path> files = Files.list(copy)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void anExchangeThatThePowerCutIsEndedOrUndone() throws Exception {
    Path copy = folder.resolve("copy");
    // Another store, of which it is not known that it is whole, beside an old one with its log.
    Outcome undone =
        open(
            known.killed(),
            "unfinished",
            files -> Files.write(files.resolve("belfry.db.new"), new byte[100]));
    assertEquals(Outcome.WHOLE, undone);
    assertTrue(Files.notExists(copy.resolve("belfry.db.new")));
    // One that is whole: nothing of the old one may get into it.
    for (List<String> left :
        List.of(
            List.of("belfry.db", "belfry.db-wal", "belfry.db-shm"),
            List.of("belfry.db-wal", "belfry.db-shm"),
            List.of("belfry.db-wal"),
            List.<String>of())) {
      KnownStore.copyAnew(known.killed(), copy);
      for (String name : List.of("belfry.db", "belfry.db-wal", "belfry.db-shm")) {
        if (!left.contains(name)) {
          Files.delete(copy.resolve(name));
        }
      }
      Path other = folder.resolve("other");
      KnownStore.copyAnew(known.closed(), other);
      try (Store store = Store.open(other)) {
        store.commit(KnownStore.batch(new Random(9), 99, 30));
      }
      Contents expected;
      try (Store store = Store.open(other)) {
        expected = store.load();
      }
      Files.copy(main(other), copy.resolve("belfry.db.whole"));
      try (Store store = Store.open(copy)) {
        assertEquals(expected, store.load(), left.toString());
      }
      assertTrue(Files.notExists(copy.resolve("belfry.db.whole")));
    }
  }
}
