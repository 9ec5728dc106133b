package dev.belfry.service.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belfry.agreement.Choices;
import dev.belfry.agreement.Shrinker;
import dev.belfry.service.simulation.Simulation.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What Belfry acknowledged, it acts on: its own loop, outbox and recovery in a simulated world in
 * which the power fails at any instant, commits fail, disks are full, sinks are dead or slow,
 * clients lose their connection, rules are exchanged, and clocks are set.
 *
 * <p>{@code -Dbelfry.simulation.seconds=N} goes on for longer; {@code -Dbelfry.simulation.seed=N}
 * plays the one story of this seed again and prints it. A story that fails is printed cut down to
 * little, with its seed.
 */
class SimulationTest {
  private static final long SECONDS = Long.getLong("belfry.simulation.seconds", 60);
  private static final long FIRST_SEED = Long.getLong("belfry.simulation.first", 1);
  private static final long SHRINK_MILLIS = Long.getLong("belfry.simulation.shrinkMillis", 20_000);
  private static final int THREADS = 2;

  private final AtomicLong nextSeed = new AtomicLong(FIRST_SEED);

  /** The smallest seed so far that failed. */
  private final AtomicLong failed = new AtomicLong(Long.MAX_VALUE);

  /** What some stories came to together. */
  private static final class Count {
    long stories;
    long starts;
    long inputs;
    long told;

    void add(Result result) {
      stories++;
      starts += result.starts();
      inputs += result.inputs();
      told += result.told();
    }

    void add(Count other) {
      stories += other.stories;
      starts += other.starts;
      inputs += other.inputs;
      told += other.told;
    }
  }

  @Test
  void whatWasAcknowledgedIsActedOnWhateverHappens()
      throws InterruptedException, ExecutionException {
    Long seed = Long.getLong("belfry.simulation.seed");
    if (seed != null) {
      again(seed);
      return;
    }
    long startNanos = System.nanoTime();
    Count all = new Count();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Count>> shares = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        shares.add(threads.submit(() -> share(startNanos + TimeUnit.SECONDS.toNanos(SECONDS))));
      }
      for (Future<Count> share : shares) {
        all.add(share.get());
      }
    }
    double minutes = (System.nanoTime() - startNanos) / 60e9;
    System.out.printf(
        "%,d stories (%,.0f a minute), seeds from %d: %,d starts, %,d inputs, %,d effects told%n",
        all.stories, all.stories / minutes, FIRST_SEED, all.starts, all.inputs, all.told);
    if (failed.get() < Long.MAX_VALUE) {
      fail(report(failed.get()));
    }
    assertTrue(all.starts > 2 * all.stories, "the power hardly ever failed");
  }

  private Count share(long deadlineNanos) {
    Count count = new Count();
    while (System.nanoTime() < deadlineNanos && failed.get() == Long.MAX_VALUE) {
      long seed = nextSeed.getAndIncrement();
      Optional<Result> result = Simulation.play(Choices.random(seed), false);
      result.ifPresent(count::add);
      if (result.flatMap(Result::failure).isPresent()) {
        failed.accumulateAndGet(seed, Math::min);
      }
    }
    return count;
  }

  private static void again(long seed) {
    Result result = Simulation.play(Choices.random(seed), true).orElseThrow();
    System.out.println(result.trace());
    result.failure().ifPresent(words -> fail("seed " + seed + ": " + words));
  }

  private static String report(long seed) {
    Choices choices = Choices.random(seed);
    Simulation.play(choices, false);
    List<Integer> small =
        Shrinker.shrink(
            choices.made(),
            less ->
                Simulation.play(Choices.again(less), false).flatMap(Result::failure).isPresent(),
            SHRINK_MILLIS);
    Result result = Simulation.play(Choices.again(small), true).orElseThrow();
    return "seed "
        + seed
        + ", cut down\n"
        + result.trace()
        + "\n"
        + result.failure().orElse("it does not fail twice");
  }
}
