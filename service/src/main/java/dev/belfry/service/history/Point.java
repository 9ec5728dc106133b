package dev.belfry.service.history;

/**
 * What the numbers of a slot of time amount to.
 *
 * @param timeMillis the wall-clock time at which the slot begins; of a raw number, when it came
 * @param last the one that came last
 * @param count how many there were, at least 1
 */
public record Point(
    long timeMillis, double lowest, double highest, double mean, double last, long count) {
  static Point single(long timeMillis, double value) {
    return new Point(timeMillis, value, value, value, value, 1);
  }

  /** Both together, in the slot of this one; the other one is the later. */
  public Point and(Point later) {
    long both = count + later.count;
    return new Point(
        timeMillis,
        Math.min(lowest, later.lowest),
        Math.max(highest, later.highest),
        (mean * count + later.mean * later.count) / both,
        later.last,
        both);
  }
}
