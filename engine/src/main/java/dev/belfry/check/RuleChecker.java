package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Action;
import dev.belfry.syntax.Declaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks whole rules. */
final class RuleChecker {
  private final Problems problems;
  private final ValueChecker values;
  private final EventChecker events;
  private final ActionChecker actions;

  RuleChecker(
      Problems problems, ValueChecker values, ScheduleChecker schedules, ActionChecker actions) {
    this.problems = problems;
    this.values = values;
    this.events = new EventChecker(problems, values, schedules);
    this.actions = actions;
  }

  CheckedRule check(Declaration.Rule rule, SourceFile file) {
    Scope scope = Scope.of(file, Scope.Place.HEADER);
    Optional<EventChecker.Checked> event = rule.when().map(when -> events.check(when, scope));
    Set<String> given = event.map(EventChecker.Checked::bound).orElse(Set.of());
    Scope guardScope = scope.binding(given);
    Optional<Expr> state = rule.whileState().map(written -> values.state(written, guardScope));
    rule.whileState()
        .ifPresent(written -> checkState(state.orElseThrow(), given, written.span(), scope));
    event.ifPresent(it -> checkHeld(it.happening(), rule.when().orElseThrow().span(), scope));
    checkShape(rule, file);
    Scope actionScope =
        guardScope.at(Scope.Place.ACTION).withMessage(event.map(RuleChecker::messageType));
    List<Deed> then = actions.check(rule.then(), actionScope);
    List<Deed> last = actions.check(rule.last(), actionScope);
    return new CheckedRule(
        rule.name().text(),
        scope.captures(),
        event.map(EventChecker.Checked::happening),
        state,
        rule.limit().map(it -> new CheckedRule.Limit(it.times(), it.millis(), it.overall())),
        rule.mode()
            .flatMap(mode -> actions.oneOf("mode", mode, CheckedRule.Mode.values(), scope))
            .orElse(CheckedRule.Mode.SINGLE),
        then,
        last);
  }

  /** Where no message belongs to an event, `value` is unknown, and goes with everything. */
  private static Type messageType(EventChecker.Checked event) {
    return event.message().orElse(Type.Simple.ANY);
  }

  private void checkShape(Declaration.Rule rule, SourceFile file) {
    if (rule.when().isEmpty() && rule.whileState().isEmpty()) {
      problems.add(file, new CheckProblem.NoTrigger(rule.name().span()));
    }
    if (rule.when().isPresent() && !rule.last().isEmpty()) {
      Action first = rule.last().getFirst();
      problems.add(file, new CheckProblem.FinallyWithEvent(first.span()));
    }
  }

  /** One topic of a state must carry all captures that nothing else binds. */
  void checkState(Expr state, Set<String> given, Span span, Scope scope) {
    List<Integer> free = new ArrayList<>(TopicUses.slots(state));
    free.removeIf(slot -> given.contains(scope.captures().get(slot)));
    requireCarrier(state, free, span, scope);
    requireOneTopicEach(state, span, scope);
    checkParts(state, span, scope);
  }

  /** What is followed over time is followed per key, so it needs a topic that carries its key. */
  private void checkParts(Expr expr, Span span, Scope scope) {
    if (expr instanceof Expr.Lasting || expr instanceof Expr.Until) {
      requireCarrier(expr, TopicUses.slots(expr), span, scope);
    }
    TopicUses.parts(expr).forEach(part -> checkParts(part, span, scope));
  }

  private void checkHeld(Happening happening, Span span, Scope scope) {
    switch (happening) {
      case Happening.Held held -> {
        requireOneTopicEach(held.state(), span, scope);
        checkParts(held.state(), span, scope);
      }
      case Happening.Guarded guarded -> {
        checkHeld(guarded.event(), span, scope);
        List<Integer> free = new ArrayList<>(TopicUses.slots(guarded.state()));
        free.removeAll(bound(guarded.event()));
        requireCarrier(guarded.state(), free, span, scope);
        requireOneTopicEach(guarded.state(), span, scope);
        checkParts(guarded.state(), span, scope);
      }
      case Happening.Either either -> {
        checkHeld(either.left(), span, scope);
        checkHeld(either.right(), span, scope);
      }
      case Happening.Times it -> checkHeld(it.event(), span, scope);
      case Happening.Followed it -> {
        checkHeld(it.first(), span, scope);
        checkHeld(it.second(), span, scope);
      }
      case Happening.NotFollowed it -> {
        checkHeld(it.first(), span, scope);
        checkHeld(it.second(), span, scope);
      }
      case Happening.Silence it -> requireOneTopicEach(it.state(), span, scope);
      case Happening.OnMessage ignored -> {}
      case Happening.Scheduled ignored -> {}
      case Happening.Startup ignored -> {}
    }
  }

  /** The captures that are bound whichever way the event happens. */
  private static Set<Integer> bound(Happening happening) {
    return switch (happening) {
      case Happening.OnMessage it -> Set.copyOf(it.topic().slots());
      case Happening.Held it -> Set.copyOf(TopicUses.slots(it.state()));
      case Happening.Guarded it -> {
        Set<Integer> both = new HashSet<>(bound(it.event()));
        both.addAll(TopicUses.slots(it.state()));
        yield both;
      }
      case Happening.Either it -> {
        Set<Integer> both = new HashSet<>(bound(it.left()));
        both.retainAll(bound(it.right()));
        yield both;
      }
      case Happening.Silence it -> Set.copyOf(it.state().topic().slots());
      case Happening.Times it -> bound(it.event());
      case Happening.Followed it -> {
        Set<Integer> both = new HashSet<>(bound(it.first()));
        both.addAll(bound(it.second()));
        yield both;
      }
      case Happening.NotFollowed it -> bound(it.first());
      case Happening.Scheduled ignored -> Set.of();
      case Happening.Startup ignored -> Set.of();
    };
  }

  private void requireCarrier(Expr expr, List<Integer> slots, Span span, Scope scope) {
    if (!slots.isEmpty() && TopicUses.carrier(expr, slots).isEmpty()) {
      problems.add(
          scope.file,
          new CheckProblem.NoCarrier(span, slots.stream().map(scope.captures()::get).toList()));
    }
  }

  private void requireOneTopicEach(Expr expr, Span span, Scope scope) {
    for (TopicUse use : TopicUses.of(expr)) {
      boolean many =
          use.arguments().stream().anyMatch(TopicUse.Argument.Any.class::isInstance)
              || use.filter().levels().stream().anyMatch(RuleChecker::isWildcard);
      if (many) {
        problems.add(
            scope.file, new CheckProblem.ManyTopics(span, "`" + use.filter().pattern() + "`"));
      }
    }
  }

  private static boolean isWildcard(TopicFilter.Level level) {
    return level instanceof TopicFilter.Level.One || level instanceof TopicFilter.Level.Rest;
  }
}
