package dev.belfry.program;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.model.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Functions of texts, which see a number as it is printed. Letters are counted as code points. */
final class TextFunctions {
  /** How long a text may grow, in characters; what would be longer is unknown. */
  private static final int LONGEST = 1_000_000;

  private TextFunctions() {}

  static Value apply(Function function, List<Value> given) {
    if (given.getFirst() instanceof Value.Items list) {
      return ofList(function, list.items(), given);
    }
    if (!Comparing.isTextual(given.getFirst())) {
      return Value.Truth.UNKNOWN;
    }
    String text = Printed.text(given.getFirst());
    return switch (function) {
      case LOWER -> new Value.Text(text.toLowerCase(Locale.ROOT));
      case UPPER -> new Value.Text(text.toUpperCase(Locale.ROOT));
      case TRIM -> new Value.Text(text.strip());
      case LENGTH -> new Value.Num(text.codePointCount(0, text.length()));
      case REPLACE -> replace(text, given.get(1), given.get(2));
      case SPLIT -> split(text, given.get(1));
      case SUBSTRING -> substring(text, given);
      default -> Value.Truth.UNKNOWN;
    };
  }

  private static Value ofList(Function function, List<Value> items, List<Value> given) {
    return switch (function) {
      case LENGTH -> new Value.Num(items.size());
      case JOIN -> join(items, given.get(1));
      default -> Value.Truth.UNKNOWN;
    };
  }

  private static Value replace(String text, Value what, Value with) {
    if (!Comparing.isTextual(what) || !Comparing.isTextual(with)) {
      return Value.Truth.UNKNOWN;
    }
    String old = Printed.text(what);
    String other = Printed.text(with);
    if (old.isEmpty()) {
      return new Value.Text(text);
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
      out.append(text, from, at).append(other);
      from = at + old.length();
      if (out.length() > LONGEST) {
        return Value.Truth.UNKNOWN;
      }
    }
    return bounded(out.append(text, from, text.length()));
  }

  /** The pieces between the separators, empty ones too. */
  private static Value split(String text, Value separator) {
    String by = Comparing.isTextual(separator) ? Printed.text(separator) : "";
    if (by.isEmpty()) {
      return Value.Truth.UNKNOWN;
    }
    List<Value> pieces = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
      pieces.add(new Value.Text(text.substring(from, at)));
      from = at + by.length();
    }
    pieces.add(new Value.Text(text.substring(from)));
    return new Value.Items(pieces);
  }

  private static Value join(List<Value> items, Value separator) {
    if (!Comparing.isTextual(separator)) {
      return Value.Truth.UNKNOWN;
    }
    StringBuilder out = new StringBuilder();
    String between = "";
    for (Value item : items) {
      if (!item.isKnown() || out.length() > LONGEST) {
        return Value.Truth.UNKNOWN;
      }
      out.append(between).append(Printed.text(item));
      between = Printed.text(separator);
    }
    return bounded(out);
  }

  private static Value substring(String text, List<Value> given) {
    int length = text.codePointCount(0, text.length());
    int from = position(given.get(1), length);
    int to = given.size() < 3 ? length : position(given.get(2), length);
    if (from < 0 || to < from) {
      return Value.Truth.UNKNOWN;
    }
    int start = text.offsetByCodePoints(0, from);
    return new Value.Text(text.substring(start, text.offsetByCodePoints(start, to - from)));
  }

  /** A place in a text of this length, or -1. */
  private static int position(Value value, int length) {
    return value instanceof Value.Num number
            && number.value() == Math.rint(number.value())
            && number.value() >= 0
            && number.value() <= length
        ? (int) number.value()
        : -1;
  }

  private static Value bounded(StringBuilder text) {
    return text.length() > LONGEST ? Value.Truth.UNKNOWN : new Value.Text(text.toString());
  }
}
