package dev.belfry.bench;

import dev.belfry.catalog.Catalog;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A site with any number of rules: four are shared by all rooms, the others have a topic each, of
 * four kinds in turn.
 */
final class Site {
  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final int ROOMS = 50;
  private static final int SHARED = 4;
  private static final int KINDS = 4;

  /** On how many topics the events of a kind are: as many as the smallest site has. */
  private static final int FEW = 1;

  private static final Catalog CATALOG =
      new Catalog(
          new dev.belfry.catalog.Site("Bench", ZoneOffset.UTC, Optional.empty()),
          Set.of("owner"),
          Set.of(),
          Set.of());

  private static final String SHARED_RULES =
      """
      topic mode       = "home/mode"        : "home" | "away" = "home"
      topic door(room) = "home/{room}/door" : "open" | "closed"
      topic temp(room) = "home/{room}/temp" : number

      rule "door"  { when door(room) becomes "open" while mode is "away" then notify owner "{room} open" }
      rule "warm"  { while temp(room) > 25 then publish "home/{room}/fan" "on" }
      rule "level" { when topic "home/{tank}/level" and value > 7 then publish "home/{tank}/pump" "on" }
      rule "away"  { when mode becomes "away" then publish "home/heating" "low" }
      """;

  private final int rules;

  Site(int rules) {
    this.rules = rules;
  }

  // ---- rules

  /** The rules as their author would write them. */
  String text() {
    StringBuilder text = new StringBuilder(SHARED_RULES);
    for (int i = 0; i < rules - SHARED; i++) {
      text.append(rule(i).replace("@", Integer.toString(i)));
    }
    return text.toString();
  }

  private static String rule(int number) {
    return switch (number % KINDS) {
      case 0 ->
          """
          topic valve_@ = "plant/@/valve" : "open" | "closed"
          rule "valve @" { when valve_@ becomes "open" while mode is "away" then notify owner "valve @ is open" }
          """;
      case 1 ->
          """
          topic heat_@ = "plant/@/heat" : number
          rule "heat @" { while heat_@ > 25 then publish "plant/@/cooler" "on" }
          """;
      case 2 ->
          """
          topic climate_@ = "plant/@/climate" : { temperature: number, humidity: number, battery: number }
          rule "climate @" { when climate_@ updates and climate_@.temperature > 30 then publish "plant/@/alarm" "hot" }
          """;
      default ->
          """
          topic button_@ = "plant/@/button" : "single" | "double"
          rule "button @" { when button_@ receives "single" then publish "plant/@/light" "toggle" }
          """;
    };
  }

  Program compile() {
    Compilation compilation =
        Compilation.of(List.of(new SourceFile("bench.rules", text())), CATALOG);
    return compilation
        .program()
        .orElseThrow(() -> new IllegalStateException(compilation.diagnostics().toString()));
  }

  Machine start() {
    Machine machine = Machine.fresh();
    machine.step(new Input.Started(START_MILLIS, compile()));
    return machine;
  }

  // ---- events

  /** Opens and closes some valves; the mode forbids to tell anybody. */
  Input[] texts() {
    return ofOwn(0, FEW, "valve", "open", "closed");
  }

  /** The same for all valves. */
  Input[] allTexts() {
    return ofOwn(0, rules, "valve", "open", "closed");
  }

  /** Topics that no rule reads. */
  Input[] unread() {
    return inputs(List.of("plant/a/uptime", "plant/b/uptime"), "17", "18");
  }

  /** Numbers below the limit. */
  Input[] numbers() {
    return ofOwn(1, FEW, "heat", "18.5", "21.25");
  }

  /** Objects of some 120 bytes, with a temperature below the limit. */
  Input[] objects() {
    return ofOwn(
        2,
        FEW,
        "climate",
        "{\"temperature\":21.5,\"humidity\":48.25,\"battery\":97,\"linkquality\":156,\"voltage\":3015,\"last_seen\":\"2026-01-01T12:00:00Z\"}",
        "{\"temperature\":22.1,\"humidity\":47.50,\"battery\":97,\"linkquality\":149,\"voltage\":3015,\"last_seen\":\"2026-01-01T12:05:00Z\"}");
  }

  /** Presses some buttons, each of which is answered. */
  Input[] presses() {
    return ofOwn(3, FEW, "button", "single", "single");
  }

  /** Opens and closes the doors of all rooms; the mode forbids to tell anybody. */
  Input[] doors() {
    List<String> topics =
        IntStream.range(0, ROOMS).mapToObj(room -> "home/room" + room + "/door").toList();
    return inputs(topics, "open", "closed");
  }

  /** For the first topics of a kind one payload, then for every one the other. */
  private Input[] ofOwn(int kind, int most, String name, String one, String other) {
    List<String> topics =
        IntStream.range(0, rules - SHARED)
            .filter(number -> number % KINDS == kind)
            .limit(most)
            .mapToObj(number -> "plant/" + number + "/" + name)
            .toList();
    return inputs(topics, one, other);
  }

  private static Input[] inputs(List<String> topics, String one, String other) {
    List<Input> inputs = new ArrayList<>();
    for (String text : List.of(one, other)) {
      for (String topic : topics) {
        Message message = Message.published(topic, Payload.of(text), 0, false);
        inputs.add(new Input.Arrived(START_MILLIS, message));
      }
    }
    return inputs.toArray(Input[]::new);
  }
}
