package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.belfry.analysis.Advice;
import dev.belfry.analysis.Traffic;
import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.program.Compilation;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of rules and, beside it, what is said about it. {@code -Dgolden=rewrite} writes down what
 * is said now; the review is the difference.
 */
record Golden(Path rules, Compilation compilation) {
  /** A day on which two doors were heard of. */
  static final Traffic DAY =
      new Traffic(Set.of("home/hall/door", "home/bath/door"), 0, Duration.ofDays(1).toMillis());

  /** Words of those who build languages, which no author needs to know. */
  private static final List<String> JARGON =
      List.of("token", "EOF", "node", "parse", "lexer", "grammar", "viable", "mismatch", "null");

  /** A house with people, a camera and a siren. */
  static Catalog house(Optional<Site.Place> place) {
    return new Catalog(
        new Site("Home", ZoneOffset.UTC, place),
        Set.of("owner", "neighbour"),
        Set.of("porch"),
        Set.of("siren_api"));
  }

  /** The files of a folder in the order of their names. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> rules = files.filter(path -> path.toString().endsWith(".rules")).sorted().toList();
      assertFalse(rules.isEmpty());
      return rules;
    }
  }

  static Golden of(Path rules, Catalog catalog) throws IOException {
    SourceFile file = new SourceFile(rules.getFileName().toString(), Files.readString(rules));
    return new Golden(rules, Compilation.of(List.of(file), catalog));
  }

  /** What is wrong or, where nothing is, what is suspicious. */
  List<Diagnostic> diagnostics() {
    boolean recorded = rules.getFileName().toString().startsWith("recorded-");
    return diagnostics(compilation, recorded ? Optional.of(DAY) : Optional.empty());
  }

  static List<Diagnostic> diagnostics(Compilation compilation, Optional<Traffic> traffic) {
    return compilation.program().isEmpty()
        ? compilation.diagnostics()
        : Advice.about(compilation, traffic).diagnostics();
  }

  String said() {
    return diagnostics().stream()
        .map(new TextRenderer(false)::render)
        .collect(Collectors.joining("\n"));
  }

  void assertSaidAsBefore() throws IOException {
    String said = said();
    Path golden = Path.of(rules.toString().replaceAll("\\.rules$", ".txt"));
    if ("rewrite".equals(System.getProperty("golden"))) {
      Files.writeString(golden, said);
    }
    assertEquals(Files.readString(golden), said);
    diagnostics()
        .forEach(it -> JARGON.forEach(word -> assertFalse(it.message().contains(word), word)));
  }
}
