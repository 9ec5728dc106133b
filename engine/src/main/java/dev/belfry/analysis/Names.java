package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The texts that captures are compared with: names worth trying for them. */
final class Names {
  private Names() {}

  static Set<String> in(Side side) {
    Set<String> names = new LinkedHashSet<>();
    List<Expr> exprs = new ArrayList<>(side.guards());
    if (side.trigger() instanceof Trigger.Turn turn) {
      exprs.add(turn.state());
    }
    exprs.addAll(Deeds.expressions(side.deeds()));
    exprs.forEach(expr -> collect(expr, names));
    side.heard().forEach(use -> collect(use, names));
    return names;
  }

  private static void collect(Expr expr, Set<String> names) {
    switch (expr) {
      case Expr.Compare it -> {
        compared(it.left(), it.right(), names);
        compared(it.right(), it.left(), names);
      }
      case Expr.In it when it.value() instanceof Expr.Slot -> {
        if (it.list() instanceof Expr.ListOf list) {
          list.items().forEach(item -> text(item, names));
        }
        if (it.list() instanceof Expr.Const list && list.value() instanceof Value.Items items) {
          items.items().forEach(item -> text(new Expr.Const(item), names));
        }
      }
      case Expr.TextTest it when it.value() instanceof Expr.Slot -> text(it.part(), names);
      default -> {}
    }
    TopicUses.of(expr).forEach(use -> collect(use, names));
    TopicUses.parts(expr).forEach(part -> collect(part, names));
  }

  private static void compared(Expr a, Expr b, Set<String> names) {
    if (a instanceof Expr.Slot) {
      text(b, names);
    }
  }

  private static void text(Expr expr, Set<String> names) {
    if (expr instanceof Expr.Const it
        && it.value() instanceof Value.Text text
        && !text.text().isEmpty()) {
      names.add(text.text());
    }
  }

  private static void collect(TopicUse use, Set<String> names) {
    for (TopicUse.Argument argument : use.arguments()) {
      if (argument instanceof TopicUse.Argument.Fixed fixed) {
        names.add(fixed.text());
      }
    }
  }
}
