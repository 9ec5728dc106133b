package dev.belfry.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belfry.catalog.Catalog;
import dev.belfry.catalog.Site;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes of recorded inputs, byte for byte. */
class ReplayTest {
  private static final Path CASES = Path.of("src/test/resources/conformance/replay");
  private static final Catalog CATALOG =
      new Catalog(
          new Site("Replay", ZoneId.of("Europe/Berlin"), Optional.empty()),
          Set.of("owner"),
          Set.of("porch"),
          Set.of("siren_api"));

  private static Program program(String text) {
    Compilation compilation = Compilation.of(List.of(new SourceFile("x.rules", text)), CATALOG);
    return compilation
        .program()
        .orElseThrow(() -> new AssertionError(compilation.diagnostics().toString()));
  }

  private static String replayed(String rules, InputStream in, String until) throws Exception {
    Replay replay = new Replay(program(rules));
    RecordReader reader = new RecordReader(in);
    RecordLines lines = new RecordLines();
    for (Optional<Recorded> record = reader.next(); record.isPresent(); record = reader.next()) {
      replay.take(record.get()).effects().forEach(lines::add);
    }
    OptionalLong end = RecordTime.read(until);
    if (end.isPresent()) {
      replay.until(end.getAsLong()).effects().forEach(lines::add);
    }
    StringWriter out = new StringWriter();
    lines.moveTo(out);
    return out.toString();
  }

  /** The effects of some lines, each as its time and text. */
  private static String logged(String rules, String until, String... lines) throws Exception {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return replayed(rules, new ByteArrayInputStream(bytes), until)
        .replaceAll("(?m)^\\{\"time\":\"2026-01-10T([^\"]*)Z\".*\"text\":\"([^\"]*)\"}$", "$1 $2")
        .strip();
  }

  @Test
  void theBurglarsEffectsAreWhatTheyMustBe() throws Exception {
    try (InputStream events = Files.newInputStream(CASES.resolve("burglar.events.jsonl"))) {
      assertEquals(
          Files.readString(CASES.resolve("burglar.effects.jsonl")),
          replayed(Files.readString(CASES.resolve("burglar.rules")), events, ""));
    }
  }

  private static final String LAMP =
      """
      topic lamp = "lamp" : "on" | "off"
      rule "Hello" { when startup then log "hello" }
      rule "Forgotten" { when lamp is "on" for 10 min then log "forgotten" }
      """;

  @Test
  void theEngineStartsAtTheFirstInputAndItsClockStopsAtTheLast() throws Exception {
    String on = "{\"time\":\"2026-01-10T08:00:00Z\",\"topic\":\"lamp\",\"payload\":\"on\"}";
    String later = "{\"time\":\"2026-01-10T08:10:00Z\",\"topic\":\"other\",\"payload\":\"\"}";
    assertEquals("08:00:00 hello", logged(LAMP, "", on));
    assertEquals("08:00:00 hello", logged(LAMP, "2026-01-10T08:09:59.999Z", on));
    assertEquals("08:00:00 hello\n08:10:00 forgotten", logged(LAMP, "2026-01-10T08:10:00Z", on));
    assertEquals("08:00:00 hello\n08:10:00 forgotten", logged(LAMP, "", on, later));
    assertEquals("", logged(LAMP, "2026-01-10T08:10:00Z"));
  }

  @Test
  void aRestartGoesOnFromWhatIsDurable() throws Exception {
    String on = "{\"time\":\"2026-01-10T08:00:00Z\",\"topic\":\"lamp\",\"payload\":\"on\"}";
    assertEquals(
        "08:00:00 hello\n08:05:00 hello\n08:10:00 forgotten",
        logged(
            LAMP,
            "2026-01-10T09:00:00Z",
            on,
            "{\"time\":\"2026-01-10T08:05:00Z\",\"restart\":true}"));
    assertEquals(
        "08:00:00 hello\n08:20:00 forgotten\n08:20:00 hello",
        logged(LAMP, "", on, "{\"time\":\"2026-01-10T08:20:00Z\",\"restart\":true}"));
  }

  @Test
  void whatHappenedBeforeAStopHappensAtItsTime() throws Exception {
    assertEquals(
        "08:00:00 hello\n08:10:00 forgotten\n08:20:00 hello",
        logged(
            LAMP,
            "",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"topic\":\"lamp\",\"payload\":\"on\"}",
            "{\"time\":\"2026-01-10T08:20:00Z\",\"restart\":true,"
                + "\"stopped\":\"2026-01-10T08:10:01Z\"}"));
  }

  @Test
  void aRecordingThatBeginsWithARestartStartsOnce() throws Exception {
    assertEquals(
        "08:00:00 hello",
        logged(
            LAMP,
            "",
            "{\"belfry\":\"0.1\",\"tzdata\":\"2025b\"}",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"restart\":true}",
            "{\"time\":\"2026-01-10T08:01:00Z\",\"topic\":\"lamp\",\"payload\":\"on\"}"));
  }

  @Test
  void schedulesFollowAClockThatWasSet() throws Exception {
    String bell = "rule \"Bell\" { when at 10:00 then log \"ding\" }";
    assertEquals(
        "09:00:00 ding",
        logged(
            bell,
            "2026-01-10T12:00:00Z",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"clock\":\"2026-01-10T07:00:00Z\"}",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"clock\":\"2026-01-10T07:00:00Z\"}"));
    assertEquals(
        "09:00:00 ding",
        logged(
            bell,
            "2026-01-10T09:30:00Z",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"topic\":\"x\",\"payload\":\"\"}",
            "{\"time\":\"2026-01-10T08:00:00Z\",\"clock\":\"2026-01-10T08:30:00Z\"}"));
  }

  @Test
  void whatPeopleDidHappensAnew() throws Exception {
    String bell =
        """
        topic door(room) = "door/{room}" : "open" | "closed"
        rule "Bell" { when door(room) becomes "open" then log "ding {room}" }
        """;
    String at = "{\"time\":\"2026-01-10T08:00:0%s\",%s}";
    String opened = "\"topic\":\"door/%s\",\"payload\":\"open\"";
    assertEquals(
        "08:00:00 ding a\n08:00:03 ding c\n08:00:04 ding d",
        logged(
            bell,
            "",
            at.formatted("0Z", opened.formatted("a")),
            at.formatted("1Z", "\"switch\":\"Bell\",\"on\":false"),
            at.formatted("1Z", opened.formatted("b")),
            at.formatted("1Z", "\"trigger\":\"Bell\",\"key\":{\"room\":\"b\"}"),
            at.formatted("2Z", "\"restart\":true"),
            at.formatted("2Z", opened.formatted("b2")),
            at.formatted("3Z", "\"switch\":\"Bell\",\"on\":true"),
            at.formatted("3Z", opened.formatted("c")),
            at.formatted("4Z", "\"trigger\":\"Bell\",\"key\":{\"room\":\"d\"}"),
            at.formatted("5Z", "\"trigger\":\"No such rule\"")));
  }

  @Test
  void alertsAreRecordsOfTheirOwn() throws Exception {
    String rules =
        """
        topic leak(room) = "leak/{room}" : bool = false
        alert "Water" {
          while leak(room)
          severity critical
          message "Water in the {room}"
          notify owner
          resolved notify owner "Dry"
        }
        """;
    String at = "{\"time\":\"2026-01-10T08:00:0%s\",%s}\n";
    String in =
        at.formatted("0Z", "\"topic\":\"leak/bath\",\"payload\":\"true\"")
            + at.formatted("1Z", "\"acknowledge\":\"Water\",\"key\":{\"room\":\"bath\"}")
            + at.formatted("2Z", "\"topic\":\"leak/bath\",\"payload\":\"false\"")
            + at.formatted("3Z", "\"silence\":\"Water\",\"until\":\"2026-01-10T09:00:00Z\"")
            + at.formatted("4Z", "\"topic\":\"leak/bath\",\"payload\":\"true\"");
    String origin = "\"alert\":\"Water\",\"key\":{\"room\":\"bath\"},\"effect\":";
    String state = origin + "\"alert\",\"state\":";
    String tells = origin + "\"notify\",\"channels\":[\"owner\"],\"text\":";
    assertEquals(
        at.formatted("0Z", state + "\"firing\"")
            + at.formatted(
                "0Z", tells + "\"Water in the bath\",\"title\":\"Water\",\"priority\":\"critical\"")
            + at.formatted("1Z", state + "\"acknowledged\"")
            + at.formatted("2Z", state + "\"resolved\"")
            + at.formatted("2Z", tells + "\"Dry\",\"title\":\"Water\",\"priority\":\"critical\"")
            + at.formatted("4Z", state + "\"silenced\""),
        replayed(rules, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), ""));
  }

  @Test
  void effectsHaveTheFieldsThatApplyAndNoOthers() throws Exception {
    String rules =
        """
        topic go(room) = "go/{room}" : any
        rule "All" {
          when go(room) updates
          then
            call siren_api
            call siren_api "{room}"
            call siren_api 2.50
            call siren_api [1, { "odd key": null }]
            notify owner "tab	\\u{1F514}"
            publish "raw" value
        }
        """;
    String in = "{\"time\":\"2026-01-10T08:00:00.25Z\",\"topic\":\"go/a\",\"payload64\":\"/w==\"}";
    String start =
        "{\"time\":\"2026-01-10T08:00:00.25Z\",\"rule\":\"All\",\"key\":{\"room\":\"a\"},";
    assertEquals(
        start
            + "\"effect\":\"call\",\"connector\":\"siren_api\"}\n"
            + start
            + "\"effect\":\"call\",\"connector\":\"siren_api\",\"payload\":\"a\"}\n"
            + start
            + "\"effect\":\"call\",\"connector\":\"siren_api\",\"payload\":2.5}\n"
            + start
            + "\"effect\":\"call\",\"connector\":\"siren_api\",\"payload\":[1,{\"odd"
            + " key\":null}]}\n"
            + start
            + "\"effect\":\"notify\",\"channels\":[\"owner\"],\"text\":\"tab\\t\uD83D\uDD14\"}\n"
            + start
            + "\"effect\":\"publish\",\"topic\":\"raw\",\"payload64\":\"/w==\",\"qos\":0,"
            + "\"retain\":false}\n",
        replayed(rules, new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), ""));
  }

  @Test
  void anEffectWithHalfALetterIsStillALine() throws Exception {
    Effect torn =
        new Effect.Log(0, new Origin(Origin.Kind.RULE, "r", Map.of()), Effect.Level.INFO, "\uD83D");
    RecordLines lines = new RecordLines();
    lines.add(torn);
    StringWriter out = new StringWriter();
    lines.moveTo(out);
    assertEquals(
        "{\"time\":\"1970-01-01T00:00:00Z\",\"rule\":\"r\",\"key\":{},\"effect\":\"log\","
            + "\"level\":\"info\",\"text\":\"?\"}\n",
        new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }
}
