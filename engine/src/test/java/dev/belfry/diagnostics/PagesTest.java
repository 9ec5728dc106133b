package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.manual.Block;
import dev.belfry.model.CheckedTest;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each code has a page, and the page is true: a block {@code rules E0302} gives exactly the codes
 * that it names, a block {@code rules} is clean and its tests pass. With the word {@code nowhere}
 * the configuration does not say where the site is; with the word {@code recorded} a day is known
 * on which two doors were heard of, {@code home/hall/door} and {@code home/bath/door}.
 */
class PagesTest {
  private static final Path PAGES = Path.of("../docs/diagnostics");
  private static final List<Path> CASES =
      List.of(Path.of("src/test/resources/diagnostics"), Path.of("src/test/resources/warnings"));
  private static final List<Path> SOURCES =
      List.of(
          Path.of("../dsl-grammar/src/main"),
          Path.of("../engine/src/main"),
          Path.of("../service/src/main"));
  private static final Pattern CODE = Pattern.compile("[EW]0[0-9]{3}");

  private static Catalog catalog(Optional<Site.Place> place) {
    return new Catalog(
        new Site("Home", ZoneId.of("Europe/Berlin"), place),
        Set.of("owner", "neighbour"),
        Set.of("porch"),
        Set.of("siren_api"));
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<Path> pages() throws IOException {
    return files(PAGES, ".md").stream()
        .filter(path -> !path.endsWith("README.md"))
        .sorted()
        .toList();
  }

  private static String code(Path page) {
    return page.getFileName().toString().replace(".md", "");
  }

  private static void collect(Path file, Pattern pattern, Set<String> codes) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
  }

  /** The codes that the compiler gives, from its sources. */
  private static SortedSet<String> given() throws IOException {
    SortedSet<String> codes = new TreeSet<>();
    for (Path folder : SOURCES) {
      for (Path file : files(folder, ".java")) {
        collect(file, Pattern.compile("\"(" + CODE + ")\""), codes);
      }
    }
    assertTrue(codes.size() > 50, () -> "only " + codes);
    return codes;
  }

  @Test
  void everyCodeHasAPageAndEveryPageACode() throws IOException {
    assertEquals(given(), pages().stream().map(PagesTest::code).collect(sorted()));
  }

  @Test
  void everyCodeHasACase() throws IOException {
    SortedSet<String> shown = new TreeSet<>();
    for (Path folder : CASES) {
      for (Path golden : files(folder, ".txt")) {
        collect(golden, Pattern.compile("\\[(" + CODE + ")\\]"), shown);
      }
    }
    SortedSet<String> missing = new TreeSet<>(given());
    missing.removeAll(shown);
    assertEquals(Set.of(), missing);
  }

  @Test
  void theIndexNamesEachPageByItsTitle() throws IOException {
    List<String> wanted =
        pages().stream()
            .map(page -> "- [" + code(page) + "](" + code(page) + ".md): " + title(page))
            .toList();
    List<String> index =
        Files.readAllLines(PAGES.resolve("README.md")).stream()
            .filter(line -> line.startsWith("- "))
            .toList();
    assertEquals(String.join("\n", wanted), String.join("\n", index));
  }

  /** A title says in a fragment of a sentence what the page is about. */
  private static String title(Path page) {
    try {
      String first = Files.readAllLines(page).getFirst();
      String before = "# " + code(page) + ": ";
      assertTrue(first.startsWith(before), first);
      String title = first.substring(before.length());
      assertEquals(title.toLowerCase(Locale.ROOT).strip(), title);
      assertFalse(title.isEmpty() || title.endsWith(".") || title.contains("`"), title);
      return title;
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPageShowsTheMistakeAndPutsItRight() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(code(page), () -> assertShowsBoth(page)));
  }

  private static void assertShowsBoth(Path page) throws IOException {
    List<Block> rules =
        Block.of(page).stream().filter(block -> block.language().equals("rules")).toList();
    List<Block> wrong = rules.stream().filter(block -> !codes(block).isEmpty()).toList();
    assertFalse(wrong.isEmpty(), "no mistake is shown");
    assertTrue(rules.size() > wrong.size(), "nothing is put right");
    wrong.forEach(block -> assertTrue(codes(block).contains(code(page)), block.toString()));
  }

  @TestFactory
  Stream<DynamicTest> everyBlockIsTrue() throws IOException {
    List<Block> blocks = new java.util.ArrayList<>();
    for (Path page : pages()) {
      blocks.addAll(Block.of(page));
    }
    return blocks.stream()
        .filter(block -> block.language().equals("rules"))
        .map(block -> DynamicTest.dynamicTest(block.toString(), () -> assertTrueBlock(block)));
  }

  private static SortedSet<String> codes(Block block) {
    return block.words().stream().filter(word -> CODE.matcher(word).matches()).collect(sorted());
  }

  private static void assertTrueBlock(Block block) {
    boolean nowhere = block.words().contains("nowhere");
    Compilation compilation =
        Compilation.of(
            List.of(new SourceFile(block.toString(), block.text())),
            catalog(nowhere ? Optional.empty() : Optional.of(new Site.Place(52.52, 13.405))));
    boolean recorded = block.words().contains("recorded");
    List<Diagnostic> diagnostics =
        Golden.diagnostics(compilation, recorded ? Optional.of(Golden.DAY) : Optional.empty());
    String said =
        diagnostics.stream().map(new TextRenderer(false)::render).collect(Collectors.joining("\n"));
    assertEquals(codes(block), diagnostics.stream().map(Diagnostic::code).collect(sorted()), said);
    compilation.program().ifPresent(PagesTest::assertTestsPass);
  }

  private static void assertTestsPass(Program program) {
    for (CheckedTest test : program.tests()) {
      assertEquals(Optional.empty(), Rehearsal.run(program, test).failure(), test.name());
    }
  }

  private static java.util.stream.Collector<String, ?, SortedSet<String>> sorted() {
    return Collectors.toCollection(TreeSet::new);
  }
}
