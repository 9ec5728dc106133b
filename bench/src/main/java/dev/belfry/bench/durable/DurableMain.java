package dev.belfry.bench.durable;

import dev.belfry.service.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures what it costs that nothing is lost, and prints it. */
public final class DurableMain {
  private static final int SECONDS = 5;
  private static final int FACTS = 100_000;
  private static final int ALL_AT_ONCE = 200_000;

  private final Path folder;
  private int stores;

  private DurableMain(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs all measurements.
   *
   * @param arguments the folder on whose disk is measured
   */
  public static void main(String[] arguments)
      throws IOException, StoreException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "durable");
    try {
      new DurableMain(folder).run();
    } finally {
      delete(folder);
    }
  }

  private Path store() {
    return folder.resolve("store-" + stores++);
  }

  private void run() throws StoreException, InterruptedException, IOException {
    print(
        "%-22s %12s %8s %12s %12s%n",
        "messages a second", "stored/s", "batch", "median", "99 in 100");
    Pace.measure(store(), 0, ALL_AT_ONCE); // the compiler warms up
    for (int perSecond : new int[] {100, 1_000, 10_000}) {
      show(Pace.measure(store(), perSecond, perSecond * SECONDS));
    }
    show(Pace.measure(store(), 0, ALL_AT_ONCE));
    print("start with %,d facts: %,d ms%n", FACTS, Start.millis(store(), FACTS));
    for (int qos = 0; qos <= 1; qos++) {
      Optional<Long> bytes = Day.bytes(store(), qos);
      String shown = bytes.map(it -> "%,d MB".formatted(it / 1_000_000)).orElse("not counted here");
      print("a day of 200 sensors, one message a minute, QoS %d: %s%n", qos, shown);
    }
  }

  private static void show(Pace pace) {
    print(
        "%-22s %,12.0f %8.1f %,9d µs %,9d µs%n",
        pace.perSecond() == 0 ? "all at once" : "%,d".formatted(pace.perSecond()),
        pace.stored(),
        pace.batch(),
        pace.medianMicros(),
        pace.worstMicros());
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
