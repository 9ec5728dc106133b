package dev.belfry.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
  /** The bells are one character each, and two units of the text's storage. */
  private static final String WRONG =
      """
      topic door = "home/door" : "open" | "closed"
      rule "🔔🔔" { when door becomes "opne" then notify nobody "x" }
      """;

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = Files.createDirectories(parent.resolve("a house"));
    rules("rules/ground floor/tür.rules", WRONG);
  }

  private void rules(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private CommandLineRun check(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "check";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return CommandLineRun.in(folder, arguments);
  }

  /** The report, which keeps to the standard's own schema. */
  private static JsonNode sarif(CommandLineRun run) throws IOException {
    try (InputStream text =
        Objects.requireNonNull(
            CheckCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text);
      assertEquals(List.of(), schema.validate(run.out(), InputFormat.JSON), run.out());
      assertFalse(schema.validate("{\"version\":\"2.1.0\"}", InputFormat.JSON).isEmpty());
    }
    return JsonMapper.shared().readTree(run.out()).get("runs").get(0);
  }

  private static String uri(JsonNode location) {
    return location.at("/physicalLocation/artifactLocation/uri").asString();
  }

  @Test
  void textEndsWithWhereToReadMore() throws Exception {
    CommandLineRun run = check();
    assertEquals(1, run.code());
    assertTrue(
        run.out().endsWith("2 errors, 0 warnings\n`belfry explain E0302` says more\n"), run.out());
    rules("rules/ground floor/tür.rules", "");
    assertEquals(new CommandLineRun(0, "0 errors, 0 warnings\n", ""), check());
  }

  @Test
  void jsonIsAnArrayOfObjectsWithColumnsInCharacters() throws Exception {
    CommandLineRun run = check("--format", "json");
    assertEquals(1, run.code());
    String never =
        "{\"code\":\"E0302\",\"severity\":\"error\",\"file\":\"ground floor/tür.rules\","
            + "\"line\":2,\"column\":31,\"endLine\":2,\"endColumn\":37,"
            + "\"message\":\"door is never \\\"opne\\\": it is \\\"open\\\" or \\\"closed\\\"\","
            + "\"help\":\"did you mean \\\"open\\\"?\"}";
    String nobody =
        "{\"code\":\"E0501\",\"severity\":\"error\",\"file\":\"ground floor/tür.rules\","
            + "\"line\":2,\"column\":50,\"endLine\":2,\"endColumn\":56,"
            + "\"message\":\"there is no channel `nobody`; the configuration has none\","
            + "\"help\":\"declare it under `channels` in the configuration\"}";
    assertEquals("[" + never + "," + nobody + "]\n", run.out());
    assertEquals("", run.err());
    rules("rules/ground floor/tür.rules", "");
    assertEquals(new CommandLineRun(0, "[]\n", ""), check("--format", "json"));
  }

  @Test
  void sarifShowsEachPlaceWithItsPage() throws Exception {
    CommandLineRun run = check("--format", "sarif");
    assertEquals(1, run.code());
    assertEquals("", run.err());
    JsonNode report = sarif(run);
    assertEquals("Belfry", report.at("/tool/driver/name").asString());
    assertEquals("unicodeCodePoints", report.get("columnKind").asString());
    assertEquals(2, report.get("results").size());
    JsonNode rules = report.at("/tool/driver/rules");
    for (JsonNode result : report.get("results")) {
      JsonNode rule = rules.get(result.get("ruleIndex").asInt());
      assertEquals(result.get("ruleId").asString(), rule.get("id").asString());
      assertEquals("error", rule.at("/defaultConfiguration/level").asString());
      assertTrue(rule.at("/help/markdown").asString().contains("```rules E0"), rule.toString());
      assertFalse(rule.at("/help/text").asString().contains("```"), rule.toString());
    }
    JsonNode never = report.get("results").get(0);
    assertEquals("error", never.get("level").asString());
    assertEquals(
        "door is never \"opne\": it is \"open\" or \"closed\"\nhelp: did you mean \"open\"?",
        never.at("/message/text").asString());
    JsonNode place = never.get("locations").get(0);
    assertEquals("rules/ground%20floor/t%C3%BCr.rules", uri(place));
    assertEquals(
        "{\"startLine\":2,\"startColumn\":31,\"endLine\":2,\"endColumn\":37}",
        place.at("/physicalLocation/region").toString());
    assertEquals("not one of them", place.at("/message/text").asString());
    JsonNode declared = never.get("relatedLocations").get(0);
    assertEquals("what it can be", declared.at("/message/text").asString());
    assertEquals(1, declared.at("/physicalLocation/region/startLine").asInt());
  }

  @Test
  void sarifDoublesTheBracesOfMessagesAsTheStandardAsks() throws Exception {
    rules("rules/ground floor/tür.rules", "rule \"r\" { when startup then stop");
    JsonNode result = sarif(check("--format", "sarif")).get("results").get(0);
    assertTrue(result.at("/message/text").asString().startsWith("a `}}` is missing"));
  }

  @Test
  void sarifOfFilesElsewhereHasWholeAddresses() throws Exception {
    Files.move(folder.resolve("rules"), parent.resolve("rules"));
    JsonNode report = sarif(check("--format", "sarif", "../rules"));
    String address = uri(report.at("/results/0/locations/0"));
    assertTrue(address.startsWith("file:///"), address);
    assertTrue(address.endsWith("/rules/ground%20floor/t%C3%BCr.rules"), address);
    assertFalse(address.contains(".."), address);
  }

  @Test
  void sarifOfCleanRulesIsEmptyAndSaysWhatCouldNotBeRead() throws Exception {
    rules("rules/ground floor/tür.rules", "");
    CommandLineRun clean = check("--format", "sarif");
    assertEquals(0, clean.code());
    assertEquals(0, sarif(clean).get("results").size());
    assertTrue(sarif(clean).at("/invocations/0/executionSuccessful").asBoolean());
    Files.write(folder.resolve("rules/latin.rules"), new byte[] {(byte) 0xfc});
    CommandLineRun unread = check("--format", "sarif");
    assertEquals(1, unread.code());
    JsonNode invocation = sarif(unread).at("/invocations/0");
    assertFalse(invocation.get("executionSuccessful").asBoolean());
    assertEquals(
        "latin.rules is not UTF-8 text; save it as UTF-8",
        invocation.at("/toolExecutionNotifications/0/message/text").asString());
  }

  private static final String LOOPING =
      """
      topic a = "home/a" : "on" | "off"
      topic b = "home/b" : "on" | "off"

      rule "A" {
        when a updates
        then
          publish b a
      }

      rule "B" {
        when b updates
        then
          publish a b
      }
      """;

  @Test
  void aWitnessIsReplayed() throws Exception {
    rules("rules/ground floor/tür.rules", LOOPING);
    CommandLineRun run = check("--witnesses", "seen");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("warning[W0701]"), run.out());
    assertTrue(run.out().endsWith("0 errors, 1 warning\n`belfry explain W0701` says more\n"));
    CommandLineRun replay = CommandLineRun.in(folder, "replay", "seen/W0701-1.jsonl");
    assertEquals(0, replay.code(), replay.err());
    long published =
        replay.out().lines().filter(line -> line.contains("\"effect\":\"publish\"")).count();
    assertEquals(33, published, replay.out());
  }

  @Test
  void aCircleThatEndsIsShownWhenAskedFor() throws Exception {
    rules("rules/ground floor/tür.rules", LOOPING.replace("updates", "changes"));
    assertEquals(new CommandLineRun(0, "0 errors, 0 warnings\n", ""), check());
    CommandLineRun run = check("--loops", "--witnesses", "seen");
    assertEquals(0, run.code());
    assertTrue(
        run.out().contains("no message was found with which they go on for ever: \"A\", \"B\""),
        run.out());
    assertTrue(Files.exists(folder.resolve("seen/ends-1.jsonl")));
  }

  @Test
  void aWarningIsNoErrorAndCarriesWhatWasSeen() throws Exception {
    rules("rules/ground floor/tür.rules", LOOPING);
    JsonNode warning = JsonMapper.shared().readTree(check("--format", "json").out()).get(0);
    assertEquals("W0701", warning.get("code").asString());
    assertEquals("warning", warning.get("severity").asString());
    assertTrue(warning.get("notes").get(0).asString().contains("home/a"), warning::toString);
    JsonNode run = sarif(check("--format", "sarif"));
    assertEquals("warning", run.at("/results/0/level").asString());
    assertTrue(run.at("/results/0/message/text").asString().contains("home/a"), run::toString);
  }

  @Test
  void whatWasRecordedTellsOfTopicsOnWhichNothingCame() throws Exception {
    rules(
        "rules/ground floor/tür.rules",
        """
        rule "Door" {
          when topic "home/hal/door" updates
          then
            log "door"
        }
        """);
    CommandLineRun nothing = check("--recorded");
    assertEquals(0, nothing.code());
    assertTrue(nothing.err().contains("nothing is recorded in "), nothing.err());
    rules(
        "data/recordings/2026-01-10T20-00-00.000.inputs.jsonl",
        """
        {"time":"2026-01-10T20:00:00Z","topic":"home/hall/door","payload":"open"}
        {"time":"2026-01-12T20:00:00Z","topic":"home/hall/door","payload":"closed"}
        {"time":"2026-01-12T20:00:00Z","topic":"home/ha
        """);
    CommandLineRun run = check("--recorded");
    assertEquals(0, run.code());
    assertTrue(
        run.out().contains("no message came on home/hal/door in 2 days of recordings"), run.out());
    assertTrue(run.out().contains("did you mean \"home/hall/door\"?"), run.out());
    assertFalse(check().out().contains("W0717"));
  }
}
