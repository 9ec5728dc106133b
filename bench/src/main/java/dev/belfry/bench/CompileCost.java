package dev.belfry.bench;

import dev.belfry.program.Program;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to turn the text of rules into a program. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileCost {
  @Param("10000")
  public int rules = 10;

  /** Compiles once; the first time of a process is what a start waits for. */
  @Benchmark
  public Program compile(ProcessorTime time) {
    time.events++;
    return new Site(rules).compile();
  }
}
