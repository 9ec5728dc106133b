package dev.belfry.check;

import dev.belfry.model.Happening;
import dev.belfry.syntax.Expression;
import java.util.HashSet;
import java.util.Set;

/** Checks events that are made of several in a row. */
final class SequenceChecker {
  /** How many events are counted; as many are remembered for each key. */
  private static final int MOST_TIMES = 1_000;

  private final Problems problems;
  private final EventChecker events;

  SequenceChecker(Problems problems, EventChecker events) {
    this.problems = problems;
    this.events = events;
  }

  EventChecker.Checked times(Expression.Times it, Scope scope) {
    EventChecker.Checked event = events.check(it.event(), scope);
    if (it.count() > MOST_TIMES) {
      problems.add(scope.file, new CheckProblem.TooMany(it.written(), it.count(), MOST_TIMES));
    }
    return new EventChecker.Checked(
        new Happening.Times(event.happening(), it.count(), it.millis()),
        event.message(),
        event.bound());
  }

  /** Each side is an event of its own: what one binds is not known to the other. */
  EventChecker.Checked followed(Expression.Followed it, Scope scope) {
    Set<String> before = scope.bound();
    EventChecker.Checked first = events.check(it.first(), scope.binding(before));
    EventChecker.Checked second = events.check(it.second(), scope.binding(before));
    if (it.not()) {
      return new EventChecker.Checked(
          new Happening.NotFollowed(first.happening(), second.happening(), it.millis()),
          first.message(),
          first.bound());
    }
    Set<String> both = new HashSet<>(first.bound());
    both.addAll(second.bound());
    return new EventChecker.Checked(
        new Happening.Followed(first.happening(), second.happening(), it.millis()),
        second.message(),
        both);
  }
}
