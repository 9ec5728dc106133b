package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.program.Compilation;
import dev.belfry.source.SourceFile;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files that no author writes, and that must neither crash nor hang those who read them. */
class HardFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MEGABYTE = 1 << 20;
  private static final Catalog CATALOG =
      new Catalog(new Site("Home", ZoneOffset.UTC, Optional.empty()), Set.of(), Set.of(), Set.of());

  private static Compilation compile(String text) {
    return Compilation.of(List.of(new SourceFile("hard.rules", text)), CATALOG);
  }

  private static String rule(String state) {
    return "topic a = \"a\"\nrule \"r\" { while " + state + " then publish \"x\" \"y\" }\n";
  }

  private static String joined(String part, String joiner, int count) {
    return Stream.generate(() -> part).limit(count).collect(Collectors.joining(joiner));
  }

  @TestFactory
  Stream<DynamicTest> filesThatAreRefused() {
    return Stream.of(
            rule("(".repeat(20_000) + "a == 1" + ")".repeat(20_000)),
            rule("(".repeat(100) + "a == 1" + ")".repeat(100)),
            rule("not ".repeat(20_000) + "a == 1"),
            rule("a == " + "-".repeat(20_000) + "1"),
            rule("a == " + "[".repeat(20_000)),
            rule("a == " + "{x:".repeat(20_000)),
            rule(joined("a == 1", " and ", 9_000)),
            rule(joined("a == 1", " or ", 9_000)),
            rule("a == " + joined("1", " + ", 20_000)),
            rule("a" + ".x".repeat(20_000) + " == 1"),
            rule("a" + "[0]".repeat(12_000) + " == 1"),
            rule(joined("a == 1", " until ", 9_000)),
            rule("a == if a == 1 then 1 else ".repeat(5_000) + "1"),
            "topic a = \"a\" : " + "[".repeat(20_000) + "number" + "]".repeat(20_000),
            "rule \"r\" { when startup then "
                + "if true { ".repeat(5_000)
                + "stop "
                + "}".repeat(5_000)
                + "}",
            "let a = \"" + "{a".repeat(300) + "\"",
            "let a = \"" + "{(\"".repeat(300) + "\"",
            "let a = " + "\"{(".repeat(300) + "1" + ")}\"".repeat(300),
            "let a0 = a1 + a1\n"
                + IntStream.range(1, 60)
                    .mapToObj(i -> "let a" + i + " = a" + (i + 1) + " + a" + (i + 1) + "\n")
                    .collect(Collectors.joining())
                + "let a60 = 1\n",
            "x ".repeat(MEGABYTE / 2),
            "\"".repeat(MEGABYTE),
            "{".repeat(MEGABYTE),
            "rule \"r\" {".repeat(MEGABYTE / 10),
            "\"{a".repeat(MEGABYTE / 3),
            "\"" + "{a".repeat(2_000),
            "\"\"\"" + "{a\"".repeat(2_000),
            "1".repeat(MEGABYTE),
            "a".repeat(MEGABYTE),
            "\\".repeat(MEGABYTE),
            "5 min ".repeat(MEGABYTE / 6))
        .map(text ->
            DynamicTest.dynamicTest(
                text.substring(0, Math.min(60, text.length())).replace('\n', ' '),
                () -> refused(text)));
  }

  private static void refused(String text) {
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          Compilation compilation = compile(text);
          compilation.diagnostics().stream().limit(20).forEach(new TextRenderer(false)::render);
          if (!text.contains("(((")) {
            assertFalse(compilation.diagnostics().isEmpty());
          }
        });
  }

  @Test
  void noiseOfTheLanguagesOwnWords() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] words =
        ("rule test topic let when while then finally { } ( ) [ ] , : . | = == < - + \"r\" \"{a}\""
                + " a 5 min 5 07:30 and or not for until at every is becomes publish notify if else"
                + " wait expect send \" \"\"\" # \n"
                + " given alert \u201c é \uD83D\uDD14")
            .split(" ", -1);
    for (int i = 0; i < 300; i++) {
      String text =
          random
              .ints(200, 0, words.length)
              .mapToObj(word -> words[word])
              .collect(Collectors.joining(" "));
      assertTimeoutPreemptively(
          PATIENCE,
          () -> compile(text).diagnostics().forEach(new TextRenderer(false)::render),
          () -> "seed " + seed);
    }
  }

  @Test
  void tenThousandRulesAreReadInSeconds() {
    String text =
        IntStream.range(0, 10_000)
            .mapToObj(i ->
                "topic t%d(room) = \"home/{room}/t%d\" : number\n".formatted(i, i)
                    + "rule \"r%d\" { when t%d(room) rises above %d".formatted(i, i, i)
                    + " then publish \"out/{room}\" \"{value}\" }\n")
            .collect(Collectors.joining());
    Compilation compilation = assertTimeoutPreemptively(PATIENCE, () -> compile(text));
    assertTrue(compilation.diagnostics().isEmpty());
    assertEquals(10_000, compilation.program().orElseThrow().ruleNames().size());
  }

  @Test
  void aThousandMistakesAreFoundInSeconds() {
    String text =
        IntStream.range(0, 1_000)
            .mapToObj(i ->
                "topic temperature%d = \"t%d\"\n".formatted(i, i)
                    + "rule \"r%d\" { when temprature%d updates".formatted(i, i)
                    + " then publish \"out\" \"x\" }\n")
            .collect(Collectors.joining());
    Compilation compilation = assertTimeoutPreemptively(PATIENCE, () -> compile(text));
    assertEquals(1_000, compilation.diagnostics().size());
  }
}
