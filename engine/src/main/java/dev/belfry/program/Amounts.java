package dev.belfry.program;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.syntax.Expression;
import java.util.List;

/**
 * Arithmetic on numbers, durations and moments; {@code +} also joins texts. What has no result is
 * unknown.
 */
final class Amounts {
  /** Durations beyond this are no longer exact as numbers. */
  private static final double LONGEST_STRETCH_MILLIS = 1L << 53;

  private Amounts() {}

  static Value compute(Expression.Operator operator, Value a, Value b) {
    if (a instanceof Value.Num x && b instanceof Value.Num y) {
      return numbers(operator, x.value(), y.value());
    }
    boolean texts = a instanceof Value.Text || b instanceof Value.Text;
    if (texts || !a.isKnown() || !b.isKnown()) {
      return operator == Expression.Operator.PLUS && a.isKnown() && b.isKnown()
          ? new Value.Text(Printed.text(a) + Printed.text(b))
          : Value.Truth.UNKNOWN;
    }
    return switch (operator) {
      case PLUS -> sum(a, b);
      case MINUS -> difference(a, b);
      case TIMES -> product(a, b);
      case DIVIDED_BY -> quotient(a, b);
      case MODULO -> Value.Truth.UNKNOWN;
    };
  }

  private static Value numbers(Expression.Operator operator, double a, double b) {
    return Value.number(
        switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDED_BY -> a / b;
          case MODULO -> a % b;
        });
  }

  private static Value sum(Value a, Value b) {
    if (a instanceof Value.Stretch x && b instanceof Value.Stretch y) {
      return stretch((double) x.millis() + y.millis());
    }
    if (a instanceof Value.Moment x && b instanceof Value.Stretch y) {
      return moment(x.millis(), y.millis());
    }
    return a instanceof Value.Stretch && b instanceof Value.Moment
        ? sum(b, a)
        : Value.Truth.UNKNOWN;
  }

  private static Value difference(Value a, Value b) {
    if (a instanceof Value.Moment x && b instanceof Value.Moment y) {
      return stretch((double) x.millis() - y.millis());
    }
    return b instanceof Value.Stretch y
        ? sum(a, new Value.Stretch(-y.millis()))
        : Value.Truth.UNKNOWN;
  }

  private static Value product(Value a, Value b) {
    if (a instanceof Value.Stretch x && b instanceof Value.Num y) {
      return stretch(x.millis() * y.value());
    }
    return a instanceof Value.Num && b instanceof Value.Stretch
        ? product(b, a)
        : Value.Truth.UNKNOWN;
  }

  private static Value quotient(Value a, Value b) {
    if (a instanceof Value.Stretch x && b instanceof Value.Stretch y) {
      return Value.number((double) x.millis() / y.millis());
    }
    return a instanceof Value.Stretch x && b instanceof Value.Num y
        ? stretch(x.millis() / y.value())
        : Value.Truth.UNKNOWN;
  }

  /** A duration of so many milliseconds, to the nearest one, half away from zero. */
  private static Value stretch(double millis) {
    return Math.abs(millis) <= LONGEST_STRETCH_MILLIS
        ? new Value.Stretch(Math.round(Math.abs(millis)) * (millis < 0 ? -1 : 1))
        : Value.Truth.UNKNOWN;
  }

  private static Value moment(long millis, long later) {
    double sum = (double) millis + later;
    return Math.abs(sum) <= LONGEST_STRETCH_MILLIS
        ? new Value.Moment(millis + later)
        : Value.Truth.UNKNOWN;
  }

  /** The same amount without its sign. */
  static Value abs(Value value) {
    return switch (value) {
      case Value.Num number -> new Value.Num(Math.abs(number.value()));
      case Value.Stretch stretch -> stretch((double) Math.abs(stretch.millis()));
      default -> Value.Truth.UNKNOWN;
    };
  }

  /** The value, but no less than one and no more than the other. */
  static Value clamp(Value value, Value low, Value high) {
    return isOnSide(low, high, 1)
        ? Value.Truth.UNKNOWN
        : furthest(List.of(furthest(List.of(value, low), 1), high), -1);
  }

  /** The greatest of amounts of one kind where the side is 1, the smallest where it is -1. */
  static Value furthest(List<Value> amounts, int side) {
    Value furthest = Value.Truth.UNKNOWN;
    for (Value amount : amounts) {
      if (!isAmount(amount) || (furthest.isKnown() && furthest.getClass() != amount.getClass())) {
        return Value.Truth.UNKNOWN;
      }
      if (!furthest.isKnown() || isOnSide(amount, furthest, side)) {
        furthest = amount;
      }
    }
    return furthest;
  }

  private static boolean isAmount(Value value) {
    return value instanceof Value.Num
        || value instanceof Value.Stretch
        || value instanceof Value.Moment;
  }

  private static boolean isOnSide(Value value, Value other, int side) {
    Expression.Relation relation = side > 0 ? Expression.Relation.MORE : Expression.Relation.LESS;
    return Comparing.compare(relation, value, other) == Value.Truth.TRUE;
  }
}
