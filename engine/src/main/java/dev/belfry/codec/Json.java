package dev.belfry.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Values from JSON. */
public final class Json {
  /** How deeply lists and objects of a payload may nest. */
  private static final int DEEPEST = 64;

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** The value that a text spells, if it is one JSON value and nothing else. */
  public static Optional<Value> parse(String text) {
    if (!canBegin(text)) {
      return Optional.empty();
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Optional<Value> value = value(parser, 0);
      return parser.nextToken() == null ? value : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** Most payloads that are no JSON show it in their first letter, which spares an exception. */
  private static boolean canBegin(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return switch (c) {
          case '{', '[', '"', '-' -> true;
          case 't' -> text.startsWith("true", i);
          case 'f' -> text.startsWith("false", i);
          case 'n' -> text.startsWith("null", i);
          default -> c >= '0' && c <= '9';
        };
      }
    }
    return false;
  }

  private static Optional<Value> value(JsonParser parser, int depth) {
    JsonToken token = parser.currentToken();
    if (depth > DEEPEST || token == null) {
      return Optional.empty();
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> list(parser, depth);
      case VALUE_STRING -> Optional.of(new Value.Text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Optional.of(Value.number(Numerals.read(parser.getString())));
      case VALUE_TRUE -> Optional.of(Value.Truth.TRUE);
      case VALUE_FALSE -> Optional.of(Value.Truth.FALSE);
      case VALUE_NULL -> Optional.of(Value.Null.NULL);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> object(JsonParser parser, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Optional<Value> value = value(parser, depth + 1);
      if (value.isEmpty()) {
        return value;
      }
      fields.put(name, value.get());
    }
    return Optional.of(new Value.Fields(fields));
  }

  private static Optional<Value> list(JsonParser parser, int depth) {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<Value> value = value(parser, depth + 1);
      if (value.isEmpty()) {
        return value;
      }
      items.add(value.get());
    }
    return Optional.of(new Value.Items(items));
  }
}
