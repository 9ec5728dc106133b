package dev.belfry.service.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private final Settling settling = new Settling();

  private static RuleScan files(String... texts) {
    TreeMap<String, SourceFile> files = new TreeMap<>();
    for (int i = 0; i < texts.length; i++) {
      files.put(i + ".rules", new SourceFile(i + ".rules", texts[i]));
    }
    return new RuleScan(files, List.of());
  }

  private boolean isThrough(RuleScan scan, long timeMillis) {
    return settling.looked(scan, timeMillis).isPresent();
  }

  @Test
  void theFirstLookCountsAndLaterOnesWhenTwoAgree() {
    assertTrue(isThrough(files("a", "b"), 0));
    assertTrue(isThrough(files("a", "b"), 1));
    assertEquals(Optional.empty(), settling.looked(files("A", "b"), 1_000));
    assertEquals(Optional.empty(), settling.looked(files("A", "B"), 1_300));
    assertEquals(Optional.empty(), settling.looked(files("A", "B"), 1_499));
    assertTrue(isThrough(files("A", "B"), 1_500));
    assertTrue(isThrough(files("A", "B"), 1_501));
  }

  @Test
  void whatGoesBackToWhatItWasIsNoChange() {
    assertTrue(isThrough(files("a"), 0));
    assertEquals(Optional.empty(), settling.looked(files(), 100));
    assertTrue(isThrough(files("a"), 200));
    assertEquals(Optional.empty(), settling.looked(files(), 300));
    assertEquals(Optional.empty(), settling.looked(files(), 499));
    assertTrue(isThrough(files(), 500));
  }

  @Test
  void whoWritesWithoutAPauseIsNotWaitedForForEver() {
    assertTrue(isThrough(files("0"), 0));
    for (int i = 1; i < Settling.LONGEST_MILLIS / 100; i++) {
      assertEquals(Optional.empty(), settling.looked(files(String.valueOf(i)), 100L * i));
    }
    assertEquals(Optional.empty(), settling.looked(files("x"), 100 + Settling.LONGEST_MILLIS - 1));
    assertTrue(isThrough(files("y"), 100 + Settling.LONGEST_MILLIS));
  }

  @Test
  void aProblemThatComesIsAChange() {
    assertTrue(isThrough(files("a"), 0));
    RuleScan broken =
        new RuleScan(files("a").files(), List.of(new RuleProblem("b.rules", "cannot be read")));
    assertEquals(Optional.empty(), settling.looked(broken, 10));
    assertTrue(isThrough(broken, 210));
  }
}
