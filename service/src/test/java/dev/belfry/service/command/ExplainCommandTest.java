package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir Path folder;

  private CommandLineRun explain(String... code) {
    String[] arguments = new String[code.length + 1];
    arguments[0] = "explain";
    System.arraycopy(code, 0, arguments, 1, code.length);
    return CommandLineRun.in(folder, arguments);
  }

  @Test
  void aCodeMayBeTypedInShort() {
    CommandLineRun whole = explain("E0302");
    assertEquals(0, whole.code());
    assertTrue(whole.out().startsWith("# E0302: a value that never comes\n\n"), whole.out());
    assertEquals(whole, explain("e0302"));
    assertEquals(whole, explain("e302"));
    assertEquals(whole, explain("0302"));
    assertEquals(whole, explain("302"));
  }

  @Test
  void aCodeThatIsNoneIsToldTheNearest() {
    assertEquals(
        new CommandLineRun(
            2, "", "belfry: there is no code E0399; the nearest are E0401, E0402, E0403\n"),
        explain("E0399"));
    assertEquals(2, explain("door").code());
    assertTrue(explain("door").err().contains("codes look like E0302"), explain("door").err());
    assertEquals(2, explain("W0302").code());
    assertEquals(2, explain("E99999999999").code());
  }

  @Test
  void withoutACodeThereIsALineForEach() {
    CommandLineRun all = explain();
    assertEquals(0, all.code());
    assertTrue(all.out().startsWith("E0101  "), all.out());
    assertTrue(all.out().contains("\nE0302  a value that never comes\n"), all.out());
    assertTrue(all.out().lines().count() > 50, all.out());
    assertFalse(all.out().contains("\u001B"), all.out());
  }
}
