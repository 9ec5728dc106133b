package dev.belfry.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the topics that expressions read. */
public final class TopicUses {
  private TopicUses() {}

  /** Every topic that the expression reads, in order, repeats included. */
  public static List<TopicUse> of(Expr expr) {
    List<TopicUse> uses = new ArrayList<>();
    collect(expr, uses);
    return uses;
  }

  /**
   * The captures that the topics of an expression carry, in order of appearance. Those over which a
   * quantifier in it ranges are its own affair.
   */
  public static List<Integer> slots(Expr expr) {
    Set<Integer> slots = new LinkedHashSet<>();
    of(expr).forEach(use -> slots.addAll(use.slots()));
    removeRanging(expr, slots);
    return List.copyOf(slots);
  }

  private static void removeRanging(Expr expr, Set<Integer> slots) {
    if (expr instanceof Expr.Quantified it) {
      it.ranging().forEach(slots::remove);
    }
    parts(expr).forEach(part -> removeRanging(part, slots));
  }

  /** A topic of the expression that carries all of these captures. */
  public static Optional<TopicUse> carrier(Expr expr, List<Integer> slots) {
    return of(expr).stream().filter(use -> use.slots().containsAll(slots)).findFirst();
  }

  /** The alerts of which an expression asks whether they fire, in order of appearance. */
  public static Set<String> alerts(Expr expr) {
    Set<String> names = new LinkedHashSet<>();
    collectAlerts(expr, names);
    return names;
  }

  private static void collectAlerts(Expr expr, Set<String> names) {
    if (expr instanceof Expr.Firing firing) {
      names.add(firing.alert());
    }
    parts(expr).forEach(part -> collectAlerts(part, names));
  }

  private static void collect(Expr expr, List<TopicUse> uses) {
    switch (expr) {
      case Expr.Fact it -> uses.add(it.topic());
      case Expr.Previous it -> uses.add(it.topic());
      case Expr.Age it -> uses.add(it.topic());
      case Expr.Window it -> uses.add(it.topic());
      case Expr.Silent it -> uses.add(it.topic());
      default -> {}
    }
    parts(expr).forEach(part -> collect(part, uses));
  }

  /** The expressions that an expression is directly made of. */
  public static List<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Const ignored -> List.of();
      case Expr.Slot ignored -> List.of();
      case Expr.EventValue ignored -> List.of();
      case Expr.EventPrevious ignored -> List.of();
      case Expr.EventMessage ignored -> List.of();
      case Expr.Fact fact -> computed(fact.topic());
      case Expr.Previous it -> computed(it.topic());
      case Expr.Age it -> computed(it.topic());
      case Expr.ClockReading ignored -> List.of();
      case Expr.Window it -> computed(it.topic());
      case Expr.Silent it -> computed(it.topic());
      case Expr.Quantified it -> List.of(it.state());
      case Expr.Firing ignored -> List.of();
      case Expr.Field it -> List.of(it.of());
      case Expr.Item it -> List.of(it.of(), it.index());
      case Expr.Negative it -> List.of(it.operand());
      case Expr.Arithmetic it -> List.of(it.left(), it.right());
      case Expr.Apply it -> it.arguments();
      case Expr.Formula it -> it.arguments();
      case Expr.Choice it -> List.of(it.condition(), it.yes(), it.no());
      case Expr.Compare it -> List.of(it.left(), it.right());
      case Expr.Between it -> List.of(it.value(), it.low(), it.high());
      case Expr.In it -> List.of(it.value(), it.list());
      case Expr.TextTest it -> List.of(it.value(), it.part());
      case Expr.Matches it -> List.of(it.value());
      case Expr.Known it -> List.of(it.value());
      case Expr.Not it -> List.of(it.operand());
      case Expr.And it -> List.of(it.left(), it.right());
      case Expr.Or it -> List.of(it.left(), it.right());
      case Expr.Lasting it -> List.of(it.state());
      case Expr.Until it -> List.of(it.from(), it.to());
      case Expr.Joined it -> it.parts();
      case Expr.ListOf it -> it.items();
      case Expr.ObjectOf it -> it.pairs().stream().map(Expr.Pair::value).toList();
    };
  }

  private static List<Expr> computed(TopicUse use) {
    return use.arguments().stream()
        .filter(TopicUse.Argument.Computed.class::isInstance)
        .map(argument -> ((TopicUse.Argument.Computed) argument).text())
        .toList();
  }
}
