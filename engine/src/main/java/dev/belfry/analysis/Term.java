package dev.belfry.analysis;

import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.syntax.Expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One side of a comparison, as far as it is understood. */
sealed interface Term {
  /** It is this and nothing else. */
  record Fixed(Value value) implements Term {}

  /**
   * A variable, perhaps with a number added or its sign turned.
   *
   * @param base what it may be at all
   * @param sign 1, or -1 where the sign is turned
   */
  record Of(Variable variable, Type type, Domain base, int sign, double offset) implements Term {
    Of(Variable variable, Type type) {
      this(variable, type, Domain.of(type), 1, 0);
    }

    boolean isPlain() {
      return sign == 1 && offset == 0;
    }
  }

  /** Something else. */
  record Other() implements Term {}

  /** Reads an expression. */
  static Term of(Expr expr, Ground ground) {
    return switch (expr) {
      case Expr.Const it -> new Fixed(it.value());
      case Expr.Slot it ->
          ground.open()
              ? new Of(new Variable.Capture(ground.slots().get(it.slot())), Type.Simple.TEXT)
              : new Fixed(new Value.Text(ground.slots().get(it.slot())));
      case Expr.Fact it -> newest(it.topic(), ground);
      case Expr.EventValue ignored ->
          ground.event().map(use -> newest(use, ground)).orElseGet(Other::new);
      case Expr.Previous it -> before(it.topic(), ground);
      case Expr.EventPrevious ignored ->
          ground.event().map(use -> before(use, ground)).orElseGet(Other::new);
      case Expr.Field it -> part(of(it.of(), ground), it.name());
      case Expr.Item it ->
          it.index() instanceof Expr.Const index && index.value() instanceof Value.Num number
              ? part(of(it.of(), ground), "[" + (int) number.value() + "]")
              : new Other();
      case Expr.ClockReading it -> dial(it.dial());
      case Expr.Age it -> measured(it, ground.topic(it.topic()), 0);
      case Expr.Window it ->
          measured(
              it, ground.topic(it.topic()), it.measure() == Expr.Measure.COUNT ? 0 : -INFINITE);
      case Expr.Quantified it when it.quantity() == Expr.Quantity.COUNT -> measured(it, "", 0);
      case Expr.Negative it -> negative(of(it.operand(), ground));
      case Expr.Arithmetic it ->
          arithmetic(it.operator(), of(it.left(), ground), of(it.right(), ground));
      default -> new Other();
    };
  }

  /** Half of the largest whole number that stands for itself alone. */
  double LARGEST_EXACT = 1L << 52;

  /** Without an end. */
  double INFINITE = Double.POSITIVE_INFINITY;

  private static Term newest(TopicUse use, Ground ground) {
    return new Of(new Variable.Newest(ground.topic(use), List.of()), use.decoder().type());
  }

  private static Term before(TopicUse use, Ground ground) {
    return new Of(new Variable.Before(ground.topic(use), List.of()), use.decoder().type());
  }

  private static Term measured(Expr written, String topic, double least) {
    return new Of(
        new Variable.Measured(written, topic),
        Type.Simple.NUMBER,
        Domain.numbers(least, INFINITE),
        1,
        0);
  }

  private static Term dial(Expr.Dial dial) {
    Variable variable = new Variable.Dial(dial);
    return switch (dial) {
      case TIME ->
          new Of(variable, Type.Simple.CLOCK, Domain.numbers(0, Moments.LAST_OF_DAY), 1, 0);
      case WEEKDAY -> new Of(variable, new Type.OneOf(Moments.WEEKDAYS));
      case SUN -> new Of(variable, new Type.OneOf(List.of("up", "down")));
      case DATE -> new Of(variable, Type.Simple.TEXT);
      case NOW -> new Of(variable, Type.Simple.MOMENT, Domain.numbers(0, INFINITE), 1, 0);
    };
  }

  private static Term part(Term of, String step) {
    if (!(of instanceof Of it) || !it.isPlain()) {
      return new Other();
    }
    Type type = partType(it.type(), step);
    return switch (it.variable()) {
      case Variable.Newest newest ->
          new Of(new Variable.Newest(newest.topic(), and(newest.path(), step)), type);
      case Variable.Before before ->
          new Of(new Variable.Before(before.topic(), and(before.path(), step)), type);
      default -> new Other();
    };
  }

  private static List<String> and(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** What a part of a value of this type may be. */
  static Type partType(Type type, String step) {
    return switch (type) {
      case Type.Shape shape -> shape.fields().getOrDefault(step, Type.Simple.ANY);
      case Type.ListOf list -> list.element();
      default -> Type.Simple.ANY;
    };
  }

  private static Term negative(Term operand) {
    return switch (operand) {
      case Of it -> new Of(it.variable(), it.type(), it.base(), -it.sign(), -it.offset());
      case Fixed it ->
          it.value() instanceof Value.Num number
              ? new Fixed(new Value.Num(-number.value()))
              : it.value() instanceof Value.Stretch stretch
                  ? new Fixed(new Value.Stretch(-stretch.millis()))
                  : new Other();
      case Other it -> it;
    };
  }

  private static Term arithmetic(Operator operator, Term left, Term right) {
    boolean plus = operator == Operator.PLUS;
    if (!plus && operator != Operator.MINUS) {
      return new Other();
    }
    if ((isNumber(left) && isHuge(left)) || (isNumber(right) && isHuge(right))) {
      return new Other();
    }
    if (left instanceof Of it && isNumeric(it) && isNumber(right)) {
      double by = plus ? number(right) : -number(right);
      return new Of(it.variable(), it.type(), it.base(), it.sign(), it.offset() + by);
    }
    if (isNumber(left) && right instanceof Of it && isNumeric(it)) {
      Term turned = plus ? it : negative(it);
      return arithmetic(Operator.PLUS, turned, left);
    }
    return new Other();
  }

  /** Beyond this a sum is rounded to whole numbers, so that different ones become equal. */
  private static boolean isHuge(Term number) {
    return Math.abs(number(number)) > LARGEST_EXACT;
  }

  private static boolean isNumeric(Of it) {
    return it.base() instanceof Domain.Numbers;
  }

  /** Values that are numbers, or counted in milliseconds. */
  Set<Class<?>> NUMBERS =
      Set.of(Value.Num.class, Value.Stretch.class, Value.Clock.class, Value.Moment.class);

  /** Whether it is a fixed number, or something that is counted in milliseconds. */
  static boolean isNumber(Term term) {
    return term instanceof Fixed it && NUMBERS.contains(it.value().getClass());
  }

  /** The number; durations, times of day and moments are milliseconds. */
  static double number(Term term) {
    return switch (((Fixed) term).value()) {
      case Value.Num it -> it.value();
      case Value.Stretch it -> it.millis();
      case Value.Clock it -> Moments.millisOf(it.time());
      case Value.Moment it -> it.millis();
      default -> throw new IllegalArgumentException(term.toString());
    };
  }
}
