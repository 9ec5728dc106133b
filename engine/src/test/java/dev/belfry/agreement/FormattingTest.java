package dev.belfry.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.format.Formatted;
import dev.belfry.format.Formatter;
import dev.belfry.parse.Parsed;
import dev.belfry.parse.RuleParser;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The layout of a file means what the file meant, has its comments, and is the layout of itself. It
 * is tried on every rule file there is and on random programs, with white space and comments thrown
 * into them. {@code -Dbelfry.cases} and {@code -Dbelfry.seed} work as in {@link AgreementTest}.
 */
class FormattingTest {
  private static final long SEED = Long.getLong("belfry.seed", 20260101L);
  private static final int CASES = Integer.getInteger("belfry.cases", 300);
  private static final int MANGLED_EACH = 2;
  private static final Pattern WHITE = Pattern.compile("\\s+");

  private static Parsed parse(String text) {
    return RuleParser.parse(new SourceFile("x.rules", text));
  }

  private static String format(String text) {
    return assertInstanceOf(
            Formatted.Done.class, Formatter.format(new SourceFile("x.rules", text)), () -> text)
        .text();
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFileThereIs() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(".."))) {
      files =
          walk.filter(path -> path.toString().endsWith(".rules"))
              .filter(path -> !path.toString().contains("target"))
              .sorted()
              .toList();
    }
    assertTrue(files.size() > 150, () -> files.size() + " files");
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(Files.readString(file))));
  }

  private static void check(String text) {
    String laid = keeps(text);
    if (parse(text).problems().isEmpty()) {
      assertTidy(laid);
      for (int i = 0; i < MANGLED_EACH; i++) {
        checkMangled(text, SEED + i);
      }
    }
  }

  @Test
  void randomPrograms() {
    System.out.println("seed " + SEED + ", " + CASES + " programs");
    for (int i = 0; i < CASES; i++) {
      Choices choices = Choices.random(SEED + i);
      String text = new Rules(choices, Era.of(choices)).program().text();
      assertTidy(keeps(text));
      checkMangled(text, SEED + i);
    }
  }

  /** Words of the language in any order, whole declarations among them. */
  @Test
  void noise() {
    List<String> words =
        List.of(
            "rule \"r\" {",
            "when startup",
            "then stop",
            "}",
            "topic a = \"a\"",
            "let b = 1 +",
            "2",
            "test \"t\" {",
            "send a \"{x}\"",
            "alert \"u\" {",
            "while a is 1",
            "if a {",
            "else",
            "(",
            ")",
            "[",
            "]",
            ",",
            "topic",
            "alert",
            "5 min",
            "\"",
            "\"\"\"",
            "# c\n",
            "\n",
            "\n\n\n",
            "\r\n",
            "\t",
            "é",
            "\uD83D\uDD14",
            "\u0000");
    for (int i = 0; i < CASES; i++) {
      Choices choices = Choices.random(SEED + i);
      StringBuilder text = new StringBuilder();
      int count = choices.below(60);
      for (int word = 0; word < count; word++) {
        text.append(choices.of(words)).append(choices.of(" ", " ", "\n"));
      }
      keeps(text.toString());
    }
  }

  @Test
  void hardFiles() {
    String stops = "stop ".repeat(40_000);
    String items = "{ a: 1, b: 2 }, ".repeat(3_000);
    for (String text :
        List.of(
            "let a = " + "(".repeat(90) + "1" + ")".repeat(90),
            "let a = " + "1 + ".repeat(299) + "1",
            "let a = " + "[\n".repeat(90) + "# c\n1" + "]".repeat(90),
            "let a = [\n" + items.replace("}, ", "},\n") + "]",
            "rule \"r\" { when startup then\n" + stops.replace(" ", "\n") + "}",
            "rule \"r\" { when startup then if a {}\n" + "else if a {}\n".repeat(400) + "}",
            "rule \"r\" { when startup then\n"
                + "if a {\n".repeat(80)
                + "stop"
                + "}\n".repeat(81))) {
      String laid = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> keeps(text));
      assertTrue(parse(text).problems().isEmpty(), () -> text.substring(0, 60));
      assertFalse(laid.equals(text));
    }
  }

  /** Checks all that must be so for any file, and returns its layout. */
  private static String keeps(String text) {
    String laid = format(text);
    assertEquals(
        WHITE.matcher(text).replaceAll(""),
        WHITE.matcher("\uFEFF".repeat(text.startsWith("\uFEFF") ? 1 : 0) + laid).replaceAll(""));
    Parsed before = parse(text);
    Parsed after = parse(laid);
    assertEquals(meaning(before.tree().declarations()), meaning(after.tree().declarations()));
    assertEquals(before.tree().broken(), after.tree().broken());
    assertEquals(
        before.problems().stream().map(it -> it.code() + it.message()).toList(),
        after.problems().stream().map(it -> it.code() + it.message()).toList());
    assertEquals(laid, format(laid));
    return laid;
  }

  private static void checkMangled(String text, long seed) {
    Mangled mangled = Mangled.of(text, Choices.random(seed), true);
    assertEquals(List.of(), parse(mangled.text()).problems(), () -> "seed " + seed);
    assertEquals(
        meaning(parse(text).tree().declarations()),
        meaning(parse(mangled.text()).tree().declarations()),
        () -> "mangling changed the meaning; seed " + seed);
    String laid = keeps(mangled.text());
    assertTidy(laid);
    int at = 0;
    for (String comment : mangled.comments()) {
      at = laid.indexOf(comment + "\n", at);
      assertTrue(at >= 0, () -> comment + " is lost; seed " + seed);
    }
    assertEquals(
        format(Mangled.of(text, Choices.random(seed), false).text()),
        format(Mangled.of(text, Choices.random(seed + 1), false).text()),
        () -> "two layouts; seed " + seed);
  }

  /** What a person sees at once; the lines of texts are their author's. */
  private static void assertTidy(String laid) {
    assertTrue(laid.isEmpty() || laid.endsWith("\n"), "the last line has no end");
    assertFalse(laid.startsWith("\n"), "begins with a blank line");
    if (laid.contains("\"\"\"")) {
      return;
    }
    assertFalse(laid.endsWith("\n\n"), "ends with a blank line");
    assertFalse(laid.contains("\n\n\n"), "two blank lines");
    assertFalse(laid.contains("\r"), "a carriage return");
    assertFalse(
        Pattern.compile("[ \t\f]$", Pattern.MULTILINE).matcher(laid).find(),
        "blanks at the end of a line");
    assertFalse(
        Pattern.compile("^( {2})* [^ ]", Pattern.MULTILINE).matcher(laid).find(),
        "an odd indentation");
    assertFalse(
        Pattern.compile("^(\\}|rule|alert|test).*\n(rule|alert|test) ", Pattern.MULTILINE)
            .matcher(laid)
            .find(),
        "declarations without a blank line between them");
  }

  /** A tree as words, wherever its parts stand. */
  private static String meaning(Object part) {
    return switch (part) {
      case Span ignored -> "";
      case List<?> list ->
          list.stream().map(FormattingTest::meaning).collect(Collectors.joining(", ", "[", "]"));
      case Optional<?> it -> it.map(FormattingTest::meaning).orElse("-");
      case Record it ->
          it.getClass().getSimpleName()
              + Stream.of(it.getClass().getRecordComponents())
                  .map(component -> meaning(value(component, it)))
                  .collect(Collectors.joining(" ", "(", ")"));
      default -> part.toString();
    };
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }

  @Test
  void tenThousandRulesAreLaidOutInSeconds() {
    String text =
        IntStream.range(0, 10_000)
            .mapToObj(i ->
                "topic t%d(room)=\"home/{room}/t%d\":number # %d\n".formatted(i, i, i)
                    + "rule \"r%d\" { when t%d(room) rises above %d".formatted(i, i, i)
                    + " then publish \"out/{room}\" \"{value}\" }\n")
            .collect(Collectors.joining());
    long before = System.nanoTime();
    String laid = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> format(text));
    System.out.println(
        "10,000 rules laid out in " + (System.nanoTime() - before) / 1_000_000 + " ms");
    assertEquals(10_000 * 8 - 1, laid.lines().count());
  }
}
