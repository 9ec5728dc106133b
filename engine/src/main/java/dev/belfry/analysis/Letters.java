package dev.belfry.analysis;

import java.util.LinkedHashSet;
import java.util.Set;

/** Texts that differ by a slip of the finger. */
final class Letters {
  /** In shorter levels a letter is often meant: {@code zone/a}, {@code tank/full}. */
  private static final int SHORTEST_LEVEL = 5;

  private Letters() {}

  /** The text, and all that it becomes when one character is taken out. */
  static Set<String> without(String text) {
    Set<String> shortened = new LinkedHashSet<>(Set.of(text));
    for (int i = 0; i < text.length(); i++) {
      shortened.add(text.substring(0, i) + text.substring(i + 1));
    }
    return shortened;
  }

  /** Whether two topics differ in one level only, and there by a letter that is no digit. */
  static boolean areMisspelt(String a, String b) {
    String[] ofA = a.split("/", -1);
    String[] ofB = b.split("/", -1);
    if (ofA.length != ofB.length) {
      return false;
    }
    int different = -1;
    for (int i = 0; i < ofA.length; i++) {
      if (!ofA[i].equals(ofB[i])) {
        if (different >= 0) {
          return false;
        }
        different = i;
      }
    }
    return different >= 0 && areNear(ofA[different], ofB[different]);
  }

  private static boolean areNear(String a, String b) {
    if (Math.min(a.length(), b.length()) < SHORTEST_LEVEL) {
      return false;
    }
    int start = 0;
    while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < Math.min(a.length(), b.length()) - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    String restA = a.substring(start, a.length() - end);
    String restB = b.substring(start, b.length() - end);
    boolean swapped =
        restA.length() == 2
            && restB.length() == 2
            && restA.charAt(0) == restB.charAt(1)
            && restA.charAt(1) == restB.charAt(0);
    boolean one = restA.length() <= 1 && restB.length() <= 1;
    // Other endings make other words: lights, opened.
    boolean ending = end == 0;
    return (swapped || one) && !ending && (restA + restB).chars().noneMatch(Character::isDigit);
  }
}
