package dev.belfry.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of choices that a case is made of. What was chosen is written down, so that a shorter or
 * smaller list of choices makes a smaller case of the same kind (after Hypothesis: MacIver and
 * Donaldson, Test-Case Reduction via Test-Case Generation, 2020).
 */
public final class Choices {
  private final List<Integer> given;
  private final SplittableRandom random;
  private final boolean isReplay;
  private final List<Integer> made = new ArrayList<>();

  private Choices(List<Integer> given, long seed, boolean isReplay) {
    this.given = given;
    this.random = new SplittableRandom(seed);
    this.isReplay = isReplay;
  }

  /** Those that come of a seed. */
  public static Choices random(long seed) {
    return new Choices(List.of(), seed, false);
  }

  /** The choices made once more; when they are used up, always the first possibility. */
  public static Choices again(List<Integer> choices) {
    return new Choices(choices, 0, true);
  }

  /** A number from 0 to one less than this; smaller numbers must mean simpler things. */
  public int below(int bound) {
    int choice;
    if (isReplay) {
      choice = made.size() < given.size() ? Math.min(given.get(made.size()), bound - 1) : 0;
    } else {
      choice = random.nextInt(bound);
    }
    made.add(choice);
    return choice;
  }

  /** Whether something happens that happens so many times in a hundred. */
  public boolean percent(int percent) {
    return below(100) >= 100 - percent;
  }

  /** One of these. */
  public <T> T of(List<T> possibilities) {
    return possibilities.get(below(possibilities.size()));
  }

  /** One of these. */
  public String of(String... possibilities) {
    return possibilities[below(possibilities.length)];
  }

  /** What was chosen so far. */
  public List<Integer> made() {
    return made;
  }
}
