package dev.belfry.service.store;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a store as a kill leaves them, and what was in it after each batch: rows in the main
 * file and in the log, small ones and such that need pages of their own, some replaced and some
 * deleted again.
 *
 * @param killed where the files are as a kill leaves them
 * @param closed where they are as an end leaves them: all is in the main file
 * @param states what it held, the last state last
 */
record KnownStore(Path killed, Path closed, List<Contents> states) {
  private static final Origin ORIGIN = new Origin(Origin.Kind.RULE, "r", Map.of());
  private static final int BATCHES = 8;

  static KnownStore in(Path folder) throws StoreException, IOException {
    Random random = new Random(5);
    try (Store store = Store.open(folder.resolve("live"))) {
      store.commit(batch(random, 0, 120));
      store.commit(batch(random, 1, 60));
    }
    List<Contents> states = new ArrayList<>();
    Path killed = Files.createDirectories(folder.resolve("killed"));
    try (Store store = Store.open(folder.resolve("live"))) {
      states.add(store.load());
      for (int number = 2; number < 2 + BATCHES; number++) {
        store.commit(batch(random, number, 6));
        states.add(store.load());
      }
      copy(folder.resolve("live"), killed);
    }
    return new KnownStore(killed, folder.resolve("live"), List.copyOf(states));
  }

  static Batch batch(Random random, int number, int size) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String key = "f/home/" + random.nextInt(200);
      entries.add(
          number > 0 && random.nextInt(5) == 0
              ? new Entry(key, Optional.empty())
              : new Entry(key, Optional.of(Payload.of("v" + number + "-" + i + "x".repeat(40)))));
    }
    byte[] picture = new byte[9_000];
    random.nextBytes(picture);
    Effect.Publish publish =
        new Effect.Publish(number, ORIGIN, "t", Payload.of("p" + number), 1, false);
    return new Batch(
        new RunRecord(new ClockReading(1_000 + number, 61_000 + number), number + 2, false),
        entries,
        List.of(Message.published("cam/" + number % 4, Payload.of(picture), 1, true)),
        List.of(new Parcel(number + 1, "x-" + number, "g", "broker", "t", publish, number)),
        number < 3 ? List.of() : List.of(new Settlement.Gone(number - 1)),
        List.of(new Packet("client", number, number)),
        List.of(),
        Optional.of(
            new Sources(new TreeMap<>(Map.of("a.rules", "# " + "r".repeat(100 * number))))));
  }

  Contents last() {
    return states.getLast();
  }

  Contents lastButOne() {
    return states.get(states.size() - 2);
  }

  /** Makes a folder another with the same files. */
  static void copyAnew(Path from, Path other) throws IOException {
    Files.createDirectories(other);
    try (Stream<Path> old = Files.list(other)) {
      for (Path each : old.toList()) {
        Files.delete(each);
      }
    }
    copy(from, other);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}
