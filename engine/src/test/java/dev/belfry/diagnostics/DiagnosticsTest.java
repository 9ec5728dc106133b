package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Shows mistakes and what is said about them, side by side. */
class DiagnosticsTest {
  private static final Path CASES = Path.of("src/test/resources/diagnostics");
  private static final Path SUSPICIOUS = Path.of("src/test/resources/warnings");

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() throws IOException {
    return Golden.files(CASES).stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  @TestFactory
  Stream<DynamicTest> everythingSuspiciousIsExplained() throws IOException {
    return Golden.files(SUSPICIOUS).stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> warn(path)));
  }

  private static void warn(Path rules) throws IOException {
    Golden golden = Golden.of(rules, Golden.house(Optional.empty()));
    assertTrue(golden.compilation().program().isPresent(), golden::said);
    golden.assertSaidAsBefore();
  }

  private static void check(Path rules) throws IOException {
    Golden golden = Golden.of(rules, Golden.house(Optional.empty()));
    assertTrue(golden.compilation().program().isEmpty(), "accepted, and must be refused");
    golden.assertSaidAsBefore();
    if (rules.getFileName().toString().startsWith("not-yet-")) {
      assertTrue(
          golden.compilation().diagnostics().stream()
              .allMatch(it -> it.message().endsWith(" is not supported yet")),
          golden.said());
    }
  }
}
