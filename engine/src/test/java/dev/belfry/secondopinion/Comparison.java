package dev.belfry.secondopinion;

import dev.belfry.codec.Numerals;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.codec.Value.Truth;
import dev.belfry.syntax.Expression.Relation;
import dev.belfry.syntax.Expression.TextRelation;
import java.util.Optional;

/** How values compare (language.md, Comparisons). Any operation on unknown is unknown. */
final class Comparison {
  private Comparison() {}

  static Truth holds(Relation relation, Value left, Value right) {
    if (!left.isKnown() || !right.isKnown()) {
      return Truth.UNKNOWN;
    }
    if (relation == Relation.EQUAL) {
      return Truth.of(areEqual(left, right));
    }
    if (relation == Relation.UNEQUAL) {
      return Truth.of(!areEqual(left, right));
    }
    Optional<Integer> order = order(left, right);
    if (order.isEmpty()) {
      return Truth.UNKNOWN;
    }
    int sign = order.get();
    return Truth.of(
        switch (relation) {
          case LESS -> sign < 0;
          case AT_MOST -> sign <= 0;
          case MORE -> sign > 0;
          case AT_LEAST -> sign >= 0;
          case EQUAL, UNEQUAL -> throw new IllegalStateException();
        });
  }

  /** Numbers by value, texts exactly, a text that is a number to a number as one. */
  static boolean areEqual(Value left, Value right) {
    if (left instanceof Value.Num || right instanceof Value.Num) {
      Optional<Double> a = number(left);
      Optional<Double> b = number(right);
      return a.isPresent() && b.isPresent() && a.get().doubleValue() == b.get().doubleValue();
    }
    return left.equals(right);
  }

  private static Optional<Integer> order(Value left, Value right) {
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      return Optional.of(a.text().compareTo(b.text()));
    }
    if (left instanceof Value.Stretch a && right instanceof Value.Stretch b) {
      return Optional.of(Long.compare(a.millis(), b.millis()));
    }
    if (left instanceof Value.Clock a && right instanceof Value.Clock b) {
      return Optional.of(a.time().compareTo(b.time()));
    }
    if (left instanceof Value.Moment a && right instanceof Value.Moment b) {
      return Optional.of(Long.compare(a.millis(), b.millis()));
    }
    return number(left)
        .flatMap(a -> number(right).map(b -> a.equals(b) ? 0 : a - b < 0 ? -1 : a - b > 0 ? 1 : 0));
  }

  private static Optional<Double> number(Value value) {
    if (value instanceof Value.Num number) {
      return Optional.of(number.value());
    }
    if (value instanceof Value.Text text && Numerals.parse(text.text()).isPresent()) {
      return Optional.of(Numerals.parse(text.text()).getAsDouble());
    }
    return Optional.empty();
  }

  /** Text operators see a number as printed; other values have no text. */
  static Truth holds(TextRelation relation, Value value, Value part) {
    if (!isText(value) || !isText(part)) {
      return Truth.UNKNOWN;
    }
    String whole = Printed.text(value);
    String piece = Printed.text(part);
    return Truth.of(
        switch (relation) {
          case CONTAINS -> whole.contains(piece);
          case STARTS_WITH -> whole.startsWith(piece);
          case ENDS_WITH -> whole.endsWith(piece);
        });
  }

  static boolean isText(Value value) {
    return value instanceof Value.Text || value instanceof Value.Num;
  }
}
