package dev.belfry.service.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFolderTest {
  private static final String A = "rule \"A\" { }\n";
  private static final String B = "rule \"B\" { }\n";
  private static final String C = "topic c = \"c\"\n";

  private final RuleFolder folder = new RuleFolder(DeclaredNames::of);
  private long timeMillis;

  private static RuleScan seen(Map<String, String> texts) {
    TreeMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, new SourceFile(name, text)));
    return new RuleScan(files, List.of());
  }

  private Map<String, String> after(long millis, Map<String, String> texts) {
    timeMillis += millis;
    return texts(folder.scanned(seen(texts), timeMillis));
  }

  private static Map<String, String> texts(RuleFolder.Decision decision) {
    Map<String, String> used = new TreeMap<>();
    decision.files().forEach((name, file) -> used.put(name, file.text()));
    return used;
  }

  @Test
  void whatIsNewOrChangedIsTakenAtOnce() {
    assertEquals(Map.of("a", A), after(0, Map.of("a", A)));
    assertEquals(Map.of("a", A + B), after(1, Map.of("a", A + B)));
    assertEquals(Map.of("a", A + B, "c", C), after(1, Map.of("a", A + B, "c", C)));
    String changed = A.replace("}", "log \"x\" }");
    assertEquals(Map.of("a", changed + B, "c", C), after(1, Map.of("a", changed + B, "c", C)));
  }

  @Test
  void aFileThatIsGoneStaysUntilTwoScansASecondApartAgree() {
    after(0, Map.of("a", A, "b", B));
    assertEquals(Map.of("a", A, "b", B), after(10, Map.of("a", A)));
    assertEquals(Map.of("a", A, "b", B), after(999, Map.of("a", A)));
    assertEquals(Map.of("a", A), after(1, Map.of("a", A)));
  }

  @Test
  void itSaysWhenItWantsToLookAgain() {
    after(0, Map.of("a", A));
    assertEquals(OptionalLong.of(1_005), folder.scanned(seen(Map.of()), 5).againAtMillis());
    assertEquals(OptionalLong.empty(), folder.scanned(seen(Map.of()), 1_005).againAtMillis());
  }

  @Test
  void aRuleThatVanishesInsideAFileWaitsToo() {
    after(0, Map.of("a", A + B));
    assertEquals(Map.of("a", A + B), after(10, Map.of("a", A)));
    assertEquals(Map.of("a", A), after(1_000, Map.of("a", A)));
  }

  @Test
  void aFileThatIsStillGrowingIsNotBelievedHoweverLongItTakes() {
    after(0, Map.of("a", A + B + C));
    for (int end = 0; end < (A + B).length(); end++) {
      assertEquals(Map.of("a", A + B + C), after(900, Map.of("a", (A + B).substring(0, end))));
    }
  }

  @Test
  void aScanInBetweenThatDisagreesStartsTheWaitAnew() {
    after(0, Map.of("a", A));
    after(10, Map.of());
    after(500, Map.of("a", A));
    assertEquals(Map.of("a", A), after(600, Map.of()));
    assertEquals(Map.of(), after(1_000, Map.of()));
  }

  @Test
  void anEmptiedFileHasVanishedLikeOneThatIsGone() {
    after(0, Map.of("a", A, "comment", "# only words\n"));
    assertEquals(
        Map.of("a", A, "comment", "# only words\n"), after(10, Map.of("a", "", "comment", "")));
    assertEquals(Map.of("a", "", "comment", ""), after(1_000, Map.of("a", "", "comment", "")));
  }

  @Test
  void aDeclarationThatLostItsEndWaits() {
    String whole = "topic mode = \"m\" : \"off\" | \"away\"\n";
    after(0, Map.of("a", whole));
    assertEquals(Map.of("a", whole), after(10, Map.of("a", "topic mode = \"m\" : \"off\"")));
  }

  @Test
  void aRuleThatMovesToAnotherFileMovesAtOnce() {
    after(0, Map.of("a", A + B));
    assertEquals(Map.of("a", B, "b", A), after(1, Map.of("a", B, "b", A)));
    assertEquals(Map.of("renamed", A + B), after(1, Map.of("renamed", A + B)));
  }

  @Test
  void aRuleDoesNotFallBetweenAFileThatChangesAndOneThatWaits() {
    after(0, Map.of("a", A, "b", B + C));
    // A moves to b, but b has lost C and must wait, so a must keep A.
    assertEquals(Map.of("a", "#\n", "b", B + C).keySet(), Set.of("a", "b"));
    assertEquals(Map.of("a", A, "b", B + C), after(1, Map.of("a", "#\n", "b", A + B)));
    assertEquals(Map.of("a", "#\n", "b", A + B), after(1_000, Map.of("a", "#\n", "b", A + B)));
  }

  @Test
  void whatCouldNotBeReadKeepsItsLastGoodVersionForAsLongAsItTakes() {
    after(0, Map.of("a", A, "sub/b", B, "sub/deep/c", C));
    RuleScan scan =
        new RuleScan(
            new TreeMap<>(Map.of("a", new SourceFile("a", A))),
            List.of(new RuleProblem("sub", "cannot be listed")));
    for (int i = 1; i < 5; i++) {
      assertEquals(
          Set.of("a", "sub/b", "sub/deep/c"), folder.scanned(scan, i * 10_000L).files().keySet());
    }
  }

  @Test
  void aMissingFolderIsNoEmptyFolder() {
    after(0, Map.of("a", A));
    RuleScan none = new RuleScan(new TreeMap<>(), List.of(new RuleProblem("", "not there")));
    folder.scanned(none, 10);
    assertEquals(Set.of("a"), folder.scanned(none, 100_000).files().keySet());
  }

  /** Files are truncated, written in pieces, deleted, made anew and renamed over one another. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void howeverFilesAreRewrittenNoRuleIsLostThatIsThereInTheEnd(int round) {
    long seed = System.nanoTime() + round;
    for (int run = 0; run < 500; run++) {
      new Rewriting(new Random(seed + run)).check("seed " + (seed + run));
    }
  }

  /** One random history of a folder which is looked at whenever it pleases. */
  private static final class Rewriting {
    private final Random random;
    private final RuleFolder folder = new RuleFolder(DeclaredNames::of);
    private final Map<String, String> disk = new TreeMap<>();
    private final Set<String> always = new HashSet<>();
    private long timeMillis;

    Rewriting(Random random) {
      this.random = random;
    }

    void check(String seed) {
      for (int i = 0; i < 4; i++) {
        disk.put("f" + i, content(i, 1));
      }
      always.addAll(names(folder.scanned(seen(disk), timeMillis).files()));
      for (int step = 2; step < 12; step++) {
        rewrite("f" + random.nextInt(4), seed, step);
      }
      timeMillis += 2_000;
      look(seed);
      timeMillis += 2_000;
      assertEquals(disk, texts(folder.scanned(seen(disk), timeMillis)), seed);
    }

    private static String content(int file, int version) {
      StringBuilder text = new StringBuilder("# version " + version + "\n");
      for (int rule = 0; rule < 3; rule++) {
        text.append("rule \"").append(file).append('-').append(rule).append("\" {\n");
        text.append("  log \"").append(version).append("\"\n}\n");
      }
      return text.toString();
    }

    private void rewrite(String name, String seed, int version) {
      String next = content(name.charAt(1) - '0', version);
      switch (random.nextInt(3)) {
        case 0 -> writeInPieces(name, next, seed);
        case 1 -> {
          disk.remove(name);
          look(seed);
        }
        default -> {
          disk.put("new", next);
          look(seed);
          disk.remove("new");
        }
      }
      disk.put(name, next);
      look(seed);
      // The events of the last change bring at least one look.
      scan(seed);
    }

    private void writeInPieces(String name, String next, String seed) {
      List<Integer> cuts =
          new ArrayList<>(random.ints(4, 0, next.length()).distinct().boxed().toList());
      cuts.sort(null);
      for (int cut : cuts) {
        disk.put(name, next.substring(0, cut));
        look(seed);
      }
    }

    /** Time passes, and once or twice somebody looks; a piece never rests for a whole second. */
    private void look(String seed) {
      timeMillis += random.nextInt(400);
      for (int looks = random.nextInt(3); looks > 0; looks--) {
        timeMillis += random.nextInt(250);
        scan(seed);
      }
    }

    private void scan(String seed) {
      Set<String> used = names(folder.scanned(seen(disk), timeMillis).files());
      assertTrue(used.containsAll(always), seed + " lost " + always + " to " + used);
    }

    private static Set<String> names(Map<String, SourceFile> files) {
      Set<String> names = new HashSet<>();
      files.values().forEach(file -> names.addAll(DeclaredNames.of(file)));
      return names;
    }
  }
}
