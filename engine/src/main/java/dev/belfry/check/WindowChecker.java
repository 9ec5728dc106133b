package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.syntax.Expression;
import java.util.Optional;

/** Checks windows: {@code avg(T, 10 min)} and {@code avg(T, last 3)}. */
final class WindowChecker {
  private final Problems problems;
  private final ValueChecker values;

  WindowChecker(Problems problems, ValueChecker values) {
    this.problems = problems;
    this.values = values;
  }

  Typed window(Expr.Measure measure, Expression.Reference it, Scope scope) {
    if (it.arguments().size() != 2) {
      problems.add(
          scope.file, new CheckProblem.Misplaced(it.span(), CheckProblem.Misplaced.What.EXTENT));
      return Typed.wrong(it.span());
    }
    Typed of = values.value(it.arguments().getFirst(), scope);
    Optional<TopicPath> topic = values.references().builtIns().clock().topicPath(of, scope);
    Optional<Expr.Extent> extent = extent(it.arguments().getLast(), scope);
    if (topic.isEmpty() || extent.isEmpty()) {
      return Typed.wrong(it.span());
    }
    boolean numeric = of.type() == Type.Simple.NUMBER || of.type() == Type.Simple.ANY;
    if (measure != Expr.Measure.COUNT && !numeric) {
      problems.add(
          scope.file, new CheckProblem.WrongType(of.span(), of.subject(), "a number", of.type()));
      return Typed.wrong(it.span());
    }
    Expr window = new Expr.Window(measure, topic.get().topic(), topic.get().path(), extent.get());
    return Typed.of(window, Type.Simple.NUMBER, it.span(), "this number");
  }

  private Optional<Expr.Extent> extent(Expression written, Scope scope) {
    if (written instanceof Expression.Last last && last.count() > 0) {
      return Optional.of(new Expr.Extent.Newest(last.count()));
    }
    if (written instanceof Expression.Duration duration && duration.millis() > 0) {
      return Optional.of(new Expr.Extent.Lately(duration.millis()));
    }
    problems.add(
        scope.file, new CheckProblem.Misplaced(written.span(), CheckProblem.Misplaced.What.EXTENT));
    return Optional.empty();
  }
}
