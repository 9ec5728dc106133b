package dev.belfry.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark gave with one number of rules: medians over its iterations.
 *
 * @param nanos processor time of one operation
 * @param bytes allocated by one operation
 */
record Measured(int rules, double nanos, double bytes) {
  private static final String BYTES = "gc.alloc.rate.norm";

  static Measured of(RunResult run) {
    Collection<IterationResult> iterations = run.getAggregatedResult().getIterationResults();
    return new Measured(
        Integer.parseInt(run.getParams().getParam("rules")),
        median(iterations, it -> score(it, "nanos") / score(it, "events")),
        median(iterations, it -> score(it, BYTES)));
  }

  private static double score(IterationResult iteration, String name) {
    Result<?> result = iteration.getSecondaryResults().get(name);
    if (result == null) {
      throw new IllegalStateException(name + " was not measured");
    }
    return result.getScore();
  }

  private static double median(
      Collection<IterationResult> iterations, ToDoubleFunction<IterationResult> value) {
    double[] sorted = iterations.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
