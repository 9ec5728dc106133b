package dev.belfry.secondopinion;

import com.google.re2j.Pattern;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.codec.Value.Truth;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.secondopinion.Owner.View;
import dev.belfry.syntax.Expression;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What expressions amount to at this instant (language.md, Values). */
final class Meaning {
  private final World world;
  private final Windows windows;

  Meaning(World world) {
    this.world = world;
    this.windows = new Windows(world, this);
  }

  boolean isTrue(Expr expr, View view) {
    return truth(expr, view) == Truth.TRUE;
  }

  Truth truth(Expr expr, View view) {
    return of(expr, view).truth();
  }

  String text(Expr expr, View view) {
    return Printed.text(of(expr, view));
  }

  Value of(Expr expr, View view) {
    return switch (expr) {
      case Expr.Const it -> it.value();
      case Expr.Slot it ->
          view.captures().text(it.slot()).<Value>map(Value.Text::new).orElse(Truth.UNKNOWN);
      case Expr.EventValue ignored -> view.ofMessage(Occurrence.Told::value);
      case Expr.EventPrevious ignored -> view.ofMessage(Occurrence.Told::previous);
      case Expr.EventMessage it -> view.ofMessage(told -> property(it.property(), told));
      case Expr.Fact it ->
          topic(it.topic(), view)
              .map(topic -> world.history.value(it.topic(), topic, world.nowMillis))
              .orElse(Truth.UNKNOWN);
      case Expr.Previous it ->
          topic(it.topic(), view)
              .map(topic -> world.history.previous(it.topic(), topic))
              .orElse(Truth.UNKNOWN);
      case Expr.Age it -> age(it, view);
      case Expr.ClockReading it -> reading(it.dial());
      case Expr.Window it -> windows.of(it, view);
      case Expr.Field it -> field(of(it.of(), view), it.name());
      case Expr.Item it -> item(of(it.of(), view), of(it.index(), view));
      case Expr.Negative it -> negative(of(it.operand(), view));
      case Expr.Arithmetic it ->
          Functions.arithmetic(it.operator(), of(it.left(), view), of(it.right(), view));
      case Expr.Apply it ->
          Functions.apply(
              it.function(),
              it.arguments().stream().map(argument -> of(argument, view)).toList(),
              world.wall.zone());
      case Expr.Choice it ->
          switch (truth(it.condition(), view)) {
            case TRUE -> of(it.yes(), view);
            case FALSE -> of(it.no(), view);
            case UNKNOWN -> Truth.UNKNOWN;
          };
      case Expr.Joined it -> joined(it, view);
      case Expr.ListOf it ->
          new Value.Items(it.items().stream().map(item -> of(item, view)).toList());
      case Expr.ObjectOf it -> object(it, view);
      default -> state(expr, view);
    };
  }

  // ---- states

  private Value state(Expr expr, View view) {
    return switch (expr) {
      case Expr.Compare it ->
          Comparison.holds(it.relation(), of(it.left(), view), of(it.right(), view));
      case Expr.Between it ->
          between(of(it.value(), view), of(it.low(), view), of(it.high(), view));
      case Expr.In it -> in(of(it.value(), view), of(it.list(), view));
      case Expr.TextTest it -> textTest(it.relation(), of(it.value(), view), of(it.part(), view));
      case Expr.Matches it -> matches(of(it.value(), view), it.regex());
      case Expr.Known it -> Truth.of(of(it.value(), view).isKnown());
      case Expr.Not it -> truth(it.operand(), view).not();
      case Expr.And it -> truth(it.left(), view).and(truth(it.right(), view));
      case Expr.Or it -> truth(it.left(), view).or(truth(it.right(), view));
      case Expr.Lasting ignored -> followed(expr, view);
      case Expr.Until ignored -> followed(expr, view);
      case Expr.Silent it -> silent(it, view);
      case Expr.Quantified it -> quantified(it, view);
      case Expr.Firing it -> Truth.of(world.firing.contains(it.alert()));
      default -> throw new IllegalStateException(expr.toString());
    };
  }

  /** For a time of day it wraps midnight and excludes the end; else both ends count. */
  private static Truth between(Value value, Value low, Value high) {
    Truth fromLow = Comparison.holds(Expression.Relation.AT_LEAST, value, low);
    if (!(value instanceof Value.Clock
        && low instanceof Value.Clock a
        && high instanceof Value.Clock b)) {
      return fromLow.and(Comparison.holds(Expression.Relation.AT_MOST, value, high));
    }
    Truth toHigh = Comparison.holds(Expression.Relation.LESS, value, high);
    boolean wraps = a.time().isAfter(b.time());
    return wraps ? fromLow.or(toHigh) : fromLow.and(toHigh);
  }

  private static Truth in(Value value, Value list) {
    if (!value.isKnown() || !(list instanceof Value.Items items)) {
      return Truth.UNKNOWN;
    }
    return items.items().stream()
        .map(item -> Comparison.holds(Expression.Relation.EQUAL, value, item))
        .reduce(Truth.FALSE, Truth::or);
  }

  private static Truth textTest(Expression.TextRelation relation, Value value, Value part) {
    return value instanceof Value.Items && relation == Expression.TextRelation.CONTAINS
        ? in(part, value)
        : Comparison.holds(relation, value, part);
  }

  private static Truth matches(Value value, String regex) {
    return Comparison.isText(value)
        ? Truth.of(Pattern.matches(regex, Printed.text(value)))
        : Truth.UNKNOWN;
  }

  private Truth followed(Expr expr, View view) {
    Followed followed = view.owner().followed().get(expr);
    if (followed == null) {
      return Truth.UNKNOWN;
    }
    Captures key = view.captures().only(followed.captures());
    Diary diary = followed.diaries().get(key);
    return diary == null ? Truth.UNKNOWN : Observation.conclusion(expr, diary, world.nowMillis);
  }

  /**
   * Counted from the last message, else from when the rule was first loaded. A topic of which a
   * capture is bound is followed from its first message on.
   */
  private Truth silent(Expr.Silent it, View view) {
    Optional<String> topic = topic(it.topic(), view);
    boolean follows = it.topic().slots().isEmpty();
    if (topic.isEmpty() || (!follows && world.history.newest(topic.get()).isEmpty())) {
      return Truth.UNKNOWN;
    }
    Followed followed = view.owner().followed().get(it);
    long loaded = followed == null ? world.nowMillis : followed.sinceMillis();
    long last = world.history.newest(topic.get()).map(History.Arrival::atMillis).orElse(loaded);
    return Truth.of(world.nowMillis - last >= it.millis());
  }

  /** Each mention of a topic ranges by itself: every combination of topics is asked. */
  private Value quantified(Expr.Quantified it, View view) {
    List<Captures> combinations = List.of(view.captures());
    for (TopicUse use : it.over()) {
      List<Captures> more = new ArrayList<>();
      for (Captures combination : combinations) {
        for (Captures bound : world.seen(use, view.captures())) {
          bound.only(it.ranging()).and(combination).ifPresent(more::add);
        }
      }
      combinations = more;
    }
    List<Truth> answers =
        combinations.stream().map(each -> truth(it.state(), view.with(each))).toList();
    if (it.quantity() == Expr.Quantity.COUNT) {
      return new Value.Num(answers.stream().filter(answer -> answer == Truth.TRUE).count());
    }
    if (answers.isEmpty()) {
      return Truth.UNKNOWN;
    }
    Truth any = answers.stream().reduce(Truth.FALSE, Truth::or);
    return switch (it.quantity()) {
      case ANY -> any;
      case NONE -> any.not();
      case ALL -> answers.stream().reduce(Truth.TRUE, Truth::and);
      case COUNT -> throw new IllegalStateException();
    };
  }

  // ---- values

  Optional<String> topic(TopicUse use, View view) {
    return view.captures().topic(use, expr -> of(expr, view));
  }

  private static Value property(Expr.Property property, Occurrence.Told told) {
    return switch (property) {
      case TOPIC -> new Value.Text(told.message().topic());
      case TIME -> new Value.Moment(told.wallMillis());
      case RETAINED -> Truth.of(told.message().retain());
      case QOS -> new Value.Num(told.message().qos());
    };
  }

  private Value age(Expr.Age it, View view) {
    return topic(it.topic(), view)
        .flatMap(world.history::newest)
        .<Value>map(newest -> new Value.Stretch(world.nowMillis - newest.atMillis()))
        .orElse(Truth.UNKNOWN);
  }

  private Value reading(Expr.Dial dial) {
    LocalDateTime now = world.wall.read(world.wallNowMillis());
    return switch (dial) {
      case TIME -> new Value.Clock(LocalTime.from(now));
      case DATE -> new Value.Text(now.toLocalDate().toString());
      case WEEKDAY -> new Value.Text(now.getDayOfWeek().name().toLowerCase(Locale.ROOT));
      case SUN -> Truth.UNKNOWN;
      case NOW -> new Value.Moment(world.wallNowMillis());
    };
  }

  static Value field(Value object, String name) {
    return object instanceof Value.Fields it && it.fields().containsKey(name)
        ? it.fields().get(name)
        : Truth.UNKNOWN;
  }

  static Value item(Value list, Value index) {
    if (!(list instanceof Value.Items it && index instanceof Value.Num number)) {
      return Truth.UNKNOWN;
    }
    for (int i = 0; i < it.items().size(); i++) {
      if (i == number.value()) {
        return it.items().get(i);
      }
    }
    return Truth.UNKNOWN;
  }

  private static Value negative(Value value) {
    return switch (value) {
      case Value.Num it -> new Value.Num(-it.value());
      case Value.Stretch it -> new Value.Stretch(-it.millis());
      default -> Truth.UNKNOWN;
    };
  }

  private Value joined(Expr.Joined it, View view) {
    StringBuilder text = new StringBuilder();
    it.parts().forEach(part -> text.append(text(part, view)));
    return new Value.Text(text.toString());
  }

  private Value object(Expr.ObjectOf it, View view) {
    Map<String, Value> fields = new LinkedHashMap<>();
    it.pairs().forEach(pair -> fields.put(pair.name(), of(pair.value(), view)));
    return new Value.Fields(fields);
  }
}
