package dev.belfry.catalog;

/**
 * How much the engine remembers at most.
 *
 * @param topics topics that only filters match, with their newest messages; topics that a rule
 *     names itself do not count
 * @param keys keys for each thing that a rule or an alert remembers
 */
public record Limits(int topics, int keys) {
  /** What holds where nothing is configured. */
  public static final Limits USUAL = new Limits(100_000, 10_000);
}
