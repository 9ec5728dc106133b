package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class TestCommandTest {
  private static final String RULES =
      """
      topic lamp = "lamp" : text
      rule "Echo" { when lamp updates then publish "out" "{lamp}" }
      test "good" { send lamp "x" expect publish "out" "x" }
      test "bad <\\u{1}> ]]>" {
        send lamp "a\\u{1}\\u{FFFE}<b>]]>"
        expect publish "out" "x"
      }
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    rules("echo.rules", RULES);
  }

  private void rules(String name, String text) throws IOException {
    Files.writeString(folder.resolve("rules").resolve(name), text);
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @Test
  void aFailureShowsWhatHappenedInstead() {
    CommandLineRun run = CommandLineRun.in(folder, "test");
    assertEquals(1, run.code());
    assertEquals(
        """
        ok    echo.rules:3  good
        FAIL  echo.rules:4  bad <\u0001> ]]>
                line 6: expect publish "out" "x"
                instead there was  publish "out" "a\\u0001\uFFFE<b>]]>"
                what happened:
                  12:00:00.000  send lamp "a\\u{1}\\u{FFFE}<b>]]>"
                  12:00:00.000    "Echo": publish "out" "a\\u0001\uFFFE<b>]]>"
                  12:00:00.000  expect publish "out" "x"
        1 passed, 1 failed
        """,
        run.out());
  }

  @Test
  void junitIsWellFormedWhateverThePayloadsHold() throws Exception {
    rules("other.rules", "test \"nothing\" { expect nothing }");
    CommandLineRun run = CommandLineRun.in(folder, "test", "--format", "junit");
    assertEquals(1, run.code());
    Document document = xml(run.out());
    Element suites = document.getDocumentElement();
    assertEquals("3", suites.getAttribute("tests"));
    assertEquals("1", suites.getAttribute("failures"));
    assertEquals(2, suites.getElementsByTagName("testsuite").getLength());
    Element failure = (Element) suites.getElementsByTagName("failure").item(0);
    assertEquals("expect publish \"out\" \"x\"", failure.getAttribute("message"));
    assertTrue(
        failure.getTextContent().contains("instead there was  publish \"out\" \"a\\u0001\uFFFD<b>"),
        failure.getTextContent());
    Element testcase = (Element) failure.getParentNode();
    assertEquals("bad <\uFFFD> ]]>", testcase.getAttribute("name"));
    assertTrue(testcase.getAttribute("time").matches("\\d+\\.\\d{3}"));
  }

  @Test
  void aFileThatDoesNotCheckIsAnErrorInJunit() throws Exception {
    rules("broken.rules", "rule \"r\" { when nosuch updates then publish \"x\" \"y\" }");
    CommandLineRun run = CommandLineRun.in(folder, "test", "--format", "junit");
    assertEquals(1, run.code());
    Element suites = xml(run.out()).getDocumentElement();
    assertEquals("1", suites.getAttribute("errors"));
    Element error = (Element) suites.getElementsByTagName("error").item(0);
    assertTrue(error.getAttribute("message").contains("nosuch"), error.getAttribute("message"));
  }

  @Test
  void jsonHasAnObjectForEachTest() {
    CommandLineRun run = CommandLineRun.in(folder, "test", "--format", "json");
    assertEquals(1, run.code());
    String good = "{\"file\":\"echo.rules\",\"line\":3,\"name\":\"good\",\"passed\":true}";
    String bad =
        "{\"file\":\"echo.rules\",\"line\":4,\"name\":\"bad <\\u0001> ]]>\",\"passed\":false,"
            + "\"expected\":\"expect publish \\\"out\\\" \\\"x\\\"\",\"instead\":[";
    assertTrue(run.out().startsWith("[" + good + "," + bad), run.out());
    assertTrue(run.out().contains("],\"timeline\":[\"12:00:00.000  send lamp "), run.out());
  }

  @Test
  void theExitTellsHowItWent() throws Exception {
    rules("echo.rules", RULES.replace("\"out\" \"x\"\n}", "\"out\"\n}"));
    assertEquals(0, CommandLineRun.in(folder, "test").code());
    rules("echo.rules", "rule \"r\" { when startup then log \"x\" }");
    CommandLineRun none = CommandLineRun.in(folder, "test");
    assertEquals("0 passed, 0 failed\n", none.out());
    assertEquals(1, none.code());
    assertEquals("[]\n", CommandLineRun.in(folder, "test", "--format", "json").out());
    assertEquals(2, CommandLineRun.in(folder, "test", "nowhere").code());
    assertEquals(2, CommandLineRun.in(folder, "test", "--format", "xml").code());
  }
}
