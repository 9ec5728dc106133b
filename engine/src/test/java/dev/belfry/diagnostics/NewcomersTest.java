package dev.belfry.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What people write who come from other tools, collected before anybody looked at what they are
 * told. {@code verdicts.txt} holds, for each file, whether its author could mend it from the help
 * lines alone: a judgement of people, which this test keeps complete and counted.
 */
class NewcomersTest {
  private static final Path CASES = Path.of("src/test/resources/newcomers");
  private static final Catalog HOUSE = Golden.house(Optional.of(new Site.Place(52.52, 13.405)));

  /** How a file may have been judged. */
  private enum Verdict {
    /** Refused, and the help lines alone tell what to type. */
    ENOUGH("enough"),
    /** Refused, and the author must look elsewhere. */
    NOT_ENOUGH("not enough"),
    /** Accepted, though surely not what was meant. */
    SILENT("silent"),
    /** Accepted, and rightly so. */
    FINE("fine");

    private final String written;

    Verdict(String written) {
      this.written = written;
    }

    boolean accepts() {
      return this == SILENT || this == FINE;
    }

    static Verdict of(String line) {
      String judged = line.substring(line.indexOf(' ') + 1).replaceAll(":.*", "");
      return Stream.of(values())
          .filter(it -> it.written.equals(judged))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no verdict: " + line));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyNewcomerIsAnswered() throws IOException {
    Map<String, Verdict> verdicts = verdicts();
    return Golden.files(CASES).stream()
        .map(path ->
            DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(path, verdicts)));
  }

  private static void check(Path rules, Map<String, Verdict> verdicts) throws IOException {
    Golden golden = Golden.of(rules, HOUSE);
    golden.assertSaidAsBefore();
    Verdict verdict = verdicts.get(rules.getFileName().toString().replace(".rules", ""));
    assertEquals(
        verdict != null && verdict.accepts(),
        golden.compilation().program().isPresent(),
        () -> "judged as " + verdict + ", and now:\n" + golden.said());
  }

  @Test
  void theTableIsComplete() throws IOException {
    List<String> files =
        Golden.files(CASES).stream()
            .map(path -> path.getFileName().toString().replace(".rules", ""))
            .toList();
    assertEquals(files, List.copyOf(verdicts().keySet()));
  }

  @Test
  void theTableIsCounted() throws IOException {
    Map<String, Verdict> verdicts = verdicts();
    long fine = count(verdicts, Verdict.FINE);
    assertEquals(
        "# %d mistakes: %d enough, %d not enough, %d silent; and %d files without a mistake"
            .formatted(
                verdicts.size() - fine,
                count(verdicts, Verdict.ENOUGH),
                count(verdicts, Verdict.NOT_ENOUGH),
                count(verdicts, Verdict.SILENT),
                fine),
        table().getFirst());
  }

  private static long count(Map<String, Verdict> verdicts, Verdict wanted) {
    return verdicts.values().stream().filter(it -> it == wanted).count();
  }

  private static Map<String, Verdict> verdicts() throws IOException {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    table().stream()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> verdicts.put(line.substring(0, line.indexOf(' ')), Verdict.of(line)));
    return verdicts;
  }

  private static List<String> table() throws IOException {
    return Files.readAllLines(CASES.resolve("verdicts.txt"));
  }
}
