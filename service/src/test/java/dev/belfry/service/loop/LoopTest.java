package dev.belfry.service.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.EmptyProgram;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Sources;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import dev.belfry.source.SourceFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  static final Origin ORIGIN = new Origin(Origin.Kind.RULE, "r", Map.of());

  @TempDir Path folder;
  private final EchoMachine machine = new EchoMachine();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<Recorded> recorded = new CopyOnWriteArrayList<>();
  private Store store;
  private final List<Parcel> sent = new CopyOnWriteArrayList<>();
  private Loop loop;
  private LoopThread thread;

  private final class Seen implements LoopObserver, Post, Recorder {
    @Override
    public void reported(long wallMillis, Report report) {
      seen.add("report");
    }

    @Override
    public void logged(long wallMillis, Effect.Log line) {
      seen.add("log " + line.text());
    }

    @Override
    public void alerted(long wallMillis, Effect.Alert alert) {}

    @Override
    public void storeFailed(String words) {
      seen.add("store failed");
    }

    @Override
    public void storeRecovered() {
      seen.add("store recovered");
    }

    @Override
    public List<Address> addresses(Effect effect) {
      return effect instanceof Effect.Publish it
          ? List.of(new Address("broker", it.topic()))
          : List.of();
    }

    @Override
    public void send(List<Parcel> parcels) {
      parcels.forEach(parcel -> {
        sent.add(parcel);
        if (parcel.effect() instanceof Effect.Publish it) {
          seen.add(it.topic() + " " + it.payload());
        }
      });
    }

    @Override
    public void record(Recorded input) {
      recorded.add(input);
    }

    @Override
    public void record(Effect effect) {}

    @Override
    public void flush() {}
  }

  @BeforeEach
  void start() throws StoreException {
    store = Store.open(folder);
    Seen ports = new Seen();
    loop =
        new Loop(
            machine,
            store.load(),
            store,
            SteadyClock.goingOnFrom(Optional.empty()),
            new LoopPorts(ports, ports, ports),
            new SimpleMeterRegistry(),
            Optional.empty());
    thread = new LoopThread(loop, Ruleset.of(EmptyProgram.make()), Optional.empty());
  }

  @AfterEach
  void stop() {
    thread.close();
    store.close();
  }

  private CompletableFuture<Void> send(String topic, String text, int qos, boolean retain) {
    return loop.accept(Message.published(topic, Payload.of(text), qos, retain))
        .toCompletableFuture();
  }

  private static void finish(CompletableFuture<Void> done) throws Exception {
    done.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What another process would find on the disk at this moment. */
  private List<String> onDisk() throws SQLException {
    List<String> entries = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("belfry.db"));
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT substr(key, 3) || '=' || CAST(value AS TEXT) FROM piece WHERE key LIKE"
                        + " 'm/%' UNION ALL SELECT 'retained ' || substr(key, 3) || '=' ||"
                        + " CAST(substr(value, 2) AS TEXT) FROM piece WHERE key LIKE 'r/%' ORDER BY"
                        + " 1")) {
      while (rows.next()) {
        entries.add(rows.getString(1));
      }
    }
    return entries;
  }

  @Test
  void whenTheSenderIsToldTheStateIsOnTheDisk() throws Exception {
    thread.start();
    for (int i = 0; i < 20; i++) {
      finish(send("t", "v" + i, 1, false));
      assertEquals(List.of("t=v" + i), onDisk());
    }
  }

  @Test
  void theStartIsTheFirstInputThoughMessagesCameBefore() throws Exception {
    CompletableFuture<Void> early = send("t", "early", 1, false);
    thread.start();
    finish(early);
    assertTrue(machine.inputs.get(0) instanceof Input.Started);
    assertTrue(machine.inputs.get(1) instanceof Input.Arrived);
  }

  @Test
  void whatTheMachineTakesIsRecordedInItsOrderAndWithItsTimes() throws Exception {
    thread.start();
    finish(send("later", "", 0, false));
    await().atMost(DEADLINE).until(() -> seen.contains("answer/tick now"));
    finish(send("t", "x", 1, false));
    await().atMost(DEADLINE).until(() -> recorded.size() == 3);
    assertEquals(
        machine.inputs.stream().filter(Input.Arrived.class::isInstance).toList(),
        recorded.stream()
            .skip(1)
            .map(line -> line instanceof Recorded.Happened it ? it.input() : line)
            .toList());
    assertTrue(recorded.getFirst() instanceof Recorded.Restart);
  }

  @Test
  void effectsAreHandedOnInOrderAfterTheCommitAndRetainedOnesAreStoredWithIt() throws Exception {
    thread.start();
    finish(send("ask", "1", 0, false));
    assertEquals(List.of("ask=1", "retained answer=1"), onDisk());
    finish(send("ask", "2", 0, false));
    await().atMost(DEADLINE).until(() -> seen.size() == 4);
    assertEquals(List.of("answer 1", "report", "answer 2", "report"), List.copyOf(seen));
  }

  @Test
  void aRetainedMessageIsStoredAndAnEmptyOneClearsIt() throws Exception {
    thread.start();
    finish(send("t", "x", 0, true));
    assertTrue(onDisk().contains("retained t=x"));
    finish(send("t", "", 0, true));
    assertEquals(List.of("t="), onDisk());
    Message replayed = Message.published("u", Payload.of("y"), 1, true).asReplayed();
    finish(loop.accept(replayed).toCompletableFuture());
    assertEquals(List.of("t=", "u=y"), onDisk());
  }

  @Test
  void whatNobodyWaitsForIsOnTheDiskSoonAndAtTheEnd() throws Exception {
    thread.start();
    finish(send("t", "lazy", 0, false));
    await().atMost(DEADLINE).until(() -> onDisk().equals(List.of("t=lazy")));
    finish(send("t", "last", 0, false));
    thread.close();
    assertEquals(List.of("t=last"), onDisk());
  }

  @Test
  void whatIsDueHappensWithoutAnyInput() throws Exception {
    thread.start();
    finish(send("later", "", 0, false));
    await().atMost(DEADLINE).until(() -> seen.contains("answer/tick now"));
  }

  @Test
  void timesOfInputsNeverGoBackAndNoneIsLostFromManySenders() throws Exception {
    thread.start();
    List<CompletableFuture<Void>> sent = new CopyOnWriteArrayList<>();
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < 4; sender++) {
      String topic = "s" + sender;
      Thread thread =
          new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
              sent.add(send(topic, "v" + i, 1, false));
            }
          });
      thread.start();
      senders.add(thread);
    }
    for (Thread sender : senders) {
      sender.join(DEADLINE.toMillis());
    }
    for (CompletableFuture<Void> each : sent) {
      finish(each);
    }
    assertEquals(8_001, machine.inputs.size());
    long[] times = machine.inputs.stream().mapToLong(Input::timeMillis).toArray();
    long[] sorted = times.clone();
    java.util.Arrays.sort(sorted);
    assertEquals(java.util.Arrays.toString(sorted), java.util.Arrays.toString(times));
    assertEquals(List.of("s0=v1999", "s1=v1999", "s2=v1999", "s3=v1999"), onDisk());
  }

  @Test
  void whenTheStoreFailsNothingIsAcknowledgedAndTheSameChangeIsTriedAgain() throws Exception {
    thread.start();
    finish(send("t", "before", 1, false));
    CompletableFuture<Void> during;
    try (Connection other =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("belfry.db"))) {
      other.createStatement().execute("BEGIN IMMEDIATE");
      during = send("ask", "during", 1, false);
      await().atMost(DEADLINE).until(() -> !loop.isStoring());
      assertTrue(thread.isAlive());
      assertThrows(ExecutionException.class, () -> finish(send("t", "refused", 1, false)));
      assertEquals(List.of("store failed"), List.copyOf(seen));
      assertFalse(during.isDone());
      other.createStatement().execute("ROLLBACK");
    }
    // It was stepped through: sent again, it would count twice.
    finish(during);
    await().atMost(DEADLINE).until(() -> seen.contains("report"));
    assertEquals(
        List.of("store failed", "store recovered", "answer during", "report"), List.copyOf(seen));
    assertEquals(List.of("ask=during", "retained answer=during", "t=before"), onDisk());
    finish(send("t", "after", 1, false));
    assertTrue(onDisk().contains("t=after"));
  }

  @Test
  void anotherProgramComesBetweenTwoInputs() throws Exception {
    thread.start();
    Program other = EmptyProgram.make();
    finish(loop.reload(Ruleset.of(other)).toCompletableFuture());
    assertTrue(
        machine.inputs.get(machine.inputs.size() - 1) instanceof Input.Reloaded reloaded
            && reloaded.program() == other);
  }

  private static Ruleset rules(String text) {
    SourceFile file = new SourceFile("a.rules", text);
    return new Ruleset(EmptyProgram.make(), Sources.of(List.of(file)).orElseThrow());
  }

  @Test
  void whatTheRulesAreMadeOfIsStoredWithTheFirstStateOfTheirs() throws Exception {
    Program earlier = EmptyProgram.make();
    loop.begin(rules("# one"), Optional.of(earlier));
    assertEquals(
        Optional.of(earlier),
        machine.inputs.stream()
            .filter(Input.Started.class::isInstance)
            .map(it -> ((Input.Started) it).earlier())
            .findFirst()
            .orElseThrow());
    assertEquals(rules("# one").sources(), store.load().sources());
    var unused = loop.reload(rules("# two"));
    loop.turn(0);
    assertEquals(rules("# two").sources(), store.load().sources());
    var unusedToo = send("t", "x", 1, false);
    loop.turn(0);
    assertEquals(rules("# two").sources(), store.load().sources());
    var unusedThree = loop.reload(Ruleset.of(EmptyProgram.make()));
    loop.turn(0);
    assertEquals(Sources.NONE, store.load().sources());
  }

  @Test
  void anEndingLoopHandlesWhatWaitsAndRefusesTheRest() throws Exception {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      waiting.add(send("t", "v" + i, 1, false));
    }
    thread.start();
    thread.close();
    for (CompletableFuture<Void> each : waiting) {
      finish(each);
    }
    assertEquals(List.of("t=v2999"), onDisk());
    assertThrows(ExecutionException.class, () -> finish(send("t", "late", 1, false)));
    assertFalse(thread.isAlive());
  }

  @Test
  void aBugInTheMachineEndsTheLoopAloudAndLeavesTheStoreAsItWas() throws Exception {
    thread.start();
    finish(send("t", "good", 1, false));
    CompletableFuture<Void> poison = send("bug", "", 1, false);
    assertThrows(ExecutionException.class, () -> finish(poison));
    assertThrows(ExecutionException.class, () -> finish(thread.ended().toCompletableFuture()));
    assertEquals(List.of("t=good"), onDisk());
  }

  @Test
  void theLineBeforeTheLoopIsBounded() throws Exception {
    byte[] large = new byte[1024 * 1024];
    int taken = 0;
    while (!loop.accept(Message.published("t", Payload.of(large), 1, false))
        .toCompletableFuture()
        .isCompletedExceptionally()) {
      taken++;
    }
    assertEquals(64, taken);
    assertEquals(64, loop.waiting());
    // Another program gets through all the same.
    assertFalse(
        loop.reload(Ruleset.of(EmptyProgram.make()))
            .toCompletableFuture()
            .isCompletedExceptionally());
  }

  @Test
  void aRestartGoesOnFromWhatWasCommitted() throws Exception {
    thread.start();
    finish(send("t", "x", 1, true));
    thread.close();
    store.close();
    store = Store.open(folder);
    Contents contents = store.load();
    assertEquals(List.of(new Entry("t", Optional.of(Payload.of("x")))), contents.entries());
    assertTrue(contents.clock().isPresent());
  }

  @Test
  void aParcelIsOnTheDiskUntilItIsSettledAndItsIdIsNeverUsedAgain() throws Exception {
    thread.start();
    finish(send("ask", "1", 1, false));
    await().atMost(DEADLINE).until(() -> sent.size() == 1);
    finish(send("ask", "2", 1, false));
    await().atMost(DEADLINE).until(() -> sent.size() == 2);
    loop.settle(new Settlement.Gone(sent.get(0).number()));
    thread.close();
    store.close();
    store = Store.open(folder);
    Contents contents = store.load();
    assertEquals(List.of(sent.get(1)), contents.parcels());
    assertEquals(3, contents.run().orElseThrow().nextParcel());
    assertTrue(sent.get(0).id().startsWith(contents.id() + "-"));
    assertEquals(2, sent.stream().map(Parcel::id).distinct().count());
  }

  @Test
  void thePacketsOfAClientAreRememberedWithWhatTheyBroughtAbout() throws Exception {
    thread.start();
    Message message = Message.published("t", Payload.of("x"), 1, false);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 1; i <= Packets.MOST_PER_CLIENT + 1; i++) {
      all.add(loop.accept(message, Packet.of("c", i, message)).toCompletableFuture());
    }
    finish(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
    List<Packet> received = store.load().received();
    assertEquals(Packets.MOST_PER_CLIENT, received.size());
    assertFalse(received.contains(Packet.of("c", 1, message)));
    assertTrue(received.contains(Packet.of("c", Packets.MOST_PER_CLIENT + 1, message)));
  }

  @Test
  void theStoreTellsWhetherTheRunEndedAsItShould() throws Exception {
    thread.start();
    finish(send("t", "x", 1, false));
    assertFalse(store.load().run().orElseThrow().ended());
    thread.close();
    assertTrue(store.load().run().orElseThrow().ended());
  }
}
