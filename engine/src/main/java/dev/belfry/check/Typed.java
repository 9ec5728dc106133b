package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.source.Span;
import java.util.Optional;

/**
 * A checked expression with its type, and what is needed to speak of it.
 *
 * @param subject how the author calls it
 * @param declared where its type was declared
 */
record Typed(
    Expr expr, Type type, Span span, String subject, Optional<CheckProblem.Place> declared) {
  static Typed of(Expr expr, Type type, Span span, String subject) {
    return new Typed(expr, type, span, subject, Optional.empty());
  }

  /** What stands for an expression in which a problem was found; it goes with everything. */
  static Typed wrong(Span span) {
    return of(new Expr.Const(Value.Truth.UNKNOWN), Type.Simple.ANY, span, "this");
  }

  /** Whether a problem was found in it. */
  boolean isWrong() {
    return isWrong(expr);
  }

  static boolean isWrong(Expr expr) {
    return expr instanceof Expr.Const constant && constant.value() == Value.Truth.UNKNOWN;
  }

  Typed at(Span other) {
    return new Typed(expr, type, other, subject, declared);
  }

  /** The text, if it is a literal one. */
  Optional<String> literalText() {
    return expr instanceof Expr.Const constant && constant.value() instanceof Value.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** The type with alternatives taken for texts. */
  Type kind() {
    return type instanceof Type.OneOf ? Type.Simple.TEXT : type;
  }
}
