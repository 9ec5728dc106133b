package dev.belfry.program;

import dev.belfry.codec.Json;
import dev.belfry.codec.NumberPattern;
import dev.belfry.codec.Numerals;
import dev.belfry.codec.Printed;
import dev.belfry.codec.TimePattern;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Function;
import java.time.ZoneId;
import java.util.List;

/**
 * The functions of the language. What is out of range, or made of something unknown, is unknown.
 */
final class Functions {
  /** More digits than any number has. */
  private static final double MOST_DIGITS = 400;

  private Functions() {}

  /** The function of these arguments, which are as many as it takes. */
  static Value apply(Function function, List<Value> given, ZoneId zone) {
    for (Value argument : given) {
      if (!argument.isKnown()) {
        return argument;
      }
    }
    Value first = given.getFirst();
    return switch (function) {
      case ABS -> Amounts.abs(first);
      case MIN -> Amounts.furthest(many(given), -1);
      case MAX -> Amounts.furthest(many(given), 1);
      case CLAMP -> Amounts.clamp(first, given.get(1), given.get(2));
      case LOWER, UPPER, TRIM, LENGTH, REPLACE, SPLIT, JOIN, SUBSTRING ->
          TextFunctions.apply(function, given);
      case NUMBER -> Type.Simple.NUMBER.fit(first);
      case TEXT -> first == Value.Null.NULL ? unknown() : new Value.Text(Printed.text(first));
      case BOOL -> Type.Simple.BOOL.fit(first);
      case JSON ->
          first instanceof Value.Text text
              ? Json.parse(text.text()).orElse(Value.Truth.UNKNOWN)
              : new Value.Text(Printed.json(first));
      case FORMAT -> format(first, given.get(1), zone);
      case ROUND, FLOOR, CEIL, SCALE, SQRT, POW, LOG, SIN, COS, DISTANCE ->
          ofNumbers(function, given);
    };
  }

  private static List<Value> many(List<Value> given) {
    return given.size() == 1 && given.getFirst() instanceof Value.Items list ? list.items() : given;
  }

  private static Value ofNumbers(Function function, List<Value> given) {
    double[] numbers = new double[given.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(given.get(i) instanceof Value.Num number)) {
        return unknown();
      }
      numbers[i] = number.value();
    }
    double x = numbers[0];
    return Value.number(
        switch (function) {
          case ROUND -> round(x, numbers.length == 1 ? 0 : numbers[1]);
          // Adding zero makes a negative zero a plain one.
          case FLOOR -> StrictMath.floor(x) + 0.0;
          case CEIL -> StrictMath.ceil(x) + 0.0;
          case SCALE -> scale(numbers);
          case SQRT -> StrictMath.sqrt(x);
          case POW -> StrictMath.pow(x, numbers[1]);
          case LOG -> StrictMath.log(x);
          case SIN -> StrictMath.sin(x);
          case COS -> StrictMath.cos(x);
          case DISTANCE -> Earth.distanceMetres(x, numbers[1], numbers[2], numbers[3]);
          default -> Double.NaN;
        });
  }

  private static double round(double value, double digits) {
    boolean possible = digits == Math.rint(digits) && Math.abs(digits) <= MOST_DIGITS;
    return possible ? Numerals.round(value, (int) digits) : Double.NaN;
  }

  /** Where x lies between the first two, taken to the last two. */
  private static double scale(double[] it) {
    double width = it[2] - it[1];
    return width == 0 ? Double.NaN : it[3] + (it[0] - it[1]) * (it[4] - it[3]) / width;
  }

  private static Value format(Value value, Value pattern, ZoneId zone) {
    if (!(pattern instanceof Value.Text text)) {
      return unknown();
    }
    return (value instanceof Value.Num number
            ? NumberPattern.of(text.text()).map(it -> it.format(number.value()))
            : TimePattern.of(text.text()).flatMap(it -> it.format(value, zone)))
        .<Value>map(Value.Text::new)
        .orElseGet(Functions::unknown);
  }

  private static Value unknown() {
    return Value.Truth.UNKNOWN;
  }
}
