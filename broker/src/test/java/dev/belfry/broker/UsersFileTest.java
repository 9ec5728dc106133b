package dev.belfry.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users file says what is wrong with it, and is never half written. */
final class UsersFileTest {
  private static final String HASH = "$2y$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC";

  @TempDir private Path folder;

  @Test
  void isReadWithItsCommentsAndBlankLines() throws Exception {
    Path file = write("# who may come in", "", "anna:" + HASH, "  berta meier:" + HASH + " ");
    assertEquals(Map.of("anna", HASH, "berta meier", HASH), new UsersFile(file).read());
  }

  @Test
  void isEmptyWhenThereIsNone() throws Exception {
    assertEquals(Map.of(), new UsersFile(folder.resolve("none")).read());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anna | a user is written name:hash",
        ":hash | a user is written name:hash",
        "anna:secret | what follows \"anna:\" is no bcrypt hash"
      })
  void tellsTheLineThatIsWrong(String line, String problem) throws Exception {
    Path file = write("# comment", line);
    UsersFileException wrong =
        assertThrows(UsersFileException.class, () -> new UsersFile(file).read());
    assertEquals(2, wrong.line());
    assertEquals(file + ", line 2: " + problem, wrong.getMessage());
  }

  @Test
  void namesNobodyTwice() throws Exception {
    Path file = write("anna:" + HASH, "anna:" + HASH);
    UsersFileException wrong =
        assertThrows(UsersFileException.class, () -> new UsersFile(file).read());
    assertEquals(file + ", line 2: there is a user \"anna\" above already", wrong.getMessage());
  }

  @Test
  void takesNewUsersAndNewPasswordsAndKeepsTheRest() throws Exception {
    Path file = write("# comment", "anna:" + HASH, "berta:" + HASH);
    UsersFile users = new UsersFile(file);
    users.put("anna", "new");
    users.put("clara", "hers");
    List<String> lines = Files.readAllLines(file);
    assertEquals(4, lines.size());
    assertEquals("# comment", lines.get(0));
    assertEquals("berta:" + HASH, lines.get(2));
    assertTrue(Passwords.verify(bytes("new"), users.read().getOrDefault("anna", "")));
    assertTrue(Passwords.verify(bytes("hers"), users.read().getOrDefault("clara", "")));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("users");
    assumeTrue(
        Files.getFileStore(folder).supportsFileAttributeView("posix"),
        "this file system knows no owners");
    new UsersFile(file).put("anna", "secret");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "#a", " a", "a\nb"})
  void refusesNamesThatItCouldNotRead(String name) {
    UsersFile users = new UsersFile(folder.resolve("users"));
    assertThrows(IllegalArgumentException.class, () -> users.put(name, "secret"));
  }

  private Path write(String... lines) throws Exception {
    return Files.write(folder.resolve("users"), List.of(lines), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
