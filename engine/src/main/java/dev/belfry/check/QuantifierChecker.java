package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Checks states that are asked about many topics at once. */
final class QuantifierChecker {
  private final Problems problems;
  private final ValueChecker values;

  QuantifierChecker(Problems problems, ValueChecker values) {
    this.problems = problems;
    this.values = values;
  }

  Typed quantified(Expr.Quantity quantity, Expression.Reference it, Scope scope) {
    if (it.arguments().size() != 1) {
      problems.add(
          scope.file,
          new CheckProblem.WrongCount(
              it.name().span(), it.name().text(), 1, it.arguments().size()));
      return Typed.wrong(it.span());
    }
    List<Integer> ranging = new ArrayList<>();
    Expression written = it.arguments().getFirst();
    Expr state = values.state(written, scope.ranging(ranging));
    if (ranging.isEmpty()) {
      if (!Typed.isWrong(state)) {
        problems.add(scope.file, new CheckProblem.NothingRanges(written.span(), it.name().text()));
      }
      return Typed.wrong(it.span());
    }
    List<TopicUse> over =
        TopicUses.of(state).stream()
            .filter(topic -> !Collections.disjoint(topic.slots(), ranging))
            .toList();
    Type type = quantity == Expr.Quantity.COUNT ? Type.Simple.NUMBER : Type.Simple.BOOL;
    return Typed.of(
        new Expr.Quantified(quantity, state, over, List.copyOf(ranging)), type, it.span(), "this");
  }
}
