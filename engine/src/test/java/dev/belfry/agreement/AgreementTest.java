package dev.belfry.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Random programs and histories, with restarts, reloads and clock changes in them, have the same
 * effects in the machine and in the second evaluator, line for line.
 *
 * <p>{@code -Dbelfry.cases=100000} tries more of them and prints how often each construct appeared;
 * {@code -Dbelfry.seed=N} tries others. A case that fails is printed with its seed, cut down to
 * little; {@code -Dbelfry.seed=N -Dbelfry.cases=1} runs it again.
 */
class AgreementTest {
  private static final long SEED = Long.getLong("belfry.seed", 20260101L);
  private static final int CASES = Integer.getInteger("belfry.cases", 5_000);
  private static final int MOST_REFUSED_PERCENT = 20;
  private static final long SHRINK_MILLIS = Long.getLong("belfry.shrinkMillis", 30_000);
  private static final int SHARES = 2;

  /** The first case so far that failed. */
  private final AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);

  @Test
  void theMachineAndTheSecondEvaluatorAgree() throws InterruptedException, ExecutionException {
    Share all = new Share();
    try (ExecutorService threads = Executors.newFixedThreadPool(SHARES)) {
      List<Future<Share>> shares = new ArrayList<>();
      for (int i = 0; i < SHARES; i++) {
        int first = i;
        shares.add(threads.submit(() -> cases(first)));
      }
      for (Future<Share> share : shares) {
        all.add(share.get());
      }
    }
    System.out.println("seed " + SEED + ", " + CASES + " cases, " + all.refused + " refused");
    if (Integer.getInteger("belfry.cases") != null) {
      System.out.println(all.refusals);
      System.out.println(all.constructs.table());
    }
    if (firstFailed.get() < CASES) {
      fail(report(firstFailed.get()));
    }
    assertTrue(all.refused * 100 <= CASES * MOST_REFUSED_PERCENT, all.refusals::toString);
    if (CASES >= 3_000) {
      assertEquals(List.of(), all.constructs.missing());
    }
  }

  /** Tries this case and each that a share comes to after it, up to the first that failed. */
  private Share cases(int first) {
    Share share = new Share();
    for (int i = first; i < CASES && i < firstFailed.get(); i += SHARES) {
      if (run(Scenario.of(Choices.random(SEED + i)), share).isPresent()) {
        firstFailed.accumulateAndGet(i, Math::min);
      }
    }
    return share;
  }

  private static Optional<Trial.Difference> run(Scenario scenario, Share share) {
    List<Compiled> versions = new ArrayList<>();
    for (Sketch version : scenario.versions()) {
      versions.add(Compiled.of(version));
    }
    if (versions.getFirst().model().isEmpty()) {
      share.refuse(versions.getFirst());
      return Optional.empty();
    }
    if (share.constructs.isWanting()) {
      versions.forEach(version -> version.model().ifPresent(share.constructs::count));
    }
    return Trial.run(scenario, versions, share.constructs);
  }

  /** What was counted in some of the cases. */
  private static final class Share {
    final Constructs constructs = new Constructs();
    final TreeMap<String, Integer> refusals = new TreeMap<>();
    int refused;

    void refuse(Compiled program) {
      refused++;
      program
          .errors()
          .forEach(error -> refusals.merge(error.code() + " " + error.message(), 1, Integer::sum));
    }

    void add(Share other) {
      constructs.add(other.constructs);
      other.refusals.forEach((why, count) -> refusals.merge(why, count, Integer::sum));
      refused += other.refused;
    }
  }

  private static String report(int number) {
    Choices choices = Choices.random(SEED + number);
    Scenario.of(choices);
    List<Integer> small =
        Shrinker.shrink(
            choices.made(),
            less -> run(Scenario.of(Choices.again(less)), new Share()).isPresent(),
            SHRINK_MILLIS);
    Scenario scenario = Scenario.of(Choices.again(small));
    Trial.Difference difference = run(scenario, new Share()).orElseThrow();
    StringBuilder text =
        new StringBuilder("seed " + (SEED + number) + ", after " + number + " cases\n");
    scenario.versions().forEach(version -> text.append("----\n").append(version.text()));
    text.append(scenario.told()).append("step ").append(difference.step()).append('\n');
    int lines = Math.max(difference.machine().size(), difference.second().size());
    for (int i = 0; i < lines; i++) {
      String machine = line(difference.machine(), i);
      String second = line(difference.second(), i);
      text.append(
              machine.equals(second)
                  ? "   both    " + machine
                  : "   machine " + machine + "\n>> second  " + second)
          .append('\n');
    }
    return text.toString();
  }

  private static String line(List<String> lines, int at) {
    return at < lines.size() ? lines.get(at) : "-";
  }
}
