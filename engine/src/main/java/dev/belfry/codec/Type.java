package dev.belfry.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a value can be: of a topic as declared, of an expression as inferred. */
public sealed interface Type {

  /** Types without parts. No payload is a duration, a time of day or an instant. */
  enum Simple implements Type {
    ANY,
    NUMBER,
    TEXT,
    BOOL,
    STRETCH,
    CLOCK,
    MOMENT
  }

  /** One of several texts. */
  record OneOf(List<String> texts) implements Type {}

  /** An object; other fields may be there, declared ones may be missing. */
  record Shape(Map<String, Type> fields) implements Type {}

  /** A list. */
  record ListOf(Type element) implements Type {}

  /** The type in the author's words, with its article. */
  default String described() {
    return switch (this) {
      case Simple simple ->
          switch (simple) {
            case ANY -> "anything";
            case NUMBER -> "a number";
            case TEXT -> "a text";
            case BOOL -> "true or false";
            case STRETCH -> "a duration";
            case CLOCK -> "a time of day";
            case MOMENT -> "a moment";
          };
      case OneOf oneOf ->
          "one of "
              + oneOf.texts().stream()
                  .map(text -> "\"" + text + "\"")
                  .collect(Collectors.joining(", "));
      case Shape shape -> "an object with " + String.join(", ", shape.fields().keySet());
      case ListOf ignored -> "a list";
    };
  }

  /** The value as this type has it, or unknown where it does not fit. */
  default Value fit(Value value) {
    return switch (this) {
      case Simple simple ->
          switch (simple) {
            case ANY -> value;
            case NUMBER -> fitNumber(value);
            case TEXT -> fitText(value);
            case BOOL -> fitBool(value);
            case STRETCH, CLOCK, MOMENT -> Value.Truth.UNKNOWN;
          };
      case OneOf oneOf ->
          fitText(value) instanceof Value.Text text && oneOf.texts().contains(text.text())
              ? text
              : Value.Truth.UNKNOWN;
      case Shape shape -> fitShape(shape, value);
      case ListOf list -> fitList(list, value);
    };
  }

  private static Value fitNumber(Value value) {
    return switch (value) {
      case Value.Num number -> number;
      case Value.Text text -> Numerals.value(text.text());
      default -> Value.Truth.UNKNOWN;
    };
  }

  private static Value fitText(Value value) {
    return switch (value) {
      case Value.Text text -> text;
      case Value.Num number -> new Value.Text(Printed.text(number));
      case Value.Truth truth when truth.isKnown() -> new Value.Text(Printed.text(truth));
      default -> Value.Truth.UNKNOWN;
    };
  }

  private static Value fitBool(Value value) {
    if (value instanceof Value.Truth) {
      return value;
    }
    if (!(fitText(value) instanceof Value.Text it)) {
      return Value.Truth.UNKNOWN;
    }
    return switch (it.text().strip().toLowerCase(Locale.ROOT)) {
      case "true", "on", "yes", "1" -> Value.Truth.TRUE;
      case "false", "off", "no", "0" -> Value.Truth.FALSE;
      default -> Value.Truth.UNKNOWN;
    };
  }

  private static Value fitShape(Shape shape, Value value) {
    if (!(value instanceof Value.Fields object)) {
      return Value.Truth.UNKNOWN;
    }
    Map<String, Value> misfits = new HashMap<>();
    for (Map.Entry<String, Type> declared : shape.fields().entrySet()) {
      Value field = object.fields().get(declared.getKey());
      if (field != null) {
        Value fit = fitField(declared.getValue(), field);
        if (!fit.equals(field)) {
          misfits.put(declared.getKey(), fit);
        }
      }
    }
    if (misfits.isEmpty()) {
      return object;
    }
    Map<String, Value> fitted = new LinkedHashMap<>(object.fields());
    fitted.putAll(misfits);
    return new Value.Fields(fitted);
  }

  private static Value fitField(Type type, Value field) {
    return field == Value.Null.NULL ? Value.Truth.UNKNOWN : type.fit(field);
  }

  private static Value fitList(ListOf list, Value value) {
    if (!(value instanceof Value.Items items)) {
      return Value.Truth.UNKNOWN;
    }
    List<Value> fitted = new ArrayList<>(items.items().size());
    for (Value item : items.items()) {
      fitted.add(list.element().fit(item));
    }
    return new Value.Items(fitted);
  }
}
