package dev.belfry.analysis;

import dev.belfry.model.Expr;
import java.util.List;

/** Something that a condition asks for and that may be one thing or another. */
sealed interface Variable {
  /**
   * The newest value of a topic, or a part of it.
   *
   * @param path the fields on the way to the part; an item of a list is its number in brackets
   */
  record Newest(String topic, List<String> path) implements Variable {}

  /** The value of a topic before its newest, or a part of it. */
  record Before(String topic, List<String> path) implements Variable {}

  /** The value of a topic at some time before, or a part of it. */
  record Earlier(String topic, List<String> path) implements Variable {}

  /** What a capture stands for, while that is open; each has a mark of its own. */
  record Capture(String mark) implements Variable {}

  /** What the clock, the calendar or the sky says. */
  record Dial(Expr.Dial dial) implements Variable {}

  /** Whether an alert fires. */
  record Alarm(String alert) implements Variable {}

  /**
   * A number that follows from messages and time: an age, a window, a count.
   *
   * @param topic whose messages; empty for a count of topics
   */
  record Measured(Expr written, String topic) implements Variable {}
}
