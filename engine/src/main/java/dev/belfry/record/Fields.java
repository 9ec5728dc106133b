package dev.belfry.record;

import dev.belfry.diagnostic.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** What one line says, field by field. */
final class Fields {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Field> fields;
  private final Set<String> known = new LinkedHashSet<>();

  /** What a field holds. */
  private sealed interface Field {
    record Text(String text) implements Field {}

    record Flag(boolean on) implements Field {}

    record Whole(long number) implements Field {}

    record Names(Map<String, String> values) implements Field {}

    /** What no record holds anywhere. */
    record Other() implements Field {}
  }

  private Fields(Map<String, Field> fields) {
    this.fields = fields;
  }

  static Fields of(String line) throws MalformedRecordException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedRecordException("no JSON object stands here");
      }
      Map<String, Field> fields = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, field(json));
      }
      if (json.nextToken() != null) {
        throw new MalformedRecordException("something stands behind the object");
      }
      return new Fields(fields);
    } catch (JacksonException broken) {
      throw new MalformedRecordException("this is no JSON: " + broken.getOriginalMessage());
    }
  }

  private static Field field(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> new Field.Text(json.getString());
      case VALUE_TRUE -> new Field.Flag(true);
      case VALUE_FALSE -> new Field.Flag(false);
      case VALUE_NUMBER_INT -> new Field.Whole(json.getLongValue());
      case START_OBJECT -> names(json);
      default -> {
        json.skipChildren();
        yield new Field.Other();
      }
    };
  }

  private static Field names(JsonParser json) {
    Map<String, String> values = new LinkedHashMap<>();
    boolean texts = true;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      texts &= json.nextToken() == JsonToken.VALUE_STRING;
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        values.put(name, json.getString());
      }
      json.skipChildren();
    }
    return texts ? new Field.Names(values) : new Field.Other();
  }

  // ---- what is asked for

  boolean has(String name) {
    known.add(name);
    return fields.containsKey(name);
  }

  private Optional<Field> find(String name) {
    known.add(name);
    return Optional.ofNullable(fields.get(name));
  }

  Optional<String> text(String name) throws MalformedRecordException {
    Optional<Field> field = find(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        field
            .filter(Field.Text.class::isInstance)
            .map(it -> ((Field.Text) it).text())
            .orElseThrow(() -> unfit(name, "a text in quotes")));
  }

  String requiredText(String name) throws MalformedRecordException {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<Boolean> flag(String name) throws MalformedRecordException {
    Optional<Field> field = find(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        field
            .filter(Field.Flag.class::isInstance)
            .map(it -> ((Field.Flag) it).on())
            .orElseThrow(() -> unfit(name, "true or false")));
  }

  /** A whole number up to a highest one. */
  Optional<Integer> whole(String name, int highest) throws MalformedRecordException {
    Optional<Field> field = find(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        field
            .filter(it -> it instanceof Field.Whole w && w.number() >= 0 && w.number() <= highest)
            .map(it -> (int) ((Field.Whole) it).number())
            .orElseThrow(() -> unfit(name, "a whole number from 0 to " + highest)));
  }

  /** Texts by name. */
  Optional<Map<String, String>> names(String name) throws MalformedRecordException {
    Optional<Field> field = find(name);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        field
            .filter(Field.Names.class::isInstance)
            .map(it -> ((Field.Names) it).values())
            .orElseThrow(() -> unfit(name, "an object of texts: {\"room\":\"hall\"}")));
  }

  OptionalLong time(String name) throws MalformedRecordException {
    Optional<String> written = text(name);
    if (written.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong millis = RecordTime.read(written.get());
    if (millis.isEmpty()) {
      throw unfit(name, "a time in UTC: \"2026-01-10T20:10:00Z\"");
    }
    return millis;
  }

  long requiredTime(String name) throws MalformedRecordException {
    OptionalLong millis = time(name);
    if (millis.isEmpty()) {
      throw missing(name);
    }
    return millis.getAsLong();
  }

  /** A field that nobody asked for is a mistake of whoever wrote it. */
  void complainAboutTheRest() throws MalformedRecordException {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        String hint =
            Nearest.of(name, known)
                .map(meant -> "did you mean \"" + meant + "\"?")
                .orElse("there are: " + String.join(", ", known));
        throw new MalformedRecordException(
            "a record of this kind has no \"" + name + "\"; " + hint);
      }
    }
  }

  static MalformedRecordException missing(String name) {
    return new MalformedRecordException("\"" + name + "\" is missing");
  }

  private static MalformedRecordException unfit(String name, String wanted) {
    return new MalformedRecordException("\"" + name + "\" is " + wanted);
  }
}
