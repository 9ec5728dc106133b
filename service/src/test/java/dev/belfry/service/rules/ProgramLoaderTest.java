package dev.belfry.service.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.service.EmptyProgram;
import dev.belfry.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgramLoaderTest {
  private static final String A = "rule \"A\" { }\n";
  private static final String B = "rule \"B\" { }\n";
  private static final String WRONG = "WRONG\n";

  private final ProgramLoader loader =
      new ProgramLoader(TinyCompiler::compile, DeclaredNames::of, List.of());

  private LoadedRules load(Map<String, String> texts) {
    return load(loader, texts);
  }

  private static LoadedRules load(ProgramLoader loader, Map<String, String> texts) {
    TreeMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, new SourceFile(name, text)));
    return loader.load(files, List.of());
  }

  private static Map<String, String> texts(LoadedRules rules) {
    Map<String, String> texts = new TreeMap<>();
    rules.files().forEach(file -> texts.put(file.name(), file.text()));
    return texts;
  }

  private static List<String> messages(LoadedRules rules) {
    return rules.diagnostics().stream().map(Diagnostic::message).toList();
  }

  @Test
  void goodFilesMakeAProgramAndEachOtherSetAnother() {
    assertEquals(0, loader.loaded().generation());
    LoadedRules first = load(Map.of("a", A));
    LoadedRules second = load(Map.of("a", A, "b", B));
    assertEquals(1, first.generation());
    assertEquals(2, second.generation());
    assertNotSame(first.program(), second.program());
    assertEquals(Map.of("a", A, "b", B), texts(second));
  }

  @Test
  void theSameFilesAreNotCompiledAgain() {
    LoadedRules first = load(Map.of("a", A));
    assertSame(first.program(), load(Map.of("a", A)).program());
    assertEquals(1, load(Map.of("a", A)).generation());
  }

  @Test
  void aFileWithAnErrorKeepsItsLastGoodVersionWhileOthersChange() {
    load(Map.of("a", A, "b", B));
    LoadedRules rules = load(Map.of("a", A + WRONG, "b", B + "# changed\n"));
    assertEquals(Map.of("a", A, "b", B + "# changed\n"), texts(rules));
    assertEquals(List.of("wrong"), messages(rules));
    assertEquals(2, rules.generation());
  }

  @Test
  void aNewFileWithAnErrorIsLeftOutAndTheProgramStaysTheSame() {
    LoadedRules before = load(Map.of("a", A));
    LoadedRules rules = load(Map.of("a", A, "b", B + WRONG));
    assertSame(before.program(), rules.program());
    assertEquals(1, rules.generation());
    assertEquals(List.of("wrong"), messages(rules));
  }

  @Test
  void whenTheErrorIsMendedTheFileTakesEffectAndTheComplaintGoes() {
    load(Map.of("a", A + WRONG));
    LoadedRules rules = load(Map.of("a", A));
    assertEquals(Map.of("a", A), texts(rules));
    assertEquals(List.of(), messages(rules));
  }

  @Test
  void aNewFileThatNeedsAnErroneousOneIsLeftOutWithIt() {
    load(Map.of("a", A));
    LoadedRules rules =
        load(Map.of("a", A, "b", "topic t = \"t\"\n" + WRONG, "c", "uses topic t\n", "d", B));
    assertEquals(Map.of("a", A, "d", B), texts(rules));
  }

  @Test
  void aTopicThatAnUnchangedFileStillNeedsIsNotTakenAway() {
    String topics = "topic t = \"t\"\n";
    load(Map.of("a", "uses topic t\n", "t", topics));
    LoadedRules rules = load(Map.of("a", "uses topic t\n", "t", "# none\n", "z", B));
    assertEquals(Map.of("a", "uses topic t\n", "t", topics, "z", B), texts(rules));
    assertEquals(List.of("there is no topic t"), messages(rules));
    LoadedRules deleted = load(Map.of("a", "uses topic t\n", "z", B));
    assertEquals(Map.of("a", "uses topic t\n", "t", topics, "z", B), texts(deleted));
  }

  @Test
  void aRuleThatMovesIntoAFileWithAnErrorStaysWhereItWas() {
    load(Map.of("a", A, "b", B));
    LoadedRules rules = load(Map.of("a", "# moved\n", "b", A + B + WRONG));
    assertEquals(Map.of("a", A, "b", B), texts(rules));
  }

  @Test
  void changesThatNeedOneAnotherAreTakenTogether() {
    load(Map.of("a", "uses topic t\n", "t", "topic t = \"t\"\n", "x", A));
    LoadedRules rules =
        load(Map.of("a", "uses topic u\n", "t", "topic u = \"t\"\n", "x", A + WRONG));
    assertEquals(Map.of("a", "uses topic u\n", "t", "topic u = \"t\"\n", "x", A), texts(rules));
  }

  @Test
  void atTheFirstLoadToAFileWithAnErrorKeepsItsLastGoodVersion() {
    List<SourceFile> before = List.of(new SourceFile("a", A), new SourceFile("gone", B));
    ProgramLoader next = new ProgramLoader(TinyCompiler::compile, DeclaredNames::of, before);
    LoadedRules rules = load(next, Map.of("a", A + WRONG, "c", "rule \"C\" { }\n"));
    assertEquals(Map.of("a", A, "c", "rule \"C\" { }\n"), texts(rules));
    assertEquals(1, rules.generation());
    assertEquals(List.of("wrong"), messages(rules));
  }

  @Test
  void whatDoesNotWorkAnyMoreIsNoLastGoodVersion() {
    List<SourceFile> before = List.of(new SourceFile("a", "uses x\n"));
    ProgramLoader next = new ProgramLoader(TinyCompiler::compile, DeclaredNames::of, before);
    assertEquals(Map.of("b", B), texts(load(next, Map.of("a", WRONG, "b", B))));
  }

  @Test
  void whateverIsWrittenThereIsAProgramAndNoRuleIsLostThatIsStillWanted() {
    long seed = System.nanoTime();
    for (int run = 0; run < 300; run++) {
      checkHistory(new Random(seed + run), "seed " + (seed + run));
    }
  }

  private static void checkHistory(Random random, String seed) {
    ProgramLoader loader = new ProgramLoader(TinyCompiler::compile, DeclaredNames::of, List.of());
    Set<String> running = new HashSet<>();
    for (int step = 0; step < 8; step++) {
      Map<String, String> wanted = new TreeMap<>();
      Set<String> wantedNames = new HashSet<>();
      for (int file = 0; file < 4; file++) {
        String text = text(random);
        wanted.put("f" + file, text);
        wantedNames.addAll(DeclaredNames.of(new SourceFile("f", text)));
      }
      LoadedRules rules = load(loader, wanted);
      assertTrue(TinyCompiler.compile(rules.files()).program().isPresent(), seed);
      Set<String> now = new HashSet<>();
      rules.files().forEach(each -> now.addAll(DeclaredNames.of(each)));
      running.retainAll(wantedNames);
      assertTrue(now.containsAll(running), seed + ": " + running + " became " + now);
      running.clear();
      running.addAll(now);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int line = random.nextInt(4); line > 0; line--) {
      switch (random.nextInt(8)) {
        case 0 -> text.append(WRONG);
        case 1, 2 -> text.append("uses topic t").append(random.nextInt(3)).append('\n');
        case 3, 4 -> text.append("topic t").append(random.nextInt(3)).append(" = \"x\"\n");
        default -> text.append("rule \"").append(random.nextInt(8)).append("\" {}\n");
      }
    }
    return text.toString();
  }

  @Test
  void whatIsSuspiciousIsSaidOfEachProgramOnce() {
    Catalog catalog = EmptyProgram.CATALOG;
    ProgramLoader real =
        new ProgramLoader(files -> Compilation.of(files, catalog), DeclaredNames::of, List.of());
    assertEquals(Optional.empty(), real.advised());
    load(real, Map.of("a", "topic nobody = \"nobody\"\n"));
    LoadedRules advised = real.advised().orElseThrow();
    assertEquals("W0711", advised.diagnostics().getFirst().code());
    assertEquals(1, advised.generation());
    assertEquals(Optional.empty(), real.advised());
    load(real, Map.of("a", "topic nobody = \n"));
    assertEquals(Optional.empty(), real.advised());
  }
}
