package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.effect.Origin;
import dev.belfry.model.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule or an alert that is loaded.
 *
 * @param lasting the state that begins and ends, where it has one
 * @param followed its states that have a memory, parts before what is made of them
 * @param windowsSince since which message its windows have held what arrived
 */
record Owner(
    Origin.Kind kind,
    String name,
    List<String> captures,
    Optional<Followed> lasting,
    Map<Expr, Followed> followed,
    Map<Expr, Long> windowsSince) {

  Origin origin(Captures key) {
    Map<String, String> texts = new LinkedHashMap<>();
    key.texts().forEach((capture, text) -> texts.put(captures.get(capture), text));
    return new Origin(kind, name, texts);
  }

  /** What is seen from here: its captures, and the message of an event if there is one. */
  record View(Owner owner, Captures captures, Optional<Occurrence.Told> message) {
    View(Owner owner, Captures captures) {
      this(owner, captures, Optional.empty());
    }

    View(Owner owner, Occurrence occurrence) {
      this(owner, occurrence.captures(), occurrence.message());
    }

    View with(Captures others) {
      return new View(owner, others, message);
    }

    Value ofMessage(Function<Occurrence.Told, Value> part) {
      return message.map(part).orElse(Value.Truth.UNKNOWN);
    }
  }
}
