package dev.belfry.service.store;

/**
 * Steady time and the wall clock at one instant, both in milliseconds since 1970-01-01T00:00Z. They
 * part when the wall clock is set.
 */
public record ClockReading(long steadyMillis, long wallMillis) {
  /** What must be added to steady time to get the wall clock's. */
  public long offsetMillis() {
    return wallMillis - steadyMillis;
  }
}
