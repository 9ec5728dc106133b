package dev.belfry.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.rehearsal.TestResult;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every case beside this class: programs with their tests, and files that must be refused. */
class ConformanceTest {
  private static final Path CASES = Path.of("src/test/resources/conformance");
  private static final Catalog CATALOG =
      new Catalog(
          new Site(
              "Conformance",
              ZoneId.of("Europe/Berlin"),
              Optional.of(new Site.Place(52.52, 13.405))),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  @TestFactory
  Stream<DynamicTest> everyTestPasses() throws IOException {
    return rules(CASES)
        .flatMap(path -> {
          Program program = program(path);
          assertFalse(program.tests().isEmpty(), () -> path + " has no tests");
          return program.tests().stream()
              .map(test ->
                  DynamicTest.dynamicTest(
                      path.getFileName() + ": " + test.name(),
                      () -> assertPasses(Rehearsal.run(program, test))));
        });
  }

  private static void assertPasses(TestResult result) {
    result
        .failure()
        .ifPresent(failure ->
            fail(
                "expected "
                    + failure.expected()
                    + "\ninstead "
                    + failure.instead()
                    + "\n"
                    + String.join("\n", failure.timeline())));
  }

  @TestFactory
  Stream<DynamicTest> everyTestFails() throws IOException {
    return rules(CASES.resolve("must-fail"))
        .flatMap(path -> {
          Program program = program(path);
          return program.tests().stream()
              .map(test ->
                  DynamicTest.dynamicTest(
                      test.name(),
                      () ->
                          assertFalse(
                              Rehearsal.run(program, test).passed(), "passed, and must fail")));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeIsFoundAtItsPlace() throws IOException {
    return rules(CASES.resolve("must-not-check"))
        .map(path ->
            DynamicTest.dynamicTest(path.getFileName().toString(), () -> assertRefused(path)));
  }

  private static void assertRefused(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    String word = lines.get(0).substring("# contains: ".length());
    String place = lines.get(1).substring("# at: ".length());
    Compilation compilation = compile(path);
    assertTrue(compilation.program().isEmpty(), "accepted, and must be refused");
    assertEquals(1, compilation.diagnostics().size(), () -> text(compilation));
    Diagnostic diagnostic = compilation.diagnostics().getFirst();
    SourceFile.Position at = diagnostic.file().position(diagnostic.span().start());
    assertEquals(place, at.line() + ":" + at.column(), () -> text(compilation));
    assertTrue(diagnostic.message().contains(word), () -> text(compilation));
  }

  private static Program program(Path path) {
    Compilation compilation = compile(path);
    return compilation.program().orElseThrow(() -> new AssertionError(text(compilation)));
  }

  private static Compilation compile(Path path) {
    try {
      SourceFile file = new SourceFile(path.getFileName().toString(), Files.readString(path));
      return Compilation.of(List.of(file), CATALOG);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String text(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(new TextRenderer(false)::render)
        .collect(Collectors.joining("\n", "\n", ""));
  }

  private static Stream<Path> rules(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> path.toString().endsWith(".rules")).sorted().toList().stream();
    }
  }
}
