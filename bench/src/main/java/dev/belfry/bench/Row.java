package dev.belfry.bench;

/**
 * A kind of event with few rules loaded and with many.
 *
 * @param name the benchmark's method
 * @param described what a reader sees
 */
record Row(String name, String described, Measured few, Measured many) {
  /** How many times as much an event costs with many rules. */
  double ratio() {
    return many.nanos() / few.nanos();
  }
}
