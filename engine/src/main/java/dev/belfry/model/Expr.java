package dev.belfry.model;

import dev.belfry.codec.Value;
import dev.belfry.syntax.Expression;
import java.util.List;

/** A checked expression: lets are put in, names are resolved, types agree. */
public sealed interface Expr {
  /** A value that never changes. */
  record Const(Value value) implements Expr {}

  /** The text of a capture. */
  record Slot(int slot) implements Expr {}

  /** {@code value}: of the message that the event belongs to. */
  record EventValue() implements Expr {}

  /** {@code previous}: the value before it. */
  record EventPrevious() implements Expr {}

  /** {@code message.topic} and its like. */
  record EventMessage(Property property) implements Expr {}

  /** The newest value of a topic. */
  record Fact(TopicUse topic) implements Expr {}

  /** The value of a topic before its newest; unknown where there is none. */
  record Previous(TopicUse topic) implements Expr {}

  /** How long ago the newest message of a topic arrived; unknown where there was none. */
  record Age(TopicUse topic) implements Expr {}

  /** What the clock, the calendar or the sky says. */
  record ClockReading(Dial dial) implements Expr {}

  /** A number over the messages of a topic, or over a part of their values. */
  record Window(Measure measure, TopicUse topic, Happening.Path path, Extent extent)
      implements Expr {}

  /** A field of an object; unknown where there is none. */
  record Field(Expr of, String name) implements Expr {}

  /** An item of a list, from 0, or a field of an object; unknown where there is none. */
  record Item(Expr of, Expr index) implements Expr {}

  /** The number with the other sign. */
  record Negative(Expr operand) implements Expr {}

  /** Arithmetic on numbers; {@code +} also joins texts. */
  record Arithmetic(Expression.Operator operator, Expr left, Expr right) implements Expr {}

  /** A function of the language. */
  record Apply(Function function, List<Expr> arguments) implements Expr {}

  /**
   * A formula in MVEL.
   *
   * @param parameters the names that its text has for the arguments
   */
  record Formula(String text, List<String> parameters, List<Expr> arguments) implements Expr {}

  /** One of two values; unknown where the condition is. */
  record Choice(Expr condition, Expr yes, Expr no) implements Expr {}

  /** A comparison. */
  record Compare(Expression.Relation relation, Expr left, Expr right) implements Expr {}

  /** Whether a value lies between two, ends included. */
  record Between(Expr value, Expr low, Expr high) implements Expr {}

  /** Whether a list holds a value. */
  record In(Expr value, Expr list) implements Expr {}

  /** Whether a text contains, begins or ends with another, or a list contains an item. */
  record TextTest(Expression.TextRelation relation, Expr value, Expr part) implements Expr {}

  /** Whether a regular expression describes the whole of a text. */
  record Matches(Expr value, String regex) implements Expr {}

  /** Whether a value is known. */
  record Known(Expr value) implements Expr {}

  /** Kleene's negation. */
  record Not(Expr operand) implements Expr {}

  /** Kleene's conjunction. */
  record And(Expr left, Expr right) implements Expr {}

  /** Kleene's disjunction. */
  record Or(Expr left, Expr right) implements Expr {}

  /**
   * Whether a state has held for so long.
   *
   * @param toleratedMillis a shorter stretch in which it is unknown is no break; 0 where every one
   *     is
   */
  record Lasting(Expr state, long millis, long toleratedMillis) implements Expr {}

  /** Whether there was no message on a topic for so long. */
  record Silent(TopicUse topic, long millis) implements Expr {}

  /**
   * Asks a state about many topics at once.
   *
   * @param over the mentions of topics that it ranges over, each by itself
   * @param ranging the captures that stand for {@code _} within the state
   */
  record Quantified(Quantity quantity, Expr state, List<TopicUse> over, List<Integer> ranging)
      implements Expr {}

  /** Whether some instance of an alert fires. */
  record Firing(String alert) implements Expr {}

  /** Hysteresis: from the moment one state begins until another does. */
  record Until(Expr from, Expr to) implements Expr {}

  /** Texts and values one after the other. */
  record Joined(List<Expr> parts) implements Expr {}

  /** A list. */
  record ListOf(List<Expr> items) implements Expr {}

  /** An object. */
  record ObjectOf(List<Pair> pairs) implements Expr {}

  /** A field of an object. */
  record Pair(String name, Expr value) {}

  /** What can be read without a message; it changes by the clock. */
  enum Dial {
    TIME,
    DATE,
    WEEKDAY,
    SUN,
    NOW
  }

  /** What a window computes. */
  enum Measure {
    AVERAGE,
    LEAST,
    GREATEST,
    SUM,
    COUNT,
    DEVIATION,
    CHANGE
  }

  /** Which messages are in a window. */
  sealed interface Extent {
    /** Those that arrived after now minus this; what is exactly as old has left. */
    record Lately(long millis) implements Extent {}

    /** The newest ones. */
    record Newest(int count) implements Extent {}
  }

  /** What is asked of many topics. {@code COUNT} is a number, the others are states. */
  enum Quantity {
    ANY,
    ALL,
    NONE,
    COUNT
  }

  /** What is known of a message besides its value. */
  enum Property {
    TOPIC,
    TIME,
    RETAINED,
    QOS
  }
}
