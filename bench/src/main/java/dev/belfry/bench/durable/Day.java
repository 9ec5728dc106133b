package dev.belfry.bench.durable;

import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Store;
import dev.belfry.service.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a home of 200 sensors, of which each tells something once a minute, writes to the disk. */
final class Day {
  private static final int SENSORS = 200;
  private static final int MINUTES = 60;
  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final Path COUNTERS = Path.of("/proc/self/io");

  private long nowMillis = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  private Day() {}

  /**
   * The bytes of a day, from those of an hour that passes as fast as it can.
   *
   * @return empty where the system does not count them
   */
  static Optional<Long> bytes(Path folder, int qos)
      throws StoreException, InterruptedException, IOException {
    return Files.isReadable(COUNTERS)
        ? Optional.of(24 * new Day().hour(folder, qos))
        : Optional.empty();
  }

  private long hour(Path folder, int qos) throws StoreException, InterruptedException, IOException {
    try (Store store = Store.open(folder)) {
      Contents contents = store.load();
      SteadyClock clock =
          new SteadyClock(
              () -> Instant.ofEpochMilli(nowMillis),
              () -> nowMillis * 1_000_000,
              () -> nowMillis * 1_000_000,
              Optional.empty());
      Loop loop = Kit.loop(contents, store, clock, new SimpleMeterRegistry());
      loop.begin(Ruleset.of(Sensors.rules()), Optional.empty());
      for (int sensor = 0; sensor < SENSORS; sensor++) {
        var unused = loop.accept(Sensors.reading(sensor, 0, qos));
      }
      loop.turn(0);
      long before = written();
      for (int minute = 1; minute <= MINUTES; minute++) {
        for (int sensor = 0; sensor < SENSORS; sensor++) {
          passUntil(loop, nowMillis + MILLIS_PER_MINUTE / SENSORS);
          var unused = loop.accept(Sensors.reading(sensor, minute, qos));
          loop.turn(0);
        }
      }
      return written() - before;
    }
  }

  private void passUntil(Loop loop, long untilMillis) throws InterruptedException {
    while (nowMillis < untilMillis) {
      long rest = loop.restMillis(untilMillis - nowMillis);
      nowMillis += Math.max(1, rest);
      if (nowMillis < untilMillis) {
        loop.turn(0);
      }
    }
  }

  /** What this process had written to disks so far, as the system counts it. */
  private static long written() throws IOException {
    return Files.readAllLines(COUNTERS).stream()
        .filter(line -> line.startsWith("write_bytes:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
