package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FmtCommandTest {
  private static final String UNTIDY = "let a=1 # one\nlet   b =  2\n";
  private static final String TIDY = "let a = 1  # one\nlet b = 2\n";
  private static final String BROKEN = "let a=1\nrule \"r\" {  when nobody   knows }\n";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("rules/deep"));
    rules("deep/untidy.rules", UNTIDY);
    rules("tidy.rules", TIDY);
  }

  private Path rules(String name, String text) throws IOException {
    return Files.writeString(folder.resolve("rules").resolve(name), text);
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve("rules").resolve(name));
  }

  @Test
  void theConfiguredFolderIsLaidOut() throws IOException {
    CommandLineRun run = CommandLineRun.in(folder, "fmt");
    assertEquals(
        new CommandLineRun(0, "rules/deep/untidy.rules\n1 file changed, 1 as they were\n", ""),
        run);
    assertEquals(TIDY, text("deep/untidy.rules"));
    assertEquals("0 files changed, 2 as they were\n", CommandLineRun.in(folder, "fmt").out());
  }

  @Test
  void filesAreFoundByTheirNames() throws IOException {
    Files.move(folder.resolve("rules/deep/untidy.rules"), folder.resolve("other.txt"));
    CommandLineRun run = CommandLineRun.in(folder, "fmt", "other.txt", "rules");
    assertEquals("other.txt\n1 file changed, 1 as they were\n", run.out());
    assertEquals(TIDY, Files.readString(folder.resolve("other.txt")));
    CommandLineRun nowhere = CommandLineRun.in(folder, "fmt", "nowhere");
    assertEquals("belfry: there is no file or folder nowhere\n", nowhere.err());
    assertEquals(2, nowhere.code());
  }

  @Test
  void checkWritesNothingAndShowsTheDifference() throws IOException {
    CommandLineRun run = CommandLineRun.in(folder, "fmt", "--check");
    assertEquals(
        """
        --- rules/deep/untidy.rules
        +++ rules/deep/untidy.rules
        @@ -1,2 +1,2 @@
        -let a=1 # one
        -let   b =  2
        +let a = 1  # one
        +let b = 2
        1 file would change, 1 would not
        """,
        run.out());
    assertEquals(1, run.code());
    assertEquals(UNTIDY, text("deep/untidy.rules"));
    Files.delete(folder.resolve("rules/deep/untidy.rules"));
    assertEquals(0, CommandLineRun.in(folder, "fmt", "--check").code());
    rules("crlf.rules", TIDY.replace("\n", "\r\n"));
    CommandLineRun ends = CommandLineRun.in(folder, "fmt", "--check");
    assertTrue(ends.out().contains("only the ends of its lines"), ends.out());
    assertEquals(1, ends.code());
  }

  @Test
  void whatCannotBeReadIsLeftAndSaid() throws IOException {
    rules("broken.rules", BROKEN);
    CommandLineRun run = CommandLineRun.in(folder, "fmt");
    assertEquals(1, run.code());
    assertTrue(run.out().endsWith("2 files changed, 1 as they were\n"), run.out());
    assertTrue(run.err().contains("--> rules/broken.rules:3:27"), run.err());
    assertEquals("let a = 1\n\nrule \"r\" {  when nobody   knows }\n", text("broken.rules"));
    CommandLineRun again = CommandLineRun.in(folder, "fmt", "--check");
    assertEquals("0 files would change, 3 would not\n", again.out());
    assertTrue(again.err().contains("--> rules/broken.rules:3:27"), again.err());
    assertEquals(1, again.code());
  }

  @Test
  void filesThatCannotBeReadDoNotStopTheOthers() throws IOException {
    Files.write(folder.resolve("rules/latin.rules"), new byte[] {'#', (byte) 0xE4});
    rules("large.rules", "#".repeat(1024 * 1024 + 1));
    Files.createSymbolicLink(folder.resolve("rules/gone.rules"), Path.of("nowhere.rules"));
    CommandLineRun run = CommandLineRun.in(folder, "fmt");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("belfry: rules/latin.rules is not UTF-8 text"), run.err());
    assertTrue(run.err().contains("belfry: rules/large.rules is larger than 1 MiB"), run.err());
    assertTrue(run.err().contains("belfry: rules/gone.rules is a link"), run.err());
    assertEquals(TIDY, text("deep/untidy.rules"));
  }

  @Test
  void aFileKeepsItsPermissionsAndALinkItsTarget() throws IOException {
    Path target = Files.writeString(folder.resolve("target.txt"), UNTIDY);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("rules/link.rules"), target);
    assertEquals(0, CommandLineRun.in(folder, "fmt").code());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(TIDY, Files.readString(target));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "something was left behind");
    }
  }

  @Test
  void aFileThatMustNotBeWrittenIsNot() throws IOException {
    Path file = folder.resolve("rules/deep/untidy.rules");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assumeFalse(Files.isWritable(file), "this user may write everything");
    CommandLineRun run = CommandLineRun.in(folder, "fmt");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("untidy.rules cannot be written"), run.err());
    assertEquals(UNTIDY, text("deep/untidy.rules"));
  }

  @Test
  void standardInputGoesToStandardOutput() {
    assertEquals(new CommandLineRun(0, TIDY, ""), piped(UNTIDY, "-"));
    assertEquals(new CommandLineRun(0, "", ""), piped(TIDY, "-", "--check"));
    CommandLineRun check = piped(UNTIDY, "--check", "-");
    assertEquals(1, check.code());
    assertTrue(check.out().startsWith("--- standard input\n"), check.out());
    CommandLineRun broken = piped(BROKEN, "-");
    assertEquals(1, broken.code());
    assertEquals("let a = 1\n\nrule \"r\" {  when nobody   knows }\n", broken.out());
    assertTrue(broken.err().contains("--> standard input:2:27"), broken.err());
  }

  private CommandLineRun piped(String text, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    Settings settings = new Settings(new BelfryCommand(), folder, Map.of());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int code =
        new CommandLine(new FmtCommand(settings, console, false, new ByteArrayInputStream(bytes)))
            .execute(arguments);
    return new CommandLineRun(code, out.toString(), err.toString());
  }
}
