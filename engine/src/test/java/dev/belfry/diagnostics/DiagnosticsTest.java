package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.program.Compilation;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows mistakes and what is said about them, side by side. {@code -Dgolden=rewrite} writes down
 * what is said now; the review is the difference.
 */
class DiagnosticsTest {
  private static final Path CASES = Path.of("src/test/resources/diagnostics");
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneOffset.UTC, Optional.empty()),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  /** Words of those who build languages, which no author needs to know. */
  private static final List<String> JARGON =
      List.of("token", "EOF", "node", "parse", "lexer", "grammar", "viable", "mismatch", "null");

  @TestFactory
  Stream<DynamicTest> everyMistakeIsExplained() throws IOException {
    List<Path> cases;
    try (Stream<Path> files = Files.list(CASES)) {
      cases = files.filter(path -> path.toString().endsWith(".rules")).sorted().toList();
    }
    assertFalse(cases.isEmpty());
    return cases.stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Path rules) throws IOException {
    Compilation compilation =
        Compilation.of(
            List.of(new SourceFile(rules.getFileName().toString(), Files.readString(rules))),
            CATALOG);
    assertTrue(compilation.program().isEmpty(), "accepted, and must be refused");
    String said =
        compilation.diagnostics().stream()
            .map(new TextRenderer(false)::render)
            .collect(Collectors.joining("\n"));
    Path golden = Path.of(rules.toString().replaceAll("\\.rules$", ".txt"));
    if ("rewrite".equals(System.getProperty("golden"))) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.readString(golden), said);
    compilation
        .diagnostics()
        .forEach(it -> JARGON.forEach(word -> assertFalse(it.message().contains(word), word)));
    if (rules.getFileName().toString().startsWith("not-yet-")) {
      assertTrue(
          compilation.diagnostics().stream()
              .allMatch(it -> it.message().endsWith(" is not supported yet")),
          said);
    }
  }
}
