package dev.belfry.service.history;

/** The numbers of one slot of time, so far. */
final class Rollup {
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;
  private double sum;
  private double last;
  private long count;

  void add(double value) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
    sum += value;
    last = value;
    count++;
  }

  double lowest() {
    return lowest;
  }

  double highest() {
    return highest;
  }

  double sum() {
    return sum;
  }

  double last() {
    return last;
  }

  long count() {
    return count;
  }
}
