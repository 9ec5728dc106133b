package dev.belfry.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belfry.event.Payload;
import dev.belfry.program.Operator;
import dev.belfry.program.RuleProgram;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What was stored outlives upgrades: identities stay as they are, and the state that this form of
 * the store had goes on. Where this turns red, people would lose what their rules remember. Then
 * either take the change back, or count {@code Durable.FORM} up, write a migration, keep the old
 * file with a test of its own, and write down the new one with {@code -Dgolden=rewrite}.
 */
class PinnedStateTest {
  private static final Path FOLDER = Path.of("src/test/resources/state");
  private static final long MINUTE = 60_000;
  private static final String WHY =
      "what people's rules remember would be lost: write a migration, see the comment of the test";

  private static String rules() throws IOException {
    return Files.readString(FOLDER.resolve("house.rules"));
  }

  private static List<String> pinned(String name, List<String> now) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("rewrite".equals(System.getProperty("golden"))) {
      Files.write(file, now);
    }
    return Files.readAllLines(file);
  }

  @Test
  void identitiesStayAsTheyAre() throws IOException {
    List<String> identities = new ArrayList<>();
    for (RuleProgram unit : House.program(rules()).units()) {
      for (Operator operator : unit.operators()) {
        String kind = operator.getClass().getSimpleName();
        identities.add(unit.name() + " " + kind + " " + operator.shape().id());
      }
    }
    assertEquals(pinned("identities.txt", identities), identities, WHY);
  }

  // ---- the store

  /** Everything that is followed over time is under way. */
  private static House live() throws IOException {
    House house = new House();
    house.start(rules());
    house.turn("off", false);
    house.send("mode", "home");
    house.send("beat", "x");
    house.send("temp/attic", "31");
    house.send("door/hall", "open");
    house.after(2 * MINUTE);
    house.send("door/bath", "open");
    house.send("door/bath", "closed");
    house.send("motion/stairs", "on");
    house.send("motion/stairs", "off");
    house.send("motion/stairs", "on");
    house.send("sensor/a", "{\"contact\": false, \"battery\": 3}");
    house.after(5 * MINUTE);
    house.silence("hot", Map.of("room", "cellar"), 60 * MINUTE);
    return house;
  }

  private static Map<String, Payload> stored() throws IOException {
    Path file = FOLDER.resolve("form-" + Durable.FORM + ".txt");
    if ("rewrite".equals(System.getProperty("golden"))) {
      List<String> lines = new ArrayList<>();
      new TreeMap<>(live().store())
          .forEach((key, value) ->
              lines.add(
                  URLEncoder.encode(key, StandardCharsets.UTF_8)
                      + " "
                      + HexFormat.of().formatHex(value.bytes())));
      Files.write(file, lines);
    }
    Map<String, Payload> store = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", -1);
      store.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          Payload.of(HexFormat.of().parseHex(parts[1])));
    }
    return store;
  }

  @Test
  void whatIsWrittenTodayIsWhatIsPinned() throws IOException {
    assertEquals(stored(), new TreeMap<>(live().store()), WHY);
  }

  /** The house stopped at 12:07 and starts at 12:08. */
  @Test
  void whatWasStoredGoesOn() throws IOException {
    House house = House.at(House.START_MILLIS + 7 * MINUTE, stored());
    List<String> story = new ArrayList<>();
    note(story, 8, house.restart(MINUTE, rules()));
    assertTrue(house.machine().switchedOff().contains("off"));
    for (int minute = 9; minute <= 75; minute++) {
      note(story, minute, house.after(MINUTE));
      if (minute == 20) {
        note(story, minute, house.send("motion/bath", "off"));
        note(story, minute, house.send("door/attic", "open"));
        note(story, minute, house.send("sensor/b", "{\"contact\": false}"));
        note(story, minute, house.send("sensor/c", "{\"contact\": false}"));
      }
      if (minute == 60) {
        note(story, minute, house.send("temp/attic", "21"));
      }
    }
    assertEquals(pinned("story.txt", story), story, WHY);
    assertEquals(
        List.of(),
        house.reports().stream()
            .filter(Report.ProgramChanged.class::isInstance)
            .flatMap(it -> ((Report.ProgramChanged) it).all(Inheritance.Fate.RESET).stream())
            .toList());
  }

  private static void note(List<String> story, int minute, List<String> effects) {
    effects.forEach(effect -> story.add("12:00 + " + minute + " min: " + effect));
  }

  // ---- other forms

  @Test
  void aFormOfANewerVersionIsRefusedInWords() {
    UnreadableStateException refused =
        assertThrows(
            UnreadableStateException.class,
            () ->
                Machine.restored(
                    List.of(
                        new Entry(
                            "f/home/door",
                            Optional.of(Payload.of(new byte[] {Durable.FORM + 1}))))));
    assertEquals(
        "what is stored of the topic home/door was written by a newer version of Belfry (its form"
            + " is 3, this version reads 2); start that version again, or begin anew with another"
            + " data folder",
        refused.getMessage());
  }

  @Test
  void anOlderFormThatNobodyReadsAnyMoreIsRefusedToo() {
    assertThrows(
        UnreadableStateException.class,
        () ->
            Machine.restored(
                List.of(new Entry("o/1234/", Optional.of(Payload.of(new byte[] {1}))))));
  }

  @Test
  void aPieceOfAnUnknownKindIsRefused() {
    assertThrows(
        UnreadableStateException.class,
        () ->
            Machine.restored(
                List.of(new Entry("zz/1", Optional.of(Payload.of(new byte[] {Durable.FORM}))))));
  }
}
