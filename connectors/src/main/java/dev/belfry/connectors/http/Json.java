package dev.belfry.connectors.http;

import dev.belfry.connectors.http.Escape.Value;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a call needs to know of a JSON text, token by token. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Whether the whole text is one JSON value. */
  static boolean isJson(String text) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException notJson) {
      return false;
    }
  }

  /** The one value of a JSON text. */
  static Value value(String json) {
    try (JsonParser parser = parser(json)) {
      parser.nextToken();
      return value(parser);
    }
  }

  /** The value at a path of field names; absent where there is none or the text is not JSON. */
  static Optional<Value> field(String text, List<String> path) {
    if (!isJson(text)) {
      return Optional.empty();
    }
    try (JsonParser parser = parser(text)) {
      parser.nextToken();
      for (String name : path) {
        if (!enter(parser, name)) {
          return Optional.empty();
        }
      }
      return Optional.of(value(parser));
    }
  }

  private static boolean enter(JsonParser parser, String name) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean found = name.equals(parser.currentName());
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static Value value(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return Value.of(parser.getString());
    }
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.copyCurrentStructureExact(parser);
    }
    return new Value(json.toString(), json.toString());
  }

  private static JsonParser parser(String text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }
}
