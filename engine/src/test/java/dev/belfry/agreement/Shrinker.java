package dev.belfry.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list of choices shorter and smaller as long as it still shows what it shows. */
public final class Shrinker {
  private final Predicate<List<Integer>> stillShows;
  private final long deadlineNanos;
  private List<Integer> best;

  private Shrinker(List<Integer> choices, Predicate<List<Integer>> stillShows, long nanos) {
    this.best = choices;
    this.stillShows = stillShows;
    this.deadlineNanos = System.nanoTime() + nanos;
  }

  /** The smallest list found in this time; the one given shows it. */
  public static List<Integer> shrink(
      List<Integer> choices, Predicate<List<Integer>> stillShows, long millis) {
    Shrinker shrinker = new Shrinker(choices, stillShows, millis * 1_000_000);
    shrinker.shrink();
    return shrinker.best;
  }

  private void shrink() {
    boolean smaller = true;
    while (smaller && hasTime()) {
      smaller = false;
      for (int length = 64; length > 0; length /= 2) {
        smaller |= cut(length);
      }
      smaller |= lower();
    }
  }

  private boolean hasTime() {
    return System.nanoTime() < deadlineNanos;
  }

  private boolean take(List<Integer> choices) {
    if (!stillShows.test(choices)) {
      return false;
    }
    best = choices;
    return true;
  }

  private boolean cut(int length) {
    boolean any = false;
    for (int at = best.size() - length; at >= 0 && hasTime(); at--) {
      if (at + length <= best.size()) {
        List<Integer> less = new ArrayList<>(best);
        less.subList(at, at + length).clear();
        if (take(less)) {
          any = true;
          at -= length - 1;
        }
      }
    }
    return any;
  }

  private boolean lower() {
    boolean any = false;
    for (int at = 0; at < best.size() && hasTime(); at++) {
      int value = best.get(at);
      for (int smaller : new int[] {0, value / 2, value - 1}) {
        if (smaller >= 0 && smaller < best.get(at)) {
          List<Integer> less = new ArrayList<>(best);
          less.set(at, smaller);
          if (take(less)) {
            any = true;
            break;
          }
        }
      }
    }
    return any;
  }
}
