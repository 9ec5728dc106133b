package dev.belfry.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
  private static final int CASES = Integer.getInteger("belfry.cases", 6_000);
  private static final int MOST_REPORTS = Integer.getInteger("belfry.reports", 1);
  private static final int MOST_REFUSED_PERCENT = 20;
  private static final long SHRINK_MILLIS = Long.getLong("belfry.shrinkMillis", 30_000);

  private final Constructs constructs = new Constructs();
  private final TreeMap<String, Integer> refusals = new TreeMap<>();
  private int refused;

  @Test
  void theMachineAndTheSecondEvaluatorAgree() {
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      long seed = SEED + i;
      Choices choices = Choices.random(seed);
      Optional<Trial.Difference> difference = run(Scenario.of(choices), constructs);
      if (difference.isPresent()) {
        reports.add(report(seed, i, choices.made()));
        if (reports.size() == MOST_REPORTS) {
          break;
        }
      }
    }
    if (Integer.getInteger("belfry.cases") != null) {
      System.out.println("seed " + SEED + ", " + CASES + " cases, " + refused + " refused");
      System.out.println(refusals);
      System.out.println(constructs.table());
    }
    if (!reports.isEmpty()) {
      fail(String.join("\n========\n", reports));
    }
    assertTrue(refused * 100 <= CASES * MOST_REFUSED_PERCENT, () -> refused + " " + refusals);
    if (CASES >= 3_000) {
      assertEquals(List.of(), constructs.missing());
    }
  }

  private Optional<Trial.Difference> run(Scenario scenario, Constructs counted) {
    List<Compiled> versions = new ArrayList<>();
    for (Sketch version : scenario.versions()) {
      versions.add(Compiled.of(version));
    }
    if (versions.getFirst().model().isEmpty()) {
      refused++;
      versions
          .getFirst()
          .errors()
          .forEach(error -> refusals.merge(error.code() + " " + error.message(), 1, Integer::sum));
      return Optional.empty();
    }
    if (counted.isWanting()) {
      versions.forEach(version -> version.model().ifPresent(counted::count));
    }
    return Trial.run(scenario, versions, counted);
  }

  private String report(long seed, int cases, List<Integer> choices) {
    List<Integer> small =
        Shrinker.shrink(
            choices,
            less -> run(Scenario.of(Choices.again(less)), new Constructs()).isPresent(),
            SHRINK_MILLIS);
    Scenario scenario = Scenario.of(Choices.again(small));
    Trial.Difference difference = run(scenario, new Constructs()).orElseThrow();
    StringBuilder text = new StringBuilder("seed " + seed + ", after " + cases + " cases\n");
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
