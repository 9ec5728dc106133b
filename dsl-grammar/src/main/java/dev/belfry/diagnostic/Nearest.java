package dev.belfry.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that an author probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The candidate nearest to what was written, by Levenshtein distance without regard to case, if
   * it is within a third of its length (at least one letter).
   */
  public static Optional<String> of(String written, Collection<String> candidates) {
    String folded = fold(written);
    String best = null;
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(written.length() - candidate.length()) > bestDistance) {
        continue;
      }
      int distance = distance(folded, fold(candidate), bestDistance);
      if (distance < bestDistance || (distance == bestDistance && precedes(candidate, best))) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean precedes(
      String candidate, @org.jspecify.annotations.Nullable String best) {
    return best != null && candidate.compareTo(best) < 0;
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment);
   * anything above the limit where there are more. Three rows of the table are enough.
   */
  private static int distance(String a, String b, int limit) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        least = Math.min(least, row[j]);
      }
      if (least > limit + 1) {
        return least;
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
