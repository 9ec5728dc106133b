package dev.belfry.fuzz;

import dev.belfry.parse.RulesLexer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the fuzzer starts from: all rule files of the repository, and the language's own words. */
final class RuleFiles {
  private RuleFiles() {}

  /** The texts of all rule files, in order of their paths. */
  static List<String> texts() {
    try (Stream<Path> paths = Files.walk(Path.of(".."))) {
      return paths
          .filter(path -> path.toString().endsWith(".rules"))
          .filter(path -> !path.toString().contains("/target/"))
          .filter(Files::isRegularFile)
          .sorted()
          .map(RuleFiles::text)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Keywords and signs, as the grammar spells them. */
  static List<String> words() {
    return IntStream.rangeClosed(1, RulesLexer.VOCABULARY.getMaxTokenType())
        .mapToObj(RulesLexer.VOCABULARY::getLiteralName)
        .filter(literal -> literal != null)
        .map(literal -> literal.substring(1, literal.length() - 1))
        .toList();
  }
}
