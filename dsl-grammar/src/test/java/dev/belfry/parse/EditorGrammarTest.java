package dev.belfry.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belfry.parse.Colours.Stretch;
import dev.belfry.parse.ReadWords.Role;
import dev.belfry.parse.ReadWords.Word;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The grammar that editors colour rule files with says of every word of every rule file what the
 * parser says of it.
 */
class EditorGrammarTest {
  private static final List<Path> FOLDERS =
      List.of(Path.of("../rules"), Path.of("../examples"), Path.of("../engine/src/test/resources"));

  /**
   * Where an editor, which sees one line at a time and no declarations, takes a word for what it is
   * not: as file, line and word.
   */
  private static final Set<String> TOLERATED = Set.of();

  private static final int MOST_TOLERATED = 5;

  /** Files that show mistakes: a keyword beside a word that does not exist may look like a name. */
  private static final List<String> MISTAKES = List.of("diagnostics", "/newcomers/");

  private static Map<Path, List<Stretch>> colours = Map.of();

  /** Before each, so that each counts as skipped where there is no engine to ask. */
  @BeforeEach
  void colour() throws IOException, InterruptedException {
    String missing = Colours.missing();
    if (!missing.isEmpty()) {
      System.out.println("skipped: " + missing);
    }
    assumeTrue(missing.isEmpty(), missing);
    if (colours.isEmpty()) {
      colours = Colours.of(files());
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths
            .filter(path -> path.toString().endsWith(".rules"))
            .filter(path -> !path.toString().contains("/target/"))
            .sorted()
            .forEach(files::add);
      }
    }
    assertTrue(files.size() > 100, () -> files.size() + " files");
    return files;
  }

  /** A word of a file with the stretches that colour it. */
  private record Seen(Path file, int line, Word word, List<Stretch> stretches) {
    boolean all(Predicate<Stretch> what) {
      return stretches.stream().allMatch(what);
    }

    String place() {
      return file.getFileName() + ":" + line + " " + word.text();
    }

    @Override
    public String toString() {
      return place() + " " + word.role() + " " + stretches.stream().map(Stretch::scopes).toList();
    }
  }

  private static List<Seen> seen() throws IOException {
    List<Seen> seen = new ArrayList<>();
    for (Map.Entry<Path, List<Stretch>> entry : colours.entrySet()) {
      SourceFile file = new SourceFile(entry.getKey().toString(), Files.readString(entry.getKey()));
      Coloured coloured = new Coloured(file, entry.getValue());
      for (Word word : ReadWords.of(file.text())) {
        int line = file.position(word.at().start()).line();
        seen.add(new Seen(entry.getKey(), line, word, coloured.at(word.at())));
      }
    }
    return seen;
  }

  private static boolean isKeyword(Stretch stretch) {
    return (stretch.last().startsWith("keyword.")
        || stretch.last().startsWith("storage.")
        || stretch.last().startsWith("support.function.action")
        || stretch.last().startsWith("constant.language"));
  }

  /** In a text, what stands in braces, a pattern or a formula has colours of its own. */
  private static boolean isPlainText(Stretch stretch) {
    return stretch.has("string.")
        && (!isKeyword(stretch)
            || stretch.has("meta.template")
            || stretch.has("meta.embedded")
            || stretch.has("string.regexp"));
  }

  private static boolean agrees(Seen it) {
    return switch (it.word().role()) {
      case KEYWORD ->
          MISTAKES.stream().anyMatch(it.file().toString()::contains)
              || it.all(EditorGrammarTest::isKeyword)
              // sunrise, and log(x)
              || it.all(
                  stretch -> stretch.has("support.variable") || stretch.has("support.function"));
      case NAME -> it.stretches().stream().noneMatch(EditorGrammarTest::isKeyword);
      case TEXT -> it.all(EditorGrammarTest::isPlainText);
      case AMOUNT -> it.all(stretch -> stretch.has("constant.numeric"));
      case COMMENT -> it.all(stretch -> stretch.scopes().get(1).startsWith("comment.line"));
      case SIGN ->
          it.all(stretch ->
              stretch.has("keyword.operator")
                  || stretch.has("punctuation")
                  || stretch.has("variable.language.any"));
    };
  }

  @Test
  void everyWordLooksLikeWhatItIs() throws IOException {
    List<Seen> seen = seen();
    assertTrue(seen.size() > 30_000, () -> seen.size() + " words");
    List<String> different = new ArrayList<>();
    Set<String> tolerated = new HashSet<>();
    for (Seen it : seen) {
      if (!agrees(it)) {
        if (TOLERATED.contains(it.place())) {
          tolerated.add(it.place());
        } else {
          different.add(it.toString());
        }
      }
    }
    assertEquals("", String.join("\n", different));
    assertEquals(TOLERATED, tolerated, "what is tolerated is needed");
    assertTrue(TOLERATED.size() <= MOST_TOLERATED);
  }

  /** So that a new keyword of the language is one in editors, and stands in some file here. */
  @Test
  void everyKeywordWasSeen() throws IOException {
    Set<String> keywords = new TreeSet<>();
    IntStream.rangeClosed(1, RulesLexer.VOCABULARY.getMaxTokenType())
        .mapToObj(RulesLexer.VOCABULARY::getLiteralName)
        .filter(literal -> literal != null && Character.isLetter(literal.charAt(1)))
        .forEach(literal -> keywords.add(literal.substring(1, literal.length() - 1)));
    assertTrue(keywords.size() > 80, keywords::toString);
    for (Seen it : seen()) {
      if (it.word().role() == Role.KEYWORD && agrees(it)) {
        keywords.remove(it.word().text());
      }
    }
    assertEquals(
        Set.of(), keywords, "no file has these as keywords, or an editor does not know them");
  }

  private record Sample(String text, String word, String scope) {}

  /**
   * What no parser says: how the parts of texts look, and which names the language brings along.
   */
  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(
              "log \"it is {if a is \"b{c} c\" then 1 else 2} and\"", "then", "keyword.control"),
          new Sample(
              "log \"it is {if a is \"b{c} c\" then 1 else 2} and\"", "and", "string.quoted"),
          new Sample("log \"it is {if a is \"b{name} x\" then 1}\"", "name", "variable.other"),
          new Sample("log \"{ then }\"", "then", "string.quoted"),
          new Sample("log \"a \\{then\"", "then", "string.quoted"),
          new Sample("log \"\\u{1F514}\"", "\\u{1F514}", "constant.character.escape"),
          new Sample("log \"\"\"\nit is {then}\n\"\"\"", "is", "string.quoted.triple"),
          new Sample("log \"\"\"\nit is {then}\n\"\"\"", "then", "keyword.control"),
          new Sample("log \"open {then\nwhile a", "while", "keyword.control"),
          new Sample("topic x(room) = \"a/{room}/+\"", "room}", "variable.parameter"),
          new Sample("topic x(room) = \"a/{room}/+\"", "+", "constant.character.wildcard"),
          new Sample("while x matches \"[a-z]+\"", "[", "constant.other.character-class"),
          new Sample("let f(a) = mvel \"if(a)\"", "if", "support.function"),
          new Sample("while round(x, 1) > 2", "round", "support.function"),
          new Sample("when a updates and value > 2", "value", "support.variable"),
          new Sample("when a for 1 h 30 min", "min", "constant.numeric.duration"),
          new Sample("when mode is \"a\"", "mode", "variable.other"),
          new Sample("mode restart", "mode", "keyword.control"),
          new Sample("publish message \"a\"", "message", "variable.other"),
          new Sample("message \"a\"", "message", "keyword.other"),
          new Sample("notify owner \"a\"", "owner", "variable.other.constant"),
          new Sample("send x", "send", "variable.other"),
          new Sample(
              "test \"a\" {\n  send x {b: 1}\n  send y 1\n}", "send y", "keyword.control.step"),
          new Sample(
              "test \"a\" {\n  send x {b: 1}\n}\nrule \"b\" { when send",
              "send",
              "variable.other"));

  @Test
  void partsOfTextsAndNamesOfTheLanguageHaveTheirOwnColours() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < SAMPLES.size(); i++) {
      Path file = Path.of("target", "sample-" + i + ".rules");
      files.add(Files.writeString(file, SAMPLES.get(i).text()));
    }
    Map<Path, List<Stretch>> stretches = Colours.of(files);
    for (int i = 0; i < SAMPLES.size(); i++) {
      Sample sample = SAMPLES.get(i);
      int at = sample.text().lastIndexOf(sample.word());
      SourceFile file = new SourceFile("sample", sample.text());
      List<Stretch> there =
          new Coloured(file, stretches.getOrDefault(files.get(i), List.of()))
              .at(new Span(at, at + 1));
      assertTrue(there.getLast().has(sample.scope()), () -> sample + " " + there);
      Files.delete(files.get(i));
    }
  }
}
