package dev.belfry.bench.durable;

import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/** How long it takes from opening a store with many facts to the end of the first turn. */
final class Start {
  private static final int PER_TURN = 1_000;

  private Start() {}

  /** The time in milliseconds, compiling the rules not counted. */
  static long millis(Path folder, int facts) throws StoreException, InterruptedException {
    fill(folder, facts);
    var rules = Sensors.rules();
    long begun = System.nanoTime();
    try (Store store = Store.open(folder)) {
      Contents contents = store.load();
      SteadyClock clock = SteadyClock.goingOnFrom(contents.clock());
      Kit.loop(contents, store, clock, new SimpleMeterRegistry())
          .begin(Ruleset.of(rules), Optional.empty());
      return (System.nanoTime() - begun) / 1_000_000;
    }
  }

  private static void fill(Path folder, int facts) throws StoreException, InterruptedException {
    try (Store store = Store.open(folder)) {
      Contents contents = store.load();
      SteadyClock clock = SteadyClock.goingOnFrom(contents.clock());
      Loop loop = Kit.loop(contents, store, clock, new SimpleMeterRegistry());
      loop.begin(Ruleset.of(Sensors.rules()), Optional.empty());
      for (int i = 0; i < facts; i++) {
        var unused = loop.accept(Sensors.reading(i, 0, 0));
        if (i % PER_TURN == PER_TURN - 1) {
          loop.turn(0);
        }
      }
      loop.turn(0);
      loop.end();
    }
  }
}
