package dev.belfry.check;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks what the clock changes: times, ages, silences, connections. */
final class ClockChecker {
  static final Map<String, Expr.Dial> DIALS =
      Map.of(
          "time", Expr.Dial.TIME,
          "date", Expr.Dial.DATE,
          "weekday", Expr.Dial.WEEKDAY,
          "sun", Expr.Dial.SUN,
          "now", Expr.Dial.NOW);

  /** How long a client may be gone before it counts as not connected. */
  private static final long SETTLE_MILLIS = 5_000;

  private static final TopicFilter CLIENTS =
      new TopicFilter(
          List.of(
              new TopicFilter.Level.Fixed("$belfry"),
              new TopicFilter.Level.Fixed("clients"),
              new TopicFilter.Level.Capture("id")));

  private final Problems problems;
  private final Names names;
  private final ValueChecker values;

  ClockChecker(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
  }

  Typed reading(String name, Expression.Reference it, Scope scope) {
    Expr.Dial dial = DIALS.getOrDefault(name, Expr.Dial.NOW);
    if (dial == Expr.Dial.SUN && names.catalog.site().place().isEmpty()) {
      problems.add(scope.file, new CheckProblem.NoPlace(it.span(), "`sun`"));
    }
    Type type =
        switch (dial) {
          case TIME -> Type.Simple.CLOCK;
          case DATE -> Type.Simple.TEXT;
          case WEEKDAY ->
              new Type.OneOf(
                  Arrays.stream(java.time.DayOfWeek.values())
                      .map(day -> day.name().toLowerCase(Locale.ROOT))
                      .toList());
          case SUN -> new Type.OneOf(List.of("up", "down"));
          case NOW -> Type.Simple.MOMENT;
        };
    return Typed.of(new Expr.ClockReading(dial), type, it.span(), "`" + name + "`");
  }

  Typed age(Expression.Reference it, Scope scope) {
    return topicOf(it, scope)
        .map(topic ->
            Typed.of(new Expr.Age(topic.topic()), Type.Simple.STRETCH, it.span(), "this age"))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  Typed previous(Expression.Reference it, Scope scope) {
    if (it.arguments().size() != 1) {
      return wrongCount(it, scope);
    }
    Typed of = values.value(it.arguments().getFirst(), scope);
    return topicPath(of, scope)
        .map(topic ->
            new Typed(
                topic.partOf(new Expr.Previous(topic.topic())),
                of.type(),
                it.span(),
                of.subject(),
                of.declared()))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  private Optional<TopicPath> topicOf(Expression.Reference it, Scope scope) {
    if (it.arguments().size() != 1) {
      wrongCount(it, scope);
      return Optional.empty();
    }
    return topicPath(values.value(it.arguments().getFirst(), scope), scope);
  }

  private Typed wrongCount(Expression.Reference it, Scope scope) {
    problems.add(
        scope.file,
        new CheckProblem.WrongCount(it.name().span(), it.name().text(), 1, it.arguments().size()));
    return Typed.wrong(it.span());
  }

  /** The topic that a value is of, or a problem. */
  Optional<TopicPath> topicPath(Typed value, Scope scope) {
    Optional<TopicPath> topic = TopicPath.of(value.expr());
    if (topic.isEmpty() && !value.isWrong()) {
      problems.add(scope.file, new CheckProblem.NotATopic(value.span()));
    }
    return topic;
  }

  /** {@code topic silent for D}. */
  Typed silent(Expression.Silent it, Scope scope) {
    return topicPath(values.value(it.topic(), scope), scope)
        .map(topic ->
            Typed.of(
                new Expr.Silent(topic.topic(), it.millis()), Type.Simple.BOOL, it.span(), "this"))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  /**
   * {@code client("id") is connected}: what the broker said last, or that it was not long ago. A
   * client never seen is not connected.
   */
  Typed connected(Expression.Connected it, Scope scope) {
    if (!(it.client() instanceof Expression.Reference client
        && client.called()
        && client.name().text().equals("client")
        && client.arguments().size() == 1)) {
      problems.add(
          scope.file,
          new CheckProblem.Misplaced(it.client().span(), CheckProblem.Misplaced.What.CONNECTED));
      return Typed.wrong(it.span());
    }
    TopicUse.Argument id =
        values.references().topics().argument(client.arguments().getFirst(), scope);
    TopicUse topic =
        new TopicUse(
            CLIENTS,
            new Decoder(Type.Simple.BOOL),
            Optional.empty(),
            Optional.empty(),
            List.of(id));
    return Typed.of(connected(topic), Type.Simple.BOOL, it.span(), "this");
  }

  private static Expr connected(TopicUse topic) {
    Expr fact = new Expr.Fact(topic);
    Expr said = new Expr.Compare(Expression.Relation.EQUAL, fact, new Expr.Const(Value.Truth.TRUE));
    Expr settling =
        new Expr.Compare(
            Expression.Relation.LESS,
            new Expr.Age(topic),
            new Expr.Const(new Value.Stretch(SETTLE_MILLIS)));
    return new Expr.And(new Expr.Known(fact), new Expr.Or(said, settling));
  }

  /** {@code last N} where no window is. */
  Typed misplacedLast(Span span, Scope scope) {
    problems.add(scope.file, new CheckProblem.Misplaced(span, CheckProblem.Misplaced.What.LAST));
    return Typed.wrong(span);
  }
}
