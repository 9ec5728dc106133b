package dev.belfry.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.effect.Effect;
import dev.belfry.machine.Outcome;
import dev.belfry.machine.Report;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.record.MalformedRecordException;
import dev.belfry.record.RecordLines;
import dev.belfry.record.RecordReader;
import dev.belfry.record.Recorded;
import dev.belfry.record.Replay;
import dev.belfry.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs of which is known whether their rules loop or conflict. A false alarm is as wrong as a
 * miss, and what is claimed must be seen in a replay of the witness.
 */
class VerdictsTest {
  private static final Path CASES = Path.of("src/test/resources/analysis");

  /** A house with people, a camera and a siren, of which is known where it stands. */
  static final Catalog CATALOG =
      new Catalog(
          new Site("Home", ZoneId.of("Europe/Berlin"), Optional.of(new Site.Place(52.52, 13.405))),
          Set.of("owner", "neighbour"),
          Set.of("porch"),
          Set.of("siren_api"));

  /** A file, what its first lines say of it, and what was found. */
  private record Case(Path path, String verdict, List<String> rules, Compilation compilation) {
    List<Finding> found(String code) {
      return Advice.about(compilation).findings().stream()
          .filter(finding -> finding.diagnostic().code().equals(code))
          .toList();
    }

    Program program() {
      return compilation.program().orElseThrow();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyVerdictIsRight() throws IOException {
    List<Path> paths;
    try (Stream<Path> files = Files.list(CASES)) {
      paths = files.filter(path -> path.toString().endsWith(".rules")).sorted().toList();
    }
    assertTrue(paths.size() >= 120, () -> paths.size() + " cases");
    return paths.stream()
        .map(path ->
            DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(read(path))));
  }

  private static Case read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    String name = path.getFileName().toString();
    Compilation compilation =
        Compilation.of(List.of(new SourceFile(name, Files.readString(path))), CATALOG);
    assertTrue(compilation.program().isPresent(), () -> name + " has errors");
    return new Case(
        path,
        lines.get(0).substring("# verdict: ".length()).strip(),
        Arrays.asList(lines.get(1).substring("# rules: ".length()).strip().split(", ")),
        compilation);
  }

  private static void check(Case it) {
    switch (it.verdict()) {
      case "loop" -> {
        Finding finding = naming(it, it.found("W0701"));
        assertTrue(goesOn(it, finding), "the witness comes to an end");
      }
      case "damped" -> assertEquals(List.of(), messages(it.found("W0701")));
      case "conflict" -> {
        Finding finding = naming(it, it.found("W0702"));
        assertTrue(fight(it, finding), "the witness shows no conflict");
      }
      case "exclusive" -> assertEquals(List.of(), messages(it.found("W0702")));
      default -> throw new AssertionError("no verdict: " + it.verdict());
    }
  }

  private static List<String> messages(List<Finding> findings) {
    return findings.stream().map(finding -> finding.diagnostic().message()).toList();
  }

  /** The finding that is about the rules of the case. */
  private static Finding naming(Case it, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> it.rules().stream().allMatch(rule -> names(finding.diagnostic(), rule)))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("nothing of " + it.rules() + " in " + messages(findings)));
  }

  private static boolean names(Diagnostic diagnostic, String rule) {
    return diagnostic.message().contains("\"" + rule + "\"");
  }

  // ---- witnesses

  /** What comes of a witness after it was written down and read again, instant by instant. */
  private static List<Outcome> replayed(Case it, Finding finding) {
    assertFalse(finding.witness().isEmpty());
    RecordLines lines = new RecordLines();
    finding.witness().forEach(lines::add);
    StringWriter text = new StringWriter();
    Replay replay = new Replay(it.program());
    List<Outcome> outcomes = new ArrayList<>();
    try {
      lines.moveTo(text);
      RecordReader reader =
          new RecordReader(
              new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
      Optional<Recorded> record = reader.next();
      while (record.isPresent()) {
        outcomes.add(replay.take(record.get()));
        record = reader.next();
      }
      assertEquals(finding.witness().size(), outcomes.size());
    } catch (IOException | MalformedRecordException unreadable) {
      throw new AssertionError(unreadable);
    }
    return outcomes;
  }

  /** Whether a chain is cut, or the rules go on when nothing comes in any more. */
  private static boolean goesOn(Case it, Finding finding) {
    List<Outcome> outcomes = replayed(it, finding);
    boolean cut =
        outcomes.stream()
            .flatMap(outcome -> outcome.reports().stream())
            .anyMatch(Report.ChainCut.class::isInstance);
    Outcome last = outcomes.getLast();
    long runs =
        last.reports().stream()
            .filter(report ->
                report instanceof Report.Fired fired && it.rules().contains(fired.origin().name()))
            .count();
    return cut || runs >= 10;
  }

  /** Whether two of the rules publish different things to one topic at one instant. */
  private static boolean fight(Case it, Finding finding) {
    Set<String> seen = new HashSet<>();
    Set<String> fought = new HashSet<>();
    for (Outcome outcome : replayed(it, finding)) {
      for (Effect effect : outcome.effects()) {
        if (effect instanceof Effect.Publish publish
            && it.rules().contains(publish.origin().name())) {
          String where = publish.timeMillis() + " " + publish.topic();
          seen.add(where + " " + publish.origin().name() + " " + publish.payload());
          fought.add(where);
        }
      }
    }
    return fought.stream()
        .anyMatch(where -> {
          List<String> there = seen.stream().filter(each -> each.startsWith(where + " ")).toList();
          Set<String> rules =
              it.rules().stream()
                  .filter(rule ->
                      there.stream().anyMatch(each -> each.startsWith(where + " " + rule + " ")))
                  .collect(Collectors.toSet());
          return rules.size() == 2 && there.size() >= 2;
        });
  }
}
