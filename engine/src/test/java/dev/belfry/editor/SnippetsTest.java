package dev.belfry.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.codec.Value;
import dev.belfry.diagnostic.TextRenderer;
import dev.belfry.program.Compilation;
import dev.belfry.rehearsal.Rehearsal;
import dev.belfry.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A snippet as it is inserted, with nothing typed over, is a program that can be used. */
class SnippetsTest {
  private static final Path SNIPPETS = EditorFolder.ROOT.resolve("snippets/belfry.json");
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneId.of("Europe/Berlin"), Optional.of(new Site.Place(52.52, 13.405))),
          Set.of("owner"),
          Set.of("porch"),
          Set.of());

  /** {@code ${1:what stands there}}, or {@code $0}: where the author ends. */
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\d+:([^}]*)\\}|\\$\\d");

  /** A line begins with its depth: nothing, a header or a step, an action, an action in braces. */
  private static final Pattern BEGINNING = Pattern.compile("( {2}){0,3}\\S.*|");

  private record Snippet(String name, String text) {}

  private static List<Snippet> snippets() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Map.Entry<String, Value> entry :
        EditorFolder.fields(EditorFolder.read(SNIPPETS)).entrySet()) {
      String body =
          EditorFolder.items(EditorFolder.at(entry.getValue(), "body")).stream()
              .map(EditorFolder::text)
              .collect(Collectors.joining("\n"));
      String text =
          PLACE
              .matcher(body)
              .replaceAll(it -> it.group(1) == null ? "" : Matcher.quoteReplacement(it.group(1)));
      snippets.add(new Snippet(entry.getKey(), text));
    }
    return snippets;
  }

  @TestFactory
  Stream<DynamicTest> everySnippetIsAProgram() throws IOException {
    List<Snippet> snippets = snippets();
    assertTrue(snippets.size() >= 12);
    return snippets.stream()
        .map(it -> DynamicTest.dynamicTest(it.name(), () -> assertUsable(it.text())));
  }

  private static void assertUsable(String text) {
    Compilation compilation =
        Compilation.of(List.of(new SourceFile("snippet.rules", text)), CATALOG);
    assertEquals(
        "",
        compilation.diagnostics().stream()
            .map(new TextRenderer(false)::render)
            .collect(Collectors.joining("\n")));
    compilation
        .program()
        .ifPresent(program ->
            program
                .tests()
                .forEach(test -> assertTrue(Rehearsal.run(program, test).passed(), test.name())));
  }

  @TestFactory
  Stream<DynamicTest> everySnippetHasTheOneLayout() throws IOException {
    return snippets().stream()
        .map(it -> DynamicTest.dynamicTest(it.name(), () -> assertLaidOut(it.text())));
  }

  private static void assertLaidOut(String text) {
    assertTrue(text.endsWith("\n"), "the author ends on a line of their own");
    List<String> lines = text.lines().toList();
    boolean guarded = text.contains("\n  while ") && text.contains("\n  when ");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String stripped = line.strip();
      assertTrue(BEGINNING.matcher(line).matches(), line);
      assertEquals(line.stripTrailing(), line);
      if (stripped.matches("(rule|alert|test)\\b.*")) {
        assertTrue(line.matches("\\S.* \\{"), line);
      }
      if (stripped.matches("(then|finally)\\b.*")) {
        assertTrue(line.matches("  (then|finally)"), line);
        assertTrue(lines.get(i + 1).matches(" {4}\\S.*"), lines.get(i + 1));
      }
      if (stripped.startsWith("when")) {
        boolean here = guarded && lines.get(i + 1).startsWith("  while ");
        assertTrue(line.matches(here ? "  when {2}\\S.*" : "  when \\S.*"), line);
      }
    }
  }
}
