package dev.belfry.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A fuzzer that sees which code it reaches looks for a text that crashes, hangs or is told
 * nonsense, in a process of its own: once with the bytes of files, once with changes of what was
 * written before.
 *
 * <p>{@code -Dbelfry.fuzz.seconds=600} looks for longer. What it finds lies under {@code
 * target/fuzz} as bytes and as a rule file; {@code -Dbelfry.fuzz.file=FILE} examines one.
 */
class FuzzIT {
  private static final int SECONDS = Integer.getInteger("belfry.fuzz.seconds", 60);

  private static final @Nullable String ONE_FILE = System.getProperty("belfry.fuzz.file");

  /** Most of the files that show mistakes are shorter; small files are tried faster. */
  private static final int LONGEST_FILE_BYTES = 1_024;

  /** A machine that is ten times as slow as a small one still gets this far in a second. */
  private static final int LEAST_EXECUTIONS_A_SECOND = 3;

  @Test
  void filesOfAnyBytes() throws IOException, InterruptedException {
    List<byte[]> seeds =
        RuleFiles.texts().stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
    fuzz(
        new Hunt("text", TextTarget.class, LONGEST_FILE_BYTES, SECONDS / 2),
        seeds,
        TextTarget::text);
  }

  @Test
  void filesThatWereChanged() throws IOException, InterruptedException {
    Patchwork patchwork = WordsTarget.PATCHWORK;
    fuzz(
        new Hunt("words", WordsTarget.class, Patchwork.LONGEST_BYTES, SECONDS / 2),
        patchwork.seeds(),
        patchwork::text);
  }

  private static void fuzz(Hunt hunt, List<byte[]> seeds, Function<byte[], String> text)
      throws IOException, InterruptedException {
    assumeTrue(ONE_FILE == null, "one file is examined instead");
    hunt.prepare(seeds);
    int status = hunt.run();
    System.out.println(hunt.summary());
    List<Path> found = hunt.findings(text);
    assertTrue(found.isEmpty() && status == 0, () -> hunt.complaint(found));
    assertTrue(hunt.executions() >= SECONDS / 2 * LEAST_EXECUTIONS_A_SECOND, hunt::summary);
  }

  @Test
  void seedsAreWhatWasWritten() {
    List<String> texts =
        WordsTarget.PATCHWORK.seeds().stream().map(WordsTarget.PATCHWORK::text).toList();
    assertTrue(texts.size() > 100);
    String written = String.join("", RuleFiles.texts());
    texts.forEach(text -> assertTrue(written.contains(lastDeclaration(text)), text));
  }

  private static String lastDeclaration(String text) {
    return Pattern.compile("(?m)^(?=(rule|alert|test) )")
        .splitAsStream(text)
        .reduce((first, second) -> second)
        .orElse("");
  }

  /** Also tried without the fuzzer, so that it starts from files with which all is well. */
  @TestFactory
  Stream<DynamicTest> rulesOfTheRepositoryOrTheOneThatIsNamed() throws IOException {
    List<String> texts =
        ONE_FILE == null
            ? RuleFiles.texts()
            : List.of(TextTarget.text(Files.readAllBytes(Path.of(ONE_FILE))));
    return texts.stream()
        .map(text ->
            DynamicTest.dynamicTest(
                "\"" + text.lines().findFirst().orElse("") + "\"",
                () -> Examination.examine(text)));
  }
}
