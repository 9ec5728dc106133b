package dev.belfry.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.belfry.model.CheckedTest;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs that look suspicious and are not: their own tests show that their rules do run. */
class QuietTest {
  private static final Path CASES = Path.of("src/test/resources/quiet");

  @TestFactory
  Stream<DynamicTest> nothingIsSaid() throws IOException {
    List<Path> paths;
    try (Stream<Path> files = Files.list(CASES)) {
      paths = files.filter(path -> path.toString().endsWith(".rules")).sorted().toList();
    }
    assertFalse(paths.isEmpty());
    return paths.stream()
        .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Path path) throws IOException {
    SourceFile file = new SourceFile(path.getFileName().toString(), Files.readString(path));
    Compilation compilation = Compilation.of(List.of(file), VerdictsTest.CATALOG);
    Program program = compilation.program().orElseThrow();
    for (CheckedTest test : program.tests()) {
      assertEquals(Optional.empty(), Rehearsal.run(program, test).failure(), test.name());
    }
    assertEquals(
        List.of(),
        Advice.about(compilation).diagnostics().stream()
            .map(it -> it.code() + " " + it.message())
            .toList());
  }
}
