package dev.belfry.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belfry.analysis.Advice;
import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.model.CheckedTest;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests that the shipped rules and those of the examples bring along. */
class ShippedRulesTest {
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneId.of("Europe/Berlin"), Optional.empty()),
          Set.of("owner"),
          Set.of("porch"),
          Set.of("siren_api"));

  @TestFactory
  Stream<DynamicTest> rules() throws IOException {
    return tests(Path.of("../rules"));
  }

  @TestFactory
  Stream<DynamicTest> burglarAlarm() throws IOException {
    return tests(Path.of("../examples/burglar-alarm/rules"));
  }

  private static Stream<DynamicTest> tests(Path folder) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(".rules")).toList()) {
        files.add(new SourceFile(folder.relativize(path).toString(), Files.readString(path)));
      }
    }
    Compilation compilation = Compilation.of(files, CATALOG);
    Program program =
        compilation.program().orElseThrow(() -> new AssertionError(text(compilation)));
    assertTrue(!program.tests().isEmpty(), () -> folder + " has no tests");
    assertEquals(List.of(), Advice.about(compilation).diagnostics());
    return program.tests().stream()
        .map(test -> DynamicTest.dynamicTest(test.name(), () -> run(program, test)));
  }

  private static void run(Program program, CheckedTest test) {
    Rehearsal.run(program, test)
        .failure()
        .ifPresent(
            failure -> fail(failure.expected() + "\n" + String.join("\n", failure.timeline())));
  }

  private static String text(Compilation compilation) {
    return compilation.diagnostics().stream()
        .map(new TextRenderer(false)::render)
        .collect(Collectors.joining("\n", "\n", ""));
  }
}
