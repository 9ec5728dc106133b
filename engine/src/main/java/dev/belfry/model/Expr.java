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

  /** Whether a text contains, begins or ends with another. */
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

  /** Whether a state has held for so long. */
  record Lasting(Expr state, long millis) implements Expr {}

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

  /** What is known of a message besides its value. */
  enum Property {
    TOPIC,
    TIME,
    RETAINED,
    QOS
  }
}
