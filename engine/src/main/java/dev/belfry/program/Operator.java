package dev.belfry.program;

import dev.belfry.model.Happening;
import dev.belfry.model.Written;
import java.util.List;

/** Something that a rule remembers from one input to the next. */
public sealed interface Operator {
  Shape shape();

  /**
   * What all operators have in common.
   *
   * @param index its number within the rule; what an operator is made of has smaller numbers
   * @param part the part of the rule in which the author wrote it
   * @param id stays the same as long as what the author wrote means the same
   * @param slots the captures that make its key
   * @param uses the topics it depends on
   * @param parts the operators it depends on
   */
  record Shape(
      int index,
      Written.Part part,
      String id,
      List<Integer> slots,
      List<Use> uses,
      List<Integer> parts) {
    public boolean reads(Use use) {
      for (Use own : uses) {
        if (own.index() == use.index()) {
          return true;
        }
      }
      return false;
    }

    /** Whether it depends on what that operator says. */
    public boolean isMadeOf(Operator part) {
      return parts.contains(part.shape().index());
    }
  }

  /**
   * Since when a state holds, and whether it has held for long enough.
   *
   * @param toleratedMillis how long it may be unknown and yet hold on
   */
  record Hold(Shape shape, Node state, long millis, long toleratedMillis) implements Operator {}

  /** Since when there was no message on a topic. */
  record Silence(Shape shape, Spot spot, long millis) implements Operator {}

  /** Whether the first state began after the second last did. */
  record Latch(Shape shape, Node from, Node to) implements Operator {}

  /** Whether the state of a rule without an event holds. */
  record Begin(Shape shape, Node state) implements Operator {}

  /** When a rule ran lately. */
  record Limit(Shape shape, int times, long millis, boolean overall) implements Operator {}

  /**
   * Where the runs are that take time.
   *
   * @param awaited the topics that states read for which runs wait
   * @param parts the operators that such states are made of
   */
  record Runs(Shape shape, List<Use> awaited, List<Integer> parts) implements Operator {}

  /** How it stands with each instance of an alert. */
  record Alarm(Shape shape) implements Operator {}

  /** When a schedule is due next. */
  record Timetable(Shape shape, Happening.Schedule schedule) implements Operator {}

  /** When an event that is counted happened lately. */
  record Tally(Shape shape, int times, long millis) implements Operator {}

  /**
   * Events that wait for another one.
   *
   * @param timed whether it happens when the time is over, not when the other one comes
   * @param loose whether captures of its key may be unbound
   * @param first the topics of the events that wait
   */
  record Sequence(Shape shape, long millis, boolean timed, boolean loose, List<Use> first)
      implements Operator {}
}
