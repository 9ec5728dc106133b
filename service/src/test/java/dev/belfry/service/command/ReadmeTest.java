package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the readme shows exist, with their options. */
class ReadmeTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^ *\\./belfry ([^#>\n]+)");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> commands() throws IOException {
    List<String> commands =
        COMMAND
            .matcher(Files.readString(Path.of("../README.md")))
            .results()
            .map((MatchResult it) -> it.group(1).strip())
            .toList();
    assertFalse(commands.isEmpty());
    return commands.stream().map(it -> DynamicTest.dynamicTest(it, () -> assertExists(it)));
  }

  /** Parsed, not run: an unknown command or option, or one that is missing, is thrown. */
  private void assertExists(String command) {
    String[] arguments =
        ARGUMENT
            .matcher(command)
            .results()
            .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
            .toArray(String[]::new);
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandLineFrame frame = CommandLineRun.frame(folder, new Console(nowhere, nowhere));
    assertDoesNotThrow(() -> frame.line(new BelfryCommand()).parseArgs(arguments));
  }
}
