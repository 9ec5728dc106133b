package dev.belfry.formula;

import dev.belfry.codec.Numerals;
import dev.belfry.codec.Value;
import java.util.List;

/** The obvious evaluation of a formula over x and y, in which what is not finite is no result. */
record Oracle(double x, double y) {
  /** Something in the formula has no result. */
  private static final class None extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Value value(String text) {
    try {
      return Value.number(number(FormulaParser.parse(text, List.of("x", "y"))));
    } catch (None none) {
      return Value.Truth.UNKNOWN;
    } catch (Refused refused) {
      throw new AssertionError(refused.problem() + " in " + text);
    }
  }

  private double number(Term term) {
    return finite(
        switch (term) {
          case Term.Constant it -> (Double) it.value();
          case Term.Parameter it -> it.index() == 0 ? x : y;
          case Term.Negative it -> -number(it.operand());
          case Term.Choice it -> truth(it.condition()) ? number(it.yes()) : number(it.no());
          case Term.Call it -> call(it);
          case Term.Binary it -> binary(it.sign(), number(it.left()), number(it.right()));
          case Term.Not it -> throw new AssertionError(it);
        });
  }

  private double call(Term.Call it) {
    double first = number(it.arguments().getFirst());
    return switch (it.operation()) {
      case MAX -> Math.max(first, number(it.arguments().getLast()));
      case SQRT -> Math.sqrt(first);
      case ROUND -> Numerals.round(first, (int) number(it.arguments().getLast()));
      default -> throw new AssertionError(it);
    };
  }

  private static double binary(Term.Sign sign, double a, double b) {
    return switch (sign) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED_BY -> a / b;
      case MODULO -> a % b;
      default -> throw new AssertionError(sign);
    };
  }

  private boolean truth(Term term) {
    return switch (term) {
      case Term.Constant it -> (Boolean) it.value();
      case Term.Not it -> !truth(it.operand());
      case Term.Binary it when it.sign() == Term.Sign.AND -> truth(it.left()) && truth(it.right());
      case Term.Binary it when it.sign() == Term.Sign.OR -> truth(it.left()) || truth(it.right());
      case Term.Binary it -> compare(it.sign(), number(it.left()), number(it.right()));
      default -> throw new AssertionError(term);
    };
  }

  private static boolean compare(Term.Sign sign, double a, double b) {
    return switch (sign) {
      case EQUAL -> a == b;
      case UNEQUAL -> a != b;
      case LESS -> a < b;
      case AT_LEAST -> a >= b;
      default -> throw new AssertionError(sign);
    };
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new None();
    }
    return value;
  }
}
