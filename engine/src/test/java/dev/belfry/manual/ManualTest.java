package dev.belfry.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs what the pages about the language show, and those of the readme. */
class ManualTest {
  private static final Path LANGUAGE = Path.of("../docs/language.md");
  private static final Path GRAMMAR =
      Path.of("../dsl-grammar/src/main/antlr4/dev/belfry/parse/Rules.g4");

  @TestFactory
  List<DynamicTest> language() throws IOException {
    return new Page(LANGUAGE, Set.of("ebnf")).tests();
  }

  @TestFactory
  List<DynamicTest> cheatsheet() throws IOException {
    return new Page(Path.of("../docs/cheatsheet.md"), Set.of()).tests();
  }

  /** Its commands and its configuration are read by tests of the service. */
  @TestFactory
  List<DynamicTest> readme() throws IOException {
    return new Page(Path.of("../README.md"), Set.of("sh", "text", "yaml")).tests();
  }

  /** The grammar for tool writers and the one that reads rules have the same words and signs. */
  @Test
  void theGrammarOfThePageIsThatOfTheParser() throws IOException {
    Set<String> words = groups("[A-Z]+: *'([^']+)';", Files.readString(GRAMMAR));
    assertFalse(words.isEmpty());
    assertEquals(words, groups("\"([^\"]+)\"", ebnf()));
  }

  @Test
  void eachPartOfTheGrammarIsExplained() throws IOException {
    String page = ebnf().replaceAll("\"[^\"]+\"", "");
    Set<String> defined = groups("(?m)^([a-z-]+) +::=", page);
    assertFalse(defined.isEmpty());
    assertEquals(Set.of("program"), minus(defined, used(page)), "defined, not used");
    assertEquals(Set.of(), minus(used(page), defined), "used, not defined");
  }

  @Test
  void linksWithinThePageLeadToItsHeadings() throws IOException {
    String page = Files.readString(LANGUAGE);
    Set<String> links = groups("]\\(#([^)]+)\\)", page);
    assertFalse(links.isEmpty());
    Set<String> headings =
        groups("(?m)^#+ (.+)$", page).stream()
            .map(it -> it.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd} -]", ""))
            .map(it -> it.replace(' ', '-'))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), minus(links, headings));
  }

  private static Set<String> used(String page) {
    return groups("\\b([a-z-]+)\\b(?! *::=)", page);
  }

  private static String ebnf() throws IOException {
    return Block.of(LANGUAGE).stream()
        .filter(block -> block.language().equals("ebnf"))
        .map(Block::text)
        .collect(Collectors.joining());
  }

  private static Set<String> groups(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
