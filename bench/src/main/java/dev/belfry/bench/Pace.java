package dev.belfry.bench;

import java.util.Comparator;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How much time the measurements may take. */
enum Pace {
  /** Under two minutes in all. */
  NORMAL(3, 5, 200, 1, 6),
  /** Every kind of event. */
  ALL(3, 5, 200, 2, 8),
  /** A rough look: some twenty seconds. */
  QUICK(4, 3, 150, 1, 3);

  private final int warmups;
  private final int iterations;
  private final int iterationMillis;
  private final int starts;
  private final int kinds;

  Pace(int warmups, int iterations, int iterationMillis, int starts, int kinds) {
    this.warmups = warmups;
    this.iterations = iterations;
    this.iterationMillis = iterationMillis;
    this.starts = starts;
    this.kinds = kinds;
  }

  /** How many kinds of events are measured, the most telling ones first. */
  int kinds() {
    return kinds;
  }

  /** Measures the cost of a kind of event, from the smallest number of rules to the largest. */
  List<Measured> events(String method) throws RunnerException {
    TimeValue time = TimeValue.milliseconds(iterationMillis);
    return run(
        options(EventCost.class, method)
            // The JVM's compiler is waited for, so that events and not seconds warm it up.
            .jvmArgsPrepend("-Xbatch")
            .warmupIterations(warmups)
            .warmupTime(time)
            .measurementIterations(iterations)
            .measurementTime(time));
  }

  /** Measures the time to compile, as a process that has just started has it. */
  List<Measured> compiling() throws RunnerException {
    return run(
        options(CompileCost.class, "compile")
            .forks(starts)
            .warmupIterations(0)
            .measurementIterations(1));
  }

  private static ChainedOptionsBuilder options(Class<?> benchmarks, String method) {
    return new OptionsBuilder()
        .include("^" + benchmarks.getName().replace(".", "\\.") + "\\." + method + "$")
        .forks(1)
        .jvmArgs("-Xms768m", "-Xmx768m", "-XX:+UseSerialGC")
        .jvmArgsAppend(allowed())
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  /** JMH uses what newer versions of Java warn about. */
  private static String[] allowed() {
    return Runtime.version().feature() >= 23
        ? new String[] {"--sun-misc-unsafe-memory-access=allow"}
        : new String[0];
  }

  private static List<Measured> run(ChainedOptionsBuilder options) throws RunnerException {
    return new Runner(options.build())
        .run().stream().map(Measured::of).sorted(Comparator.comparingInt(Measured::rules)).toList();
  }
}
