package dev.belfry.check;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A topic, and the way to a part of its value: {@code meter.readings[0]}. */
record TopicPath(TopicUse topic, Happening.Path path) {
  /** What an expression names, if it is a topic or a part of one. */
  static Optional<TopicPath> of(Expr expr) {
    Deque<Happening.Path.Step> steps = new ArrayDeque<>();
    Expr base = expr;
    while (!(base instanceof Expr.Fact)) {
      if (base instanceof Expr.Field field) {
        steps.addFirst(new Happening.Path.Step.Field(field.name()));
        base = field.of();
      } else if (base instanceof Expr.Item item
          && item.index() instanceof Expr.Const constant
          && constant.value() instanceof Value.Num index) {
        steps.addFirst(new Happening.Path.Step.Item((int) index.value()));
        base = item.of();
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new TopicPath(((Expr.Fact) base).topic(), new Happening.Path(List.copyOf(steps))));
  }

  /** The same part of another value. */
  Expr partOf(Expr whole) {
    Expr part = whole;
    for (Happening.Path.Step step : path.steps()) {
      part =
          switch (step) {
            case Happening.Path.Step.Field field -> new Expr.Field(part, field.name());
            case Happening.Path.Step.Item item ->
                new Expr.Item(part, new Expr.Const(new Value.Num(item.index())));
          };
    }
    return part;
  }
}
