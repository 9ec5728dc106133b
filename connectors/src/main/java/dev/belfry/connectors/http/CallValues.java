package dev.belfry.connectors.http;

import dev.belfry.connectors.http.Escape.Value;
import dev.belfry.effect.Effect;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What fills the places of a template: one call as a rule made it. */
record CallValues(Effect.Call call, ZoneId zone) {
  private static final String FIELD = "payload.";
  private static final String KEY = "key.";

  Value value(String name) throws UnfillableException {
    if (name.equals("payload")) {
      return payload();
    }
    if (name.equals("rule")) {
      return Value.of(call.origin().name());
    }
    if (name.equals("time")) {
      return Value.of(time());
    }
    return name.startsWith(FIELD)
        ? field(name.substring(FIELD.length()))
        : key(name.substring(KEY.length()));
  }

  private Value payload() throws UnfillableException {
    String payload =
        call.text().orElseThrow(() -> new UnfillableException("the rule gave no payload"));
    return Json.isJson(payload) ? Json.value(payload) : Value.of(payload);
  }

  private Value field(String path) throws UnfillableException {
    List<String> steps = Arrays.asList(path.split("\\.", -1));
    Optional<Value> found = call.text().flatMap(payload -> Json.field(payload, steps));
    return found.orElseThrow(
        () -> new UnfillableException("the payload has no field \"" + path + "\""));
  }

  private Value key(String name) throws UnfillableException {
    String value = call.origin().key().get(name);
    if (value == null) {
      throw new UnfillableException("the rule captures no \"" + name + "\"");
    }
    return Value.of(value);
  }

  private String time() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        Instant.ofEpochMilli(call.timeMillis()).atZone(zone));
  }
}
