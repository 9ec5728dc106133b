package dev.belfry.program;

import com.google.re2j.Pattern;
import dev.belfry.event.TopicFilter;
import dev.belfry.formula.Formula;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes expressions ready to evaluate. */
final class ExprCompiler {
  private final RuleCompiler rule;
  private final ClockCompiler clock = new ClockCompiler(this);

  ExprCompiler(RuleCompiler rule) {
    this.rule = rule;
  }

  Node compile(Expr expr) {
    return switch (expr) {
      case Expr.Const it -> new Nodes.Const(it.value());
      case Expr.Slot it -> new Nodes.Slot(it.slot());
      case Expr.EventValue ignored -> new Nodes.EventValue();
      case Expr.EventPrevious ignored -> new Nodes.EventPrevious();
      case Expr.EventMessage it -> new Nodes.EventMessage(it.property());
      case Expr.Fact it -> fact(it.topic());
      case Expr.Field it -> new Nodes.Field(compile(it.of()), it.name());
      case Expr.Item it -> new Nodes.Item(compile(it.of()), compile(it.index()));
      case Expr.Negative it -> new Nodes.Negative(compile(it.operand()));
      case Expr.Arithmetic it ->
          new Nodes.Arithmetic(it.operator(), compile(it.left()), compile(it.right()));
      case Expr.Apply it -> new Nodes.Apply(it.function(), all(it.arguments()));
      case Expr.Formula it -> formula(it);
      case Expr.Choice it ->
          new Nodes.Choice(compile(it.condition()), compile(it.yes()), compile(it.no()));
      case Expr.Joined it -> new Nodes.Joined(all(it.parts()));
      case Expr.ListOf it -> new Nodes.ListOf(all(it.items()));
      case Expr.ObjectOf it ->
          new Nodes.ObjectOf(
              it.pairs().stream().map(Expr.Pair::name).toList(),
              all(it.pairs().stream().map(Expr.Pair::value).toList()));
      default -> state(expr);
    };
  }

  private Node formula(Expr.Formula it) {
    return switch (Formula.read(it.text(), it.parameters())) {
      case Formula.Reading.Good good ->
          new Nodes.Computed(good.formula().ready(), all(it.arguments()));
      case Formula.Reading.Bad bad -> throw new IllegalStateException(bad.toString());
    };
  }

  private Node state(Expr expr) {
    return switch (expr) {
      case Expr.Compare it -> clock.compare(it);
      case Expr.Between it -> clock.between(it);
      case Expr.In it -> new Nodes.In(compile(it.value()), compile(it.list()));
      case Expr.TextTest it ->
          new Nodes.TextTest(it.relation(), compile(it.value()), compile(it.part()));
      case Expr.Matches it -> new Nodes.Matches(compile(it.value()), Pattern.compile(it.regex()));
      case Expr.Known it -> new Nodes.Known(compile(it.value()));
      case Expr.Not it -> new Nodes.Not(compile(it.operand()));
      case Expr.And it -> new Nodes.And(compile(it.left()), compile(it.right()));
      case Expr.Or it -> new Nodes.Or(compile(it.left()), compile(it.right()));
      case Expr.Lasting it -> new Nodes.OperatorState(rule.hold(it));
      case Expr.Until it -> new Nodes.OperatorState(rule.latch(it));
      case Expr.Silent it -> new Nodes.OperatorState(rule.silence(it));
      case Expr.Quantified it -> rule.quantified(it);
      case Expr.ClockReading it -> new ClockNodes.Reading(it.dial());
      case Expr.Age it -> age(it.topic());
      case Expr.Previous it -> new ClockNodes.Previous(spot(it.topic(), Optional.empty()));
      case Expr.Window it -> window(it);
      case Expr.Firing it -> fact(AlertPart.firing(it.alert()));
      default -> throw new IllegalStateException(expr.toString());
    };
  }

  List<Node> all(List<Expr> exprs) {
    return exprs.stream().map(this::compile).toList();
  }

  /** A text that names a topic: unknown where a part of it is. */
  Node topic(Expr expr) {
    return expr instanceof Expr.Joined joined
        ? new Nodes.Spelled(all(joined.parts()))
        : compile(expr);
  }

  private Node fact(TopicUse topic) {
    Spot spot = spot(topic, Optional.empty());
    return spot.spelled() == null
        ? new Nodes.Fact(spot.use())
        : new Nodes.ComputedFact(spot.use(), spot.spelled());
  }

  private Node window(Expr.Window it) {
    boolean presence = it.measure() == Expr.Measure.COUNT;
    Use.Kept kept = new Use.Kept(it.extent(), it.path(), presence);
    return new Window(it.measure(), spot(it.topic(), Optional.of(kept)), kept);
  }

  ClockNodes.Age age(TopicUse topic) {
    return new ClockNodes.Age(spot(topic, Optional.empty()));
  }

  Spot spot(TopicUse topic, Optional<Use.Kept> window) {
    boolean computed =
        topic.arguments().stream().anyMatch(TopicUse.Argument.Computed.class::isInstance);
    return new Spot(rule.use(topic, window), computed ? spelled(topic) : null);
  }

  private Node spelled(TopicUse topic) {
    List<Node> parts = new ArrayList<>();
    int argument = 0;
    for (TopicFilter.Level level : topic.filter().levels()) {
      if (!parts.isEmpty()) {
        parts.add(text("/"));
      }
      parts.add(
          level instanceof TopicFilter.Level.Fixed fixed
              ? text(fixed.text())
              : argument(topic.arguments().get(argument++)));
    }
    return new Nodes.Spelled(parts);
  }

  private Node argument(TopicUse.Argument argument) {
    return switch (argument) {
      case TopicUse.Argument.Slot it -> new Nodes.Slot(it.slot());
      case TopicUse.Argument.Fixed it -> text(it.text());
      case TopicUse.Argument.Computed it -> compile(it.text());
      case TopicUse.Argument.Any ignored -> text("+");
    };
  }

  private static Node text(String text) {
    return new Nodes.Const(new dev.belfry.codec.Value.Text(text));
  }
}
