package dev.belfry.bench.durable;

import dev.belfry.catalog.Catalog;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Many sensors, and rules that read them all. */
final class Sensors {
  private static final Catalog CATALOG =
      new Catalog(
          new dev.belfry.catalog.Site("Bench", ZoneOffset.UTC, Optional.empty()),
          Set.of("owner"),
          Set.of(),
          Set.of());

  private static final String RULES =
      """
      topic reading(id) = "sensor/{id}/value" : number

      rule "warm"   { while reading(id) > 25 then publish "sensor/{id}/fan" "on" }
      rule "freeze" { when reading(id) < 3 for 10 min then notify owner "{id} is cold" }
      """;

  private Sensors() {}

  static Program rules() {
    Compilation compilation =
        Compilation.of(List.of(new SourceFile("sensors.rules", RULES)), CATALOG);
    return compilation
        .program()
        .orElseThrow(() -> new IllegalStateException(compilation.diagnostics().toString()));
  }

  /** The so-manieth reading of a sensor, of which no rule thinks anything. */
  static Message reading(int sensor, int count, int qos) {
    String value = "%d.%d".formatted(15 + (sensor + count) % 8, count % 10);
    return Message.published("sensor/" + sensor + "/value", Payload.of(value), qos, false);
  }
}
