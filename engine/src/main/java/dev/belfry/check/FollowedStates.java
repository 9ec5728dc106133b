package dev.belfry.check;

import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import dev.belfry.source.Span;
import java.util.List;

/** Checks states in actions that are followed over time: as in a header, they are per key. */
final class FollowedStates {
  private final Problems problems;

  FollowedStates(Problems problems) {
    this.problems = problems;
  }

  void check(Expr state, Span span, Scope scope) {
    for (TopicUse use : TopicUses.of(state)) {
      if (isNotFixed(use)) {
        problems.add(
            scope.file, new CheckProblem.ManyTopics(span, "`" + use.filter().pattern() + "`"));
        return;
      }
    }
    List<Integer> slots = TopicUses.slots(state);
    if (!slots.isEmpty() && TopicUses.carrier(state, slots).isEmpty()) {
      problems.add(
          scope.file,
          new CheckProblem.NoCarrier(span, slots.stream().map(scope.captures()::get).toList()));
    }
  }

  /** Whether the key alone does not say which topic it is. */
  private static boolean isNotFixed(TopicUse use) {
    return use.filter().levels().stream().anyMatch(FollowedStates::isWildcard)
        || use.arguments().stream()
            .anyMatch(it ->
                it instanceof TopicUse.Argument.Any || it instanceof TopicUse.Argument.Computed);
  }

  private static boolean isWildcard(TopicFilter.Level level) {
    return level instanceof TopicFilter.Level.One || level instanceof TopicFilter.Level.Rest;
  }
}
