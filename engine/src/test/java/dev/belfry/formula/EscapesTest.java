package dev.belfry.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mvel2.MVEL;

/** No text leads out of a formula. */
class EscapesTest {
  private static final Path CORPUS = Path.of("src/test/resources/formulas/escapes.txt");
  private static final Pattern CHARACTER = Pattern.compile("(?<!\\\\)\\\\u([0-9a-f]{4})");
  private static final String TRACE = "dev.belfry.escaped";

  @AfterEach
  void nothingWasDone() {
    assertNull(System.getProperty(TRACE));
    assertTrue(Files.notExists(Path.of("escaped")));
  }

  @TestFactory
  Stream<DynamicTest> noneIsAFormula() throws IOException {
    List<String> texts =
        Files.readAllLines(CORPUS).stream().filter(line -> !line.startsWith("# ")).toList();
    assertTrue(texts.size() > 200, () -> "only " + texts.size());
    return texts.stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> assertRefused(unescaped(line))));
  }

  private static void assertRefused(String text) {
    Formula.Reading.Bad bad =
        assertInstanceOf(
            Formula.Reading.Bad.class, Formula.read(text, List.of("x", "y")), "it was read");
    FormulaProblem problem = bad.problem();
    assertTrue(
        problem.start() >= 0 && problem.start() <= problem.end() && problem.end() <= text.length(),
        () -> problem + " is not within the text");
  }

  private static String unescaped(String line) {
    String text =
        CHARACTER
            .matcher(line)
            .replaceAll(found ->
                java.util.regex.Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    return text.replaceAll("(?<!\\\\)\\\\n", "\n").replace("\\\\", "\\");
  }

  /** That the corpus is worth something: unguarded, one of its lines does what it says. */
  @Test
  void withoutTheGuardATraceIsLeft() {
    MVEL.eval("java.lang.System.setProperty('" + TRACE + "', 'yes')");
    assertEquals("yes", System.getProperty(TRACE));
    System.clearProperty(TRACE);
  }

  @Test
  void neitherLongNorDeepTextsAreFormulas() {
    assertInstanceOf(FormulaProblem.TooLong.class, problem("x+".repeat(500) + "x"));
    assertInstanceOf(FormulaProblem.TooLong.class, problem("x" + " ".repeat(1_000)));
    assertInstanceOf(FormulaProblem.TooDeep.class, problem("(".repeat(51) + "x" + ")".repeat(51)));
    assertInstanceOf(FormulaProblem.TooDeep.class, problem("-".repeat(51) + "x"));
    assertInstanceOf(FormulaProblem.TooDeep.class, problem("!".repeat(900) + "x"));
    assertInstanceOf(FormulaProblem.TooDeep.class, problem("x**".repeat(51) + "x"));
    assertInstanceOf(
        FormulaProblem.TooDeep.class, problem("x>0?".repeat(51) + "x" + ":x".repeat(51)));
    assertInstanceOf(FormulaProblem.TooDeep.class, problem("x>0?1:".repeat(51) + "x"));
    assertInstanceOf(
        FormulaProblem.TooDeep.class, problem("abs(".repeat(51) + "x" + ")".repeat(51)));
  }

  private static FormulaProblem problem(String text) {
    return assertInstanceOf(Formula.Reading.Bad.class, Formula.read(text, List.of("x", "y")), text)
        .problem();
  }
}
