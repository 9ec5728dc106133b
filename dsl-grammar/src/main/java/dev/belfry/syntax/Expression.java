package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A phrase: a value, a state or an event. The grammar reads all three alike; the checker decides
 * which may stand where.
 */
public sealed interface Expression {
  Span span();

  // ---- values

  /** A number. */
  record Numeral(double value, Span span) implements Expression {}

  /** A duration in milliseconds. */
  record Duration(long millis, Span span) implements Expression {}

  /** A time of day. */
  record TimeOfDay(LocalTime time, Span span) implements Expression {}

  /** A text. */
  record Text(Template template, Span span) implements Expression {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value, Span span) implements Expression {}

  /** {@code null}. */
  record Null(Span span) implements Expression {}

  /** {@code [a, b]}. */
  record ListOf(List<Expression> elements, Span span) implements Expression {}

  /** <code>{ a: 1 }</code>, in source order. */
  record ObjectOf(List<Pair> pairs, Span span) implements Expression {}

  /** A field of an object literal. */
  record Pair(Name key, Expression value) {}

  /**
   * A name, alone or with arguments: a topic, a let, a function, a capture or a built-in value.
   *
   * @param called whether there are parentheses
   */
  record Reference(Name name, boolean called, List<Expression> arguments, Span span)
      implements Expression {}

  /** {@code topic "pattern"}. */
  record TopicPattern(Name pattern, Span span) implements Expression {}

  /** {@code alert "name"}. */
  record AlertName(Name name, Span span) implements Expression {}

  /** {@code _} as an argument. */
  record Any(Span span) implements Expression {}

  /** {@code last N} as an argument. */
  record Last(int count, Span span) implements Expression {}

  /** {@code of.field}. */
  record Field(Expression of, Name field, Span span) implements Expression {}

  /** {@code of[index]}. */
  record Index(Expression of, Expression index, Span span) implements Expression {}

  /** {@code -operand}. */
  record Negative(Expression operand, Span span) implements Expression {}

  /** {@code left + right} and its like. */
  record Arithmetic(Operator operator, Expression left, Expression right, Span span)
      implements Expression {}

  /** {@code if condition then yes else no}. */
  record Choice(Expression condition, Expression yes, Expression no, Span span)
      implements Expression {}

  // ---- states

  /** {@code left == right} and its like; {@code written} is how the author wrote the relation. */
  record Comparison(Relation relation, Span written, Expression left, Expression right, Span span)
      implements Expression {}

  /** {@code value between low and high}. */
  record Between(Expression value, Expression low, Expression high, Span span)
      implements Expression {}

  /** {@code value in list}. */
  record In(Expression value, Expression list, Span span) implements Expression {}

  /** {@code contains}, {@code starts with}, {@code ends with}. */
  record TextTest(TextRelation relation, Expression value, Expression part, Span span)
      implements Expression {}

  /** {@code value matches "regex"}. */
  record Matches(Expression value, Name regex, Span span) implements Expression {}

  /** {@code value is known}. */
  record Known(Expression value, Span span) implements Expression {}

  /** {@code client("id") is connected}. */
  record Connected(Expression client, Span span) implements Expression {}

  /** {@code alert "name" is firing}. */
  record Firing(Expression alert, Span span) implements Expression {}

  /** {@code topic silent for D}: a state, or the event of its beginning. */
  record Silent(Expression topic, long millis, Span span) implements Expression {}

  /** {@code state for D tolerating D2}: a state, or the event of its beginning. */
  record Lasting(
      Expression state, long millis, Optional<Long> toleratedMillis, Span written, Span span)
      implements Expression {}

  /** {@code from until to}. */
  record Until(Expression from, Expression to, Span span) implements Expression {}

  /** {@code not operand}. */
  record Not(Expression operand, Span span) implements Expression {}

  /** {@code left and right}; the left may be an event. */
  record And(Expression left, Expression right, Span span) implements Expression {}

  /** {@code left or right}; both may be events. */
  record Or(Expression left, Expression right, Span span) implements Expression {}

  // ---- events

  /** An instant at which something happens. */
  sealed interface Event extends Expression {}

  /** {@code topic updates}. */
  record Updates(Expression topic, Span span) implements Event {}

  /** {@code topic receives value}. */
  record Receives(Expression topic, Expression value, Span span) implements Event {}

  /** {@code topic becomes value}. */
  record Becomes(Expression topic, Expression value, Span span) implements Event {}

  /** {@code topic changes from a to b}. */
  record Changes(Expression topic, Optional<Expression> from, Optional<Expression> to, Span span)
      implements Event {}

  /** {@code topic rises above limit}. */
  record Rises(Expression topic, Expression limit, Span span) implements Event {}

  /** {@code topic falls below limit}. */
  record Falls(Expression topic, Expression limit, Span span) implements Event {}

  /** {@code event N times within D}. */
  record Times(Expression event, int count, long millis, Span written, Span span)
      implements Event {}

  /** {@code first followed by second within D}, or {@code not followed by}. */
  record Followed(
      Expression first, boolean not, Expression second, long millis, Span written, Span span)
      implements Event {}

  /** {@code every D}. */
  record Every(long millis, Span span) implements Event {}

  /** {@code at 22:30 on weekdays catch up 1 h}. */
  record At(Moment moment, List<Name> days, Optional<Long> catchUpMillis, Span span)
      implements Event {}

  /** {@code cron "0 0/5 * * * ?"}. */
  record Cron(Name expression, Optional<Long> catchUpMillis, Span span) implements Event {}

  /** {@code startup}. */
  record Startup(Span span) implements Event {}

  /** A moment of the day. */
  sealed interface Moment {
    /** By the clock. */
    record Clock(LocalTime time, Span span) implements Moment {}

    /** By the sun, with an offset in milliseconds. */
    record Sun(boolean rise, long offsetMillis, Span span) implements Moment {}
  }

  /** Arithmetic. */
  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY,
    MODULO
  }

  /** How two values are compared. */
  enum Relation {
    EQUAL,
    UNEQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST
  }

  /** How a text is compared to a part of it. */
  enum TextRelation {
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH
  }
}
