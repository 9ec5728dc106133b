package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which values can be compared, computed with and sent where. */
final class Comparisons {
  private static final Set<Expression.Relation> EQUALITY =
      Set.of(Expression.Relation.EQUAL, Expression.Relation.UNEQUAL);
  private static final Set<Type> ORDERED =
      Set.of(
          Type.Simple.NUMBER,
          Type.Simple.TEXT,
          Type.Simple.STRETCH,
          Type.Simple.CLOCK,
          Type.Simple.MOMENT);
  private static final Set<Type> TIMELY = Set.of(Type.Simple.STRETCH, Type.Simple.MOMENT);

  private final Problems problems;

  Comparisons(Problems problems) {
    this.problems = problems;
  }

  void requireComparable(Expression.Relation relation, Typed left, Typed right, SourceFile file) {
    if (left.type() == Type.Simple.ANY || right.type() == Type.Simple.ANY) {
      return;
    }
    if (!left.kind().getClass().equals(right.kind().getClass())
        || (left.kind() instanceof Type.Simple && !left.kind().equals(right.kind()))) {
      mismatch(left, right, file);
    } else if (!EQUALITY.contains(relation) && !ORDERED.contains(left.kind())) {
      problems.add(
          file,
          new CheckProblem.WrongType(
              left.span(), left.subject(), "something with an order", left.type()));
    } else {
      requirePossible(left, right, file);
      requirePossible(right, left, file);
    }
  }

  /** A topic of some texts can only be compared to one of them. */
  private void requirePossible(Typed subject, Typed other, SourceFile file) {
    if (!(subject.type() instanceof Type.OneOf oneOf)) {
      return;
    }
    other
        .literalText()
        .filter(text -> !oneOf.texts().contains(text))
        .ifPresent(text ->
            problems.add(
                file,
                new CheckProblem.Never(
                    other.span(), subject.subject(), text, oneOf.texts(), subject.declared())));
  }

  private void mismatch(Typed left, Typed right, SourceFile file) {
    boolean leftIsLiteral = left.expr() instanceof Expr.Const;
    Typed subject = leftIsLiteral ? right : left;
    Typed literal = leftIsLiteral ? left : right;
    problems.add(
        file,
        new CheckProblem.Mismatch(
            literal.span(), subject.subject(), subject.type(), literal.subject(), literal.type()));
  }

  Type arithmeticType(Expression.Operator operator, Typed left, Typed right, SourceFile file) {
    boolean plus = operator == Expression.Operator.PLUS;
    if (plus && (left.kind() == Type.Simple.TEXT || right.kind() == Type.Simple.TEXT)) {
      return Type.Simple.TEXT;
    }
    if (left.type() == Type.Simple.ANY || right.type() == Type.Simple.ANY) {
      boolean timely = TIMELY.contains(left.type()) || TIMELY.contains(right.type());
      return plus || timely ? Type.Simple.ANY : Type.Simple.NUMBER;
    }
    Type result = ofTimes(operator, left.type(), right.type());
    if (result != Type.Simple.ANY) {
      return result;
    }
    for (Typed operand : List.of(left, right)) {
      if (operand.type() != Type.Simple.NUMBER) {
        problems.add(
            file,
            new CheckProblem.WrongType(
                operand.span(), operand.subject(), "a number", operand.type()));
        break;
      }
    }
    return Type.Simple.NUMBER;
  }

  /** What durations and moments come to; anything where they come to nothing. */
  private static Type ofTimes(Expression.Operator operator, Type left, Type right) {
    Type.Simple stretch = Type.Simple.STRETCH;
    Type.Simple moment = Type.Simple.MOMENT;
    Type.Simple number = Type.Simple.NUMBER;
    return switch (operator) {
      case PLUS ->
          left == stretch && right == stretch
              ? stretch
              : isOf(left, right, stretch, moment) ? moment : Type.Simple.ANY;
      case MINUS ->
          TIMELY.contains(left) && right.equals(left)
              ? stretch
              : left == moment && right == stretch ? moment : Type.Simple.ANY;
      case TIMES -> isOf(left, right, stretch, number) ? stretch : Type.Simple.ANY;
      case DIVIDED_BY ->
          left != stretch
              ? Type.Simple.ANY
              : right == stretch ? number : right == number ? stretch : Type.Simple.ANY;
      case MODULO -> Type.Simple.ANY;
    };
  }

  private static boolean isOf(Type left, Type right, Type one, Type other) {
    return (left.equals(one) && right.equals(other)) || (left.equals(other) && right.equals(one));
  }

  /** Requires that a value can be sent to a topic of a type. */
  void requireFits(
      Typed value,
      Type type,
      String topic,
      Optional<CheckProblem.Place> declared,
      SourceFile file) {
    if (type == Type.Simple.ANY || value.type() == Type.Simple.ANY) {
      return;
    }
    if (value.expr() instanceof Expr.Const constant && type.fit(constant.value()).isKnown()) {
      return;
    }
    boolean possible = !(value.expr() instanceof Expr.Const) && mayFit(value.kind(), type);
    if (!possible) {
      problems.add(
          file,
          new CheckProblem.Unfit(
              value.span(), topic, type, file.text(value.span()), value.type(), declared));
    }
  }

  private static boolean mayFit(Type given, Type wanted) {
    return switch (wanted) {
      case Type.OneOf ignored -> given instanceof Type.Simple;
      case Type.Shape ignored -> given instanceof Type.Shape;
      case Type.ListOf ignored -> given instanceof Type.ListOf;
      case Type.Simple simple ->
          switch (simple) {
            case ANY, TEXT -> true;
            case NUMBER -> given == Type.Simple.NUMBER || given == Type.Simple.TEXT;
            case BOOL -> given instanceof Type.Simple;
            case STRETCH, CLOCK, MOMENT -> given.equals(wanted);
          };
    };
  }
}
