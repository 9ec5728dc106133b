package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;

/**
 * Numbers over numbers: computed from scratch, oldest first, so that nothing depends on history.
 */
final class Measured {
  private Measured() {}

  /** The measure of what stands from one place to another; NaN is left out. */
  static Value of(Expr.Measure measure, double[] numbers, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += Double.isNaN(numbers[i]) ? 0 : 1;
    }
    if (measure == Expr.Measure.COUNT) {
      return new Value.Num(count);
    }
    if (count == 0) {
      return Value.Truth.UNKNOWN;
    }
    return Value.number(
        switch (measure) {
          case SUM -> sum(numbers, from, to);
          case AVERAGE -> sum(numbers, from, to) / count;
          case LEAST -> least(numbers, from, to);
          case GREATEST -> greatest(numbers, from, to);
          case DEVIATION -> deviation(numbers, from, to, count);
          case CHANGE -> newest(numbers, from, to) - oldest(numbers, from, to);
          case COUNT -> count;
        });
  }

  private static double sum(double[] numbers, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Double.isNaN(numbers[i]) ? 0 : numbers[i];
    }
    return sum;
  }

  private static double least(double[] numbers, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      least = numbers[i] < least ? numbers[i] : least;
    }
    return least;
  }

  private static double greatest(double[] numbers, int from, int to) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      greatest = numbers[i] > greatest ? numbers[i] : greatest;
    }
    return greatest;
  }

  /** Of the population, in two passes. */
  private static double deviation(double[] numbers, int from, int to, int count) {
    double mean = sum(numbers, from, to) / count;
    double squares = 0;
    for (int i = from; i < to; i++) {
      double distance = numbers[i] - mean;
      squares += Double.isNaN(distance) ? 0 : distance * distance;
    }
    return Math.sqrt(squares / count);
  }

  private static double oldest(double[] numbers, int from, int to) {
    int at = from;
    while (at < to - 1 && Double.isNaN(numbers[at])) {
      at++;
    }
    return numbers[at];
  }

  private static double newest(double[] numbers, int from, int to) {
    int at = to - 1;
    while (at > from && Double.isNaN(numbers[at])) {
      at--;
    }
    return numbers[at];
  }
}
