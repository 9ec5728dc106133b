package dev.belfry.program;

import dev.belfry.model.Expr;
import dev.belfry.model.TopicUses;
import dev.belfry.syntax.Expression;
import java.util.Optional;

/**
 * Makes comparisons ready that the clock decides: with what does not follow the clock itself, they
 * change at one known instant.
 */
final class ClockCompiler {
  private final ExprCompiler expressions;

  ClockCompiler(ExprCompiler expressions) {
    this.expressions = expressions;
  }

  Node compare(Expr.Compare it) {
    return compare(it.relation(), it.left(), it.right())
        .or(() -> compare(mirrored(it.relation()), it.right(), it.left()))
        .orElseGet(() ->
            new Nodes.Compare(
                it.relation(), expressions.compile(it.left()), expressions.compile(it.right())));
  }

  private Optional<Node> compare(Expression.Relation relation, Expr clock, Expr other) {
    if (runs(other)) {
      return Optional.empty();
    }
    if (isTime(clock)) {
      return Optional.of(new ClockNodes.CompareTime(relation, expressions.compile(other)));
    }
    return clock instanceof Expr.Age age
        ? Optional.of(
            new ClockNodes.CompareAge(
                relation, expressions.age(age.topic()), expressions.compile(other)))
        : Optional.empty();
  }

  Node between(Expr.Between it) {
    boolean exact = !runs(it.low()) && !runs(it.high());
    if (exact && isTime(it.value())) {
      return new ClockNodes.BetweenTimes(
          expressions.compile(it.low()), expressions.compile(it.high()));
    }
    if (exact && it.value() instanceof Expr.Age age) {
      ClockNodes.Age node = expressions.age(age.topic());
      return new Nodes.And(
          new ClockNodes.CompareAge(
              Expression.Relation.AT_LEAST, node, expressions.compile(it.low())),
          new ClockNodes.CompareAge(
              Expression.Relation.AT_MOST, node, expressions.compile(it.high())));
    }
    return new Nodes.Between(
        expressions.compile(it.value()),
        expressions.compile(it.low()),
        expressions.compile(it.high()));
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Expr.ClockReading it && it.dial() == Expr.Dial.TIME;
  }

  /** Whether the value is another one all the time. */
  private static boolean runs(Expr expr) {
    return expr instanceof Expr.Age
        || isTime(expr)
        || (expr instanceof Expr.ClockReading it && it.dial() == Expr.Dial.NOW)
        || TopicUses.parts(expr).stream().anyMatch(ClockCompiler::runs);
  }

  private static Expression.Relation mirrored(Expression.Relation relation) {
    return switch (relation) {
      case EQUAL, UNEQUAL -> relation;
      case LESS -> Expression.Relation.MORE;
      case AT_MOST -> Expression.Relation.AT_LEAST;
      case MORE -> Expression.Relation.LESS;
      case AT_LEAST -> Expression.Relation.AT_MOST;
    };
  }
}
