package dev.belfry.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows files and what becomes of them, side by side. {@code -Dgolden=rewrite} writes down what
 * becomes of them now; the review is the difference.
 */
class FormatterTest {
  private static final Path CASES = Path.of("src/test/resources/format");

  private static Formatted.Done done(String text) {
    return assertInstanceOf(
        Formatted.Done.class, Formatter.format(new SourceFile("x.rules", text)));
  }

  private static String format(String text) {
    return done(text).text();
  }

  @TestFactory
  Stream<DynamicTest> everyConstructHasItsLayout() throws IOException {
    List<Path> cases;
    try (Stream<Path> files = Files.list(CASES)) {
      cases = files.filter(path -> path.toString().endsWith(".rules")).sorted().toList();
    }
    assertFalse(cases.isEmpty());
    return cases.stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Path rules) throws IOException {
    String laid = format(Files.readString(rules));
    Path golden = Path.of(rules.toString().replaceAll("\\.rules$", ".txt"));
    if ("rewrite".equals(System.getProperty("golden"))) {
      Files.writeString(golden, laid);
    }
    assertEquals(Files.readString(golden), laid);
    assertEquals(laid, format(laid));
  }

  @Test
  void whatCannotBeReadIsLeftAsItIsAndSaid() throws IOException {
    Formatted.Done done = done(Files.readString(CASES.resolve("unreadable.rules")));
    assertEquals(
        List.of("E0101", "E0103", "E0106", "E0103"),
        done.problems().stream().map(Diagnostic::code).toList());
    String tooLong = "\uFEFFlet  a = \"" + "x".repeat(10_000) + "\"\r\n\r\n\r\nlet b =  1";
    assertEquals(tooLong, format(tooLong));
    assertEquals("E0111", done(tooLong).problems().getFirst().code());
  }

  @Test
  void linesEndAlikeAndThereIsNoMarkOfTheByteOrder() {
    String text =
        "\uFEFF# c \r\n"
            + "topic a = \"a\" # d\r\n\r\n\r\n\r\n"
            + "let b = \"\"\"\r\n"
            + "  x\r\n"
            + "    y\r\n"
            + "  \"\"\"\r\n\r\n";
    assertEquals(
        "# c\ntopic a = \"a\"  # d\n\nlet b = \"\"\"\n  x\n    y\n  \"\"\"\n", format(text));
  }

  @Test
  void charactersBeyondTheFirstPlaneCountAsOne() {
    String bells = "\uD83D\uDD14".repeat(40);
    String list = "let a = [\"" + bells + "\", \"" + bells + "\"]\n";
    assertEquals(list, format(list));
    String more = "let a = [\"" + bells + "\", \"" + bells + "\", 12345]\n";
    assertEquals(
        "let a = [\n  \"" + bells + "\",\n  \"" + bells + "\",\n  12345\n]\n", format(more));
  }

  @Test
  void filesWithoutDeclarations() {
    assertEquals("", format(""));
    assertEquals("", format(" \n\r\n\t"));
    assertEquals("# a\n\n# b\n", format("\n\n# a\n\n\n# b"));
  }

  /** Outside braces a declaration begins where one of its first words begins a line. */
  @Test
  void noLineBeginsWithAWordThatWouldBeginADeclaration() {
    String topics = "topic \"home/kitchen\", topic \"home/bath\", topic \"home/hall\"";
    String text = format("let a = [" + topics + "," + topics + "," + topics + "]");
    assertEquals(1, text.lines().filter(line -> !line.equals("]")).count(), text);
  }

  @Test
  void noLineGetsMoreBracesThanMayBeInOne() {
    String nested = "let a = " + "{ x:\n".repeat(14) + "1" + "\n}".repeat(14) + "\n";
    String text = format(nested);
    assertTrue(text.contains("{ x: { x: 1 } }"), text);
    String texts = "rule \"r\" { when startup then publish \"{{{{{{{\"\n\"{{{{{{{\" }";
    assertEquals(
        "rule \"r\" {\n  when startup\n  then\n    publish \"{{{{{{{\"\n      \"{{{{{{{\"\n}\n",
        format(texts));
  }

  @Test
  void noLineGetsLongerThanALineMayBe() {
    String half = "\"" + "x".repeat(6_000) + "\"";
    String texts = "rule \"r\" { when startup then publish\n" + half + "\n" + half + " }";
    assertTrue(format(texts).contains(half + "\n      " + half), "joined");
  }
}
