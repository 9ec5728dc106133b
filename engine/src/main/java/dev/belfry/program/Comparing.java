package dev.belfry.program;

import dev.belfry.codec.Numerals;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.syntax.Expression;
import java.util.OptionalDouble;

/**
 * How values compare: numbers by value, texts exactly, a text that is a number to a number as one.
 */
public final class Comparing {
  /** Of two values of which neither comes before the other, and that are not equal. */
  private static final int NO_ORDER = Integer.MIN_VALUE;

  private Comparing() {}

  public static Value.Truth compare(Expression.Relation relation, Value left, Value right) {
    if (!left.isKnown() || !right.isKnown()) {
      return Value.Truth.UNKNOWN;
    }
    return switch (relation) {
      case EQUAL -> Value.Truth.of(equal(left, right));
      case UNEQUAL -> Value.Truth.of(!equal(left, right));
      case LESS -> ordered(left, right, -1, false);
      case AT_MOST -> ordered(left, right, -1, true);
      case MORE -> ordered(left, right, 1, false);
      case AT_LEAST -> ordered(left, right, 1, true);
    };
  }

  /** Ends included; of times of day the end is left out, and midnight may lie between them. */
  static Value.Truth between(Value value, Value low, Value high) {
    if (value instanceof Value.Clock it
        && low instanceof Value.Clock from
        && high instanceof Value.Clock to) {
      boolean begun = !it.time().isBefore(from.time());
      boolean ended = !it.time().isBefore(to.time());
      boolean wraps = to.time().isBefore(from.time());
      return Value.Truth.of(wraps ? begun || !ended : begun && !ended);
    }
    if (value instanceof Value.Clock) {
      return Value.Truth.UNKNOWN;
    }
    return compare(Expression.Relation.AT_LEAST, value, low)
        .and(compare(Expression.Relation.AT_MOST, value, high));
  }

  /** Whether two known values are equal. */
  public static boolean equal(Value left, Value right) {
    if (left instanceof Value.Num a && right instanceof Value.Num b) {
      return a.value() == b.value();
    }
    if (left instanceof Value.Num a && right instanceof Value.Text b) {
      return isNumber(b, a.value());
    }
    if (left instanceof Value.Text a && right instanceof Value.Num b) {
      return isNumber(a, b.value());
    }
    return left.equals(right);
  }

  private static boolean isNumber(Value.Text text, double number) {
    OptionalDouble parsed = Numerals.parse(text.text());
    return parsed.isPresent() && parsed.getAsDouble() == number;
  }

  /** Whether left lies on this side of right; unknown where the two have no order. */
  private static Value.Truth ordered(Value left, Value right, int side, boolean orEqual) {
    int order =
        left instanceof Value.Num a && right instanceof Value.Num b
            ? order(a.value(), b.value())
            : order(left, right);
    if (order == NO_ORDER) {
      return Value.Truth.UNKNOWN;
    }
    return Value.Truth.of(order == 0 ? orEqual : Integer.signum(order) == side);
  }

  private static int order(Value left, Value right) {
    return switch (left) {
      case Value.Text a when right instanceof Value.Text b ->
          Integer.signum(a.text().compareTo(b.text()));
      case Value.Stretch a when right instanceof Value.Stretch b ->
          Long.compare(a.millis(), b.millis());
      case Value.Clock a when right instanceof Value.Clock b -> a.time().compareTo(b.time());
      case Value.Moment a when right instanceof Value.Moment b ->
          Long.compare(a.millis(), b.millis());
      default -> order(number(left), number(right));
    };
  }

  private static int order(double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return NO_ORDER;
    }
    return left == right ? 0 : left < right ? -1 : 1;
  }

  /** The number that a value is or spells, or NaN. */
  private static double number(Value value) {
    return switch (value) {
      case Value.Num number -> number.value();
      case Value.Text text -> Numerals.parse(text.text()).orElse(Double.NaN);
      default -> Double.NaN;
    };
  }

  /** Whether a list holds a value. */
  static Value.Truth in(Value value, Value list) {
    if (!value.isKnown() || !(list instanceof Value.Items items)) {
      return Value.Truth.UNKNOWN;
    }
    Value.Truth found = Value.Truth.FALSE;
    for (Value item : items.items()) {
      found = found.or(compare(Expression.Relation.EQUAL, value, item));
    }
    return found;
  }

  /**
   * Text operators see a number as it is printed; other values have no text. A list contains its
   * items.
   */
  static Value.Truth textTest(Expression.TextRelation relation, Value value, Value part) {
    if (relation == Expression.TextRelation.CONTAINS && value instanceof Value.Items) {
      return in(part, value);
    }
    if (!isTextual(value) || !isTextual(part)) {
      return Value.Truth.UNKNOWN;
    }
    String text = Printed.text(value);
    String piece = Printed.text(part);
    return Value.Truth.of(
        switch (relation) {
          case CONTAINS -> text.contains(piece);
          case STARTS_WITH -> text.startsWith(piece);
          case ENDS_WITH -> text.endsWith(piece);
        });
  }

  static boolean isTextual(Value value) {
    return value instanceof Value.Text || value instanceof Value.Num;
  }
}
