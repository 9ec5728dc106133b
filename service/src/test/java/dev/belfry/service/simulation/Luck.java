package dev.belfry.service.simulation;

import dev.belfry.agreement.Choices;
import dev.belfry.service.outbox.OutboxLimits;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What befalls the world, by chance; nothing bad once it is calm. */
final class Luck {
  private static final int THOUSAND = 1_000;
  private static final int MOST_CUTS = 20;

  private final Choices choices;
  private final int cuts;
  private final int failedCommits;
  private final int troubles;
  private int cutsLeft = MOST_CUTS;
  private boolean calm;

  Luck(Choices choices) {
    this.choices = choices;
    this.cuts = choices.of(List.of(0, 3, 10, 30));
    this.failedCommits = choices.of(List.of(0, 20, 200));
    this.troubles = choices.of(List.of(0, 100, 400));
  }

  /** From now on all goes well. */
  void calmDown() {
    calm = true;
  }

  private boolean strikes(int perThousand) {
    return !calm && perThousand > 0 && choices.below(THOUSAND) >= THOUSAND - perThousand;
  }

  /** Whether the power fails here. */
  boolean cut() {
    if (cutsLeft == 0 || !strikes(cuts)) {
      return false;
    }
    cutsLeft--;
    return true;
  }

  /** Whether a commit fails. */
  boolean commitFails() {
    return strikes(failedCommits);
  }

  /** Whether something outside goes wrong. */
  boolean trouble() {
    return strikes(troubles);
  }

  boolean percent(int percent) {
    return strikes(10 * percent);
  }

  /** A number from 0 to one less than this. */
  int below(int bound) {
    return choices.below(bound);
  }

  <T> T of(List<T> possibilities) {
    return choices.of(possibilities);
  }

  /** A stretch that something takes: often none, at most so long. */
  int stretch(int most) {
    return choices.below(3) == 0 ? choices.below(most + 1) : 0;
  }

  /** How patient the outbox is; often so impatient that it comes to giving up. */
  OutboxLimits limits() {
    boolean few = choices.percent(20);
    return new OutboxLimits(
        Duration.ofSeconds(1),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(choices.of(List.of(600, 60, 10))),
        Duration.ofSeconds(choices.of(List.of(300, 30, 5))),
        few ? 4 : 1_000,
        few ? 10 : 20_000,
        few ? 3 : 1_000);
  }

  /** Numbers for what is random within the service. */
  RandomGenerator random() {
    return () -> (long) choices.below(Integer.MAX_VALUE) << 33;
  }
}
