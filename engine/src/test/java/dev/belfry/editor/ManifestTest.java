package dev.belfry.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.codec.Value;
import dev.belfry.model.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of the extension fit together. */
class ManifestTest {
  private static final Path GRAMMAR = EditorFolder.ROOT.resolve("syntaxes/belfry.tmLanguage.json");

  private static Value contributed(String kind) throws IOException {
    Value manifest = EditorFolder.read(EditorFolder.ROOT.resolve("package.json"));
    List<Value> all = EditorFolder.items(EditorFolder.at(manifest, "contributes", kind));
    assertEquals(1, all.size());
    return all.getFirst();
  }

  @Test
  void whatIsContributedIsThere() throws IOException {
    for (String file :
        List.of(
            EditorFolder.text(EditorFolder.at(contributed("languages"), "configuration")),
            EditorFolder.text(EditorFolder.at(contributed("grammars"), "path")),
            EditorFolder.text(EditorFolder.at(contributed("snippets"), "path")))) {
      EditorFolder.fields(EditorFolder.read(EditorFolder.ROOT.resolve(file)));
    }
  }

  @Test
  void namesAgree() throws IOException {
    String language = EditorFolder.text(EditorFolder.at(contributed("languages"), "id"));
    assertEquals(language, EditorFolder.text(EditorFolder.at(contributed("grammars"), "language")));
    assertEquals(language, EditorFolder.text(EditorFolder.at(contributed("snippets"), "language")));
    assertEquals(
        EditorFolder.text(EditorFolder.at(EditorFolder.read(GRAMMAR), "scopeName")),
        EditorFolder.text(EditorFolder.at(contributed("grammars"), "scopeName")));
  }

  /**
   * A part that is named and missing is ignored by editors without a word, and so is an unused one.
   */
  @Test
  void partsOfTheGrammarAreThereAndUsed() throws IOException {
    Value grammar = EditorFolder.read(GRAMMAR);
    Set<String> named = new HashSet<>();
    addNamed(grammar, named);
    named.remove("$self");
    Set<String> parts = new HashSet<>();
    EditorFolder.fields(EditorFolder.at(grammar, "repository"))
        .keySet()
        .forEach(it -> parts.add("#" + it));
    assertTrue(parts.size() > 10);
    assertEquals(parts, named);
  }

  private static void addNamed(Value value, Set<String> named) {
    switch (value) {
      case Value.Fields fields ->
          fields
              .fields()
              .forEach((name, part) -> {
                if (name.equals("include")) {
                  named.add(EditorFolder.text(part));
                }
                addNamed(part, named);
              });
      case Value.Items items -> items.items().forEach(item -> addNamed(item, named));
      case Value.Truth truth -> {}
      case Value.Num number -> {}
      case Value.Text text -> {}
      default -> throw new AssertionError(value);
    }
  }

  @Test
  void everyFunctionOfTheLanguageIsKnown() throws IOException {
    String grammar = Files.readString(GRAMMAR);
    List<String> names =
        Stream.of(Function.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    assertTrue(names.size() > 20);
    assertEquals(
        List.of(),
        names.stream()
            .filter(name -> !grammar.matches("(?s).*[|:b(]" + name + "[|)\\\\(].*"))
            .toList());
  }
}
