package dev.belfry.service.history;

import dev.belfry.codec.Numerals;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The numbers in a value: its own, or those of the leaves of its lists and objects. What a rule may
 * take for true or false, such as {@code on} and {@code off}, is 1 or 0.
 */
final class Numbers {
  /** How many leaves of one message are looked at. */
  static final int MOST = 64;

  /** What is larger is no measurement, and sums of it would not be finite. */
  private static final double LARGEST = 1e100;

  private static final int LONGEST_PATH = 200;
  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{Nd}_]*");

  private final Map<String, Double> found = new LinkedHashMap<>();
  private int looked;

  private Numbers() {}

  /** The numbers by their paths, in the order of the value. */
  static Map<String, Double> of(Value value) {
    Numbers numbers = new Numbers();
    numbers.look(value, "");
    return numbers.found;
  }

  private void look(Value value, String path) {
    if (looked >= MOST || path.length() > LONGEST_PATH) {
      return;
    }
    switch (value) {
      case Value.Fields fields ->
          fields.fields().forEach((name, field) -> look(field, path + step(name, path)));
      case Value.Items items -> look(items.items(), path);
      default -> {
        looked++;
        number(value).ifPresent(number -> found.put(path, number));
      }
    }
  }

  private void look(List<Value> items, String path) {
    for (int i = 0; i < items.size() && looked < MOST; i++) {
      look(items.get(i), path + "[" + i + "]");
    }
  }

  /** As a rule would write it behind the name of a topic. */
  private static String step(String name, String path) {
    if (!NAME.matcher(name).matches()) {
      return "[" + Printed.json(new Value.Text(name)) + "]";
    }
    return path.isEmpty() ? name : "." + name;
  }

  private static OptionalDouble number(Value value) {
    OptionalDouble number =
        switch (value) {
          case Value.Num num -> OptionalDouble.of(num.value());
          case Value.Truth truth -> truth(truth);
          case Value.Text text -> text(text);
          case Value.Null ignored -> OptionalDouble.empty();
          case Value.Stretch ignored -> OptionalDouble.empty();
          case Value.Clock ignored -> OptionalDouble.empty();
          case Value.Moment ignored -> OptionalDouble.empty();
          case Value.Bytes ignored -> OptionalDouble.empty();
          case Value.Items ignored -> OptionalDouble.empty();
          case Value.Fields ignored -> OptionalDouble.empty();
        };
    return number.isPresent() && Math.abs(number.getAsDouble()) > LARGEST
        ? OptionalDouble.empty()
        : number;
  }

  private static OptionalDouble text(Value.Text text) {
    OptionalDouble number = Numerals.parse(text.text());
    return number.isPresent() ? number : truth(Type.Simple.BOOL.fit(text).truth());
  }

  private static OptionalDouble truth(Value.Truth truth) {
    return switch (truth) {
      case TRUE -> OptionalDouble.of(1);
      case FALSE -> OptionalDouble.of(0);
      case UNKNOWN -> OptionalDouble.empty();
    };
  }
}
