package dev.belfry.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.format.Formatted;
import dev.belfry.format.Formatter;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What ships, and our own cases, are in the layout; {@code belfry fmt PATH} brings them into it.
 */
class LayoutTest {
  /** Cases that are written elsewhere, and are as they are there. */
  private static final String FROM_ELSEWHERE = ".*/0[1-8]-[^/]*";

  @TestFactory
  Stream<DynamicTest> whatShipsIsInTheLayout() throws IOException {
    List<Path> files = new ArrayList<>();
    files.addAll(rules(Path.of("../rules"), 9));
    files.addAll(rules(Path.of("../examples"), 9));
    files.addAll(rules(Path.of("src/test/resources/conformance"), 1));
    assertTrue(files.size() > 30, files::toString);
    return files.stream()
        .filter(file -> !file.toString().matches(FROM_ELSEWHERE))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> assertLaidOut(file)));
  }

  private static List<Path> rules(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(".rules")).toList();
    }
  }

  private static void assertLaidOut(Path file) throws IOException {
    String text = Files.readString(file);
    assertEquals(
        new Formatted.Done(text, List.of()),
        Formatter.format(new SourceFile(file.toString(), text)),
        () -> "belfry fmt " + file);
  }
}
