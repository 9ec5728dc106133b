package dev.belfry.secondopinion;

import dev.belfry.codec.Json;
import dev.belfry.codec.Numerals;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.codec.Value.Truth;
import dev.belfry.model.Function;
import dev.belfry.syntax.Expression.Operator;
import dev.belfry.syntax.Expression.Relation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Arithmetic and the functions of the language (language.md, Functions). */
final class Functions {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  private Functions() {}

  // ---- arithmetic

  static Value arithmetic(Operator operator, Value left, Value right) {
    if (!left.isKnown() || !right.isKnown()) {
      return Truth.UNKNOWN;
    }
    if (left instanceof Value.Num a && right instanceof Value.Num b) {
      return switch (operator) {
        case PLUS -> Value.number(a.value() + b.value());
        case MINUS -> Value.number(a.value() - b.value());
        case TIMES -> Value.number(a.value() * b.value());
        case DIVIDED_BY -> Value.number(a.value() / b.value());
        case MODULO -> Value.number(a.value() % b.value());
      };
    }
    if (left instanceof Value.Text || right instanceof Value.Text) {
      return operator == Operator.PLUS
          ? new Value.Text(Printed.text(left) + Printed.text(right))
          : Truth.UNKNOWN;
    }
    return ofTimes(operator, left, right);
  }

  private static Value ofTimes(Operator operator, Value left, Value right) {
    return switch (operator) {
      case PLUS -> sum(left, right);
      case MINUS -> difference(left, right);
      case TIMES ->
          left instanceof Value.Stretch a && right instanceof Value.Num b
              ? stretch(a.millis() * b.value())
              : left instanceof Value.Num a && right instanceof Value.Stretch b
                  ? stretch(a.value() * b.millis())
                  : Truth.UNKNOWN;
      case DIVIDED_BY ->
          left instanceof Value.Stretch a && right instanceof Value.Num b
              ? stretch(a.millis() / b.value())
              : left instanceof Value.Stretch a && right instanceof Value.Stretch b
                  ? Value.number((double) a.millis() / b.millis())
                  : Truth.UNKNOWN;
      case MODULO -> Truth.UNKNOWN;
    };
  }

  private static Value sum(Value left, Value right) {
    if (left instanceof Value.Stretch a && right instanceof Value.Stretch b) {
      return new Value.Stretch(a.millis() + b.millis());
    }
    if (left instanceof Value.Moment a && right instanceof Value.Stretch b) {
      return new Value.Moment(a.millis() + b.millis());
    }
    return left instanceof Value.Stretch a && right instanceof Value.Moment b
        ? new Value.Moment(a.millis() + b.millis())
        : Truth.UNKNOWN;
  }

  private static Value difference(Value left, Value right) {
    if (left instanceof Value.Moment a && right instanceof Value.Moment b) {
      return new Value.Stretch(a.millis() - b.millis());
    }
    return right instanceof Value.Stretch b
        ? sum(left, new Value.Stretch(-b.millis()))
        : Truth.UNKNOWN;
  }

  private static Value stretch(double millis) {
    return Double.isFinite(millis)
        ? new Value.Stretch(
            BigDecimal.valueOf(millis).setScale(0, RoundingMode.HALF_UP).longValueExact())
        : Truth.UNKNOWN;
  }

  // ---- functions

  /** Any operation on unknown is unknown. */
  static Value apply(Function function, List<Value> given, ZoneId zone) {
    if (given.stream().anyMatch(value -> !value.isKnown())) {
      return Truth.UNKNOWN;
    }
    Value first = given.getFirst();
    return switch (function) {
      case ABS ->
          first instanceof Value.Stretch it
              ? new Value.Stretch(Math.abs(it.millis()))
              : number(first).map(x -> Value.number(Math.abs(x))).orElse(Truth.UNKNOWN);
      case MIN -> best(given, Relation.LESS);
      case MAX -> best(given, Relation.MORE);
      case CLAMP -> clamp(first, given.get(1), given.get(2));
      case NUMBER -> Type.Simple.NUMBER.fit(first);
      case BOOL -> Type.Simple.BOOL.fit(first);
      case TEXT -> new Value.Text(Printed.text(first));
      case JSON ->
          first instanceof Value.Text it
              ? Json.parse(it.text()).orElse(Truth.UNKNOWN)
              : new Value.Text(Printed.json(first));
      case FORMAT -> format(first, Printed.text(given.get(1)), zone);
      case JOIN -> join(first, given.get(1));
      case LENGTH ->
          first instanceof Value.Items it
              ? new Value.Num(it.items().size())
              : text(first, text -> new Value.Num(text.codePointCount(0, text.length())));
      case LOWER -> text(first, text -> new Value.Text(text.toLowerCase(Locale.ROOT)));
      case UPPER -> text(first, text -> new Value.Text(text.toUpperCase(Locale.ROOT)));
      case TRIM -> text(first, text -> new Value.Text(text.strip()));
      case REPLACE -> text(first, text -> replace(text, given.get(1), given.get(2)));
      case SPLIT -> text(first, text -> split(text, Printed.text(given.get(1))));
      case SUBSTRING -> text(first, text -> substring(text, given));
      case ROUND, FLOOR, CEIL, SCALE, SQRT, POW, LOG, SIN, COS, DISTANCE ->
          given.stream().allMatch(Value.Num.class::isInstance)
              ? ofNumbers(
                  function,
                  given.stream().mapToDouble(value -> ((Value.Num) value).value()).toArray())
              : Truth.UNKNOWN;
    };
  }

  private static Value ofNumbers(Function function, double[] x) {
    return switch (function) {
      case ROUND -> round(x[0], x.length == 1 ? 0 : (int) x[1]);
      case FLOOR -> Value.number(StrictMath.floor(x[0]) + 0.0);
      case CEIL -> Value.number(StrictMath.ceil(x[0]) + 0.0);
      case SCALE -> Value.number(x[3] + (x[0] - x[1]) * (x[4] - x[3]) / (x[2] - x[1]));
      case SQRT -> Value.number(StrictMath.sqrt(x[0]));
      case POW -> Value.number(StrictMath.pow(x[0], x[1]));
      case LOG -> Value.number(StrictMath.log(x[0]));
      case SIN -> Value.number(StrictMath.sin(x[0]));
      case COS -> Value.number(StrictMath.cos(x[0]));
      default -> Value.number(distance(x));
    };
  }

  /** On the decimal form, half away from zero. */
  private static Value round(double x, int digits) {
    return Value.number(decimal(x).setScale(digits, RoundingMode.HALF_UP).doubleValue());
  }

  private static BigDecimal decimal(double x) {
    return new BigDecimal(Numerals.print(x));
  }

  /** The great circle, by the haversine of the angle between the places. */
  private static double distance(double[] degrees) {
    double[] x = new double[4];
    for (int i = 0; i < x.length; i++) {
      x[i] = StrictMath.toRadians(degrees[i]);
    }
    double north = StrictMath.sin((x[2] - x[0]) / 2);
    double east = StrictMath.sin((x[3] - x[1]) / 2);
    double haversine = north * north + StrictMath.cos(x[0]) * StrictMath.cos(x[2]) * east * east;
    return 2 * EARTH_RADIUS_METRES * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(haversine)));
  }

  private static Optional<Double> number(Value value) {
    return value instanceof Value.Num it ? Optional.of(it.value()) : Optional.empty();
  }

  private static Value best(List<Value> given, Relation better) {
    List<Value> all =
        given.size() == 1 && given.getFirst() instanceof Value.Items list ? list.items() : given;
    if (all.isEmpty() || all.stream().map(Value::getClass).distinct().count() > 1) {
      return Truth.UNKNOWN;
    }
    Value best = all.getFirst();
    if (!Stream.of(Value.Num.class, Value.Stretch.class, Value.Moment.class)
        .anyMatch(kind -> kind.isInstance(all.getFirst()))) {
      return Truth.UNKNOWN;
    }
    for (Value value : all) {
      best = Comparison.holds(better, value, best) == Truth.TRUE ? value : best;
    }
    return best;
  }

  private static Value clamp(Value value, Value low, Value high) {
    if (Comparison.holds(Relation.AT_MOST, low, high) != Truth.TRUE) {
      return Truth.UNKNOWN;
    }
    return best(List.of(best(List.of(value, low), Relation.MORE), high), Relation.LESS);
  }

  // ---- texts

  private static Value text(Value value, java.util.function.Function<String, Value> function) {
    return Comparison.isText(value) ? function.apply(Printed.text(value)) : Truth.UNKNOWN;
  }

  private static Value replace(String text, Value what, Value with) {
    return text(
        what,
        old ->
            text(with, other -> new Value.Text(old.isEmpty() ? text : text.replace(old, other))));
  }

  private static Value split(String text, String separator) {
    return separator.isEmpty()
        ? Truth.UNKNOWN
        : new Value.Items(
            Stream.of(text.split(java.util.regex.Pattern.quote(separator), -1))
                .<Value>map(Value.Text::new)
                .toList());
  }

  private static Value join(Value list, Value separator) {
    if (!(list instanceof Value.Items it)
        || it.items().stream().anyMatch(item -> !item.isKnown())) {
      return Truth.UNKNOWN;
    }
    return new Value.Text(
        String.join(Printed.text(separator), it.items().stream().map(Printed::text).toList()));
  }

  /** From 0, without the end. */
  private static Value substring(String text, List<Value> given) {
    int[] letters = text.codePoints().toArray();
    double from = number(given.get(1)).orElse(Double.NaN);
    double to = given.size() < 3 ? letters.length : number(given.get(2)).orElse(Double.NaN);
    boolean whole = from == Math.rint(from) && to == Math.rint(to);
    return whole && 0 <= from && from <= to && to <= letters.length
        ? new Value.Text(new String(letters, (int) from, (int) (to - from)))
        : Truth.UNKNOWN;
  }

  /** Patterns of numbers here are zeros with perhaps a point; those of times are java.time's. */
  private static Value format(Value value, String pattern, ZoneId zone) {
    return switch (value) {
      case Value.Num it -> {
        int point = pattern.indexOf('.');
        int digits = point < 0 ? 0 : pattern.length() - point - 1;
        BigDecimal rounded = decimal(it.value()).setScale(digits, RoundingMode.HALF_UP);
        yield new Value.Text(
            rounded.signum() == 0 ? rounded.abs().toPlainString() : rounded.toPlainString());
      }
      case Value.Moment it ->
          new Value.Text(
              DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                  .format(Instant.ofEpochMilli(it.millis()).atZone(zone)));
      case Value.Clock it ->
          new Value.Text(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(it.time()));
      default -> Truth.UNKNOWN;
    };
  }
}
