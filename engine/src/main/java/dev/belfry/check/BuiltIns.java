package dev.belfry.check;

import dev.belfry.model.Expr;
import dev.belfry.syntax.Expression;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has a name of the language's own and looks beyond the instant: clocks, windows, many. */
final class BuiltIns {
  /** What stands without parentheses. */
  static final Set<String> PLAIN = ClockChecker.DIALS.keySet();

  /** What is called. */
  static final Set<String> CALLED =
      Set.of(
          "previous",
          "age",
          "avg",
          "min",
          "max",
          "sum",
          "count",
          "stddev",
          "change",
          "any",
          "all",
          "none",
          "client");

  private static final Map<String, Expr.Quantity> QUANTITIES =
      Map.of(
          "any", Expr.Quantity.ANY,
          "all", Expr.Quantity.ALL,
          "none", Expr.Quantity.NONE,
          "count", Expr.Quantity.COUNT);
  private static final Map<String, Expr.Measure> MEASURES =
      Map.of(
          "avg", Expr.Measure.AVERAGE,
          "min", Expr.Measure.LEAST,
          "max", Expr.Measure.GREATEST,
          "sum", Expr.Measure.SUM,
          "count", Expr.Measure.COUNT,
          "stddev", Expr.Measure.DEVIATION,
          "change", Expr.Measure.CHANGE);

  private final Problems problems;
  private final ClockChecker clock;
  private final WindowChecker windows;
  private final QuantifierChecker quantifiers;

  BuiltIns(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.clock = new ClockChecker(problems, names, values);
    this.windows = new WindowChecker(problems, values);
    this.quantifiers = new QuantifierChecker(problems, values);
  }

  ClockChecker clock() {
    return clock;
  }

  /** The value, if the name is one of these. */
  Optional<Typed> value(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (!(it.called() ? CALLED : PLAIN).contains(name)) {
      return Optional.empty();
    }
    if (scope.place == Scope.Place.TEST) {
      problems.add(scope.file, new CheckProblem.NotInTest(it.name().span(), name));
      return Optional.of(Typed.wrong(it.span()));
    }
    return Optional.of(it.called() ? called(name, it, scope) : clock.reading(name, it, scope));
  }

  private Typed called(String name, Expression.Reference it, Scope scope) {
    Expr.Quantity quantity = QUANTITIES.get(name);
    Expr.Measure measure = MEASURES.get(name);
    if (quantity != null && (measure == null || it.arguments().size() == 1)) {
      return quantifiers.quantified(quantity, it, scope);
    }
    if (measure != null) {
      return windows.window(measure, it, scope);
    }
    return switch (name) {
      case "age" -> clock.age(it, scope);
      case "previous" -> clock.previous(it, scope);
      default -> {
        problems.add(
            scope.file, new CheckProblem.Misplaced(it.span(), CheckProblem.Misplaced.What.CLIENT));
        yield Typed.wrong(it.span());
      }
    };
  }
}
