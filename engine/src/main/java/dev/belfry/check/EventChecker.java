package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks what stands behind {@code when}. */
final class EventChecker {
  /**
   * A checked event.
   *
   * @param message the type of the message's value, where a message belongs to the event
   * @param bound the captures that are bound whichever way it happens
   */
  record Checked(Happening happening, Optional<Type> message, Set<String> bound) {}

  private final Problems problems;
  private final ValueChecker values;
  private final SequenceChecker sequences;
  private final ScheduleChecker schedules;

  EventChecker(Problems problems, ValueChecker values, ScheduleChecker schedules) {
    this.problems = problems;
    this.values = values;
    this.sequences = new SequenceChecker(problems, this);
    this.schedules = schedules;
  }

  /** The word by which an event is known to its author. */
  static String word(Expression.Event event) {
    return switch (event) {
      case Expression.Updates ignored -> "updates";
      case Expression.Receives ignored -> "receives";
      case Expression.Becomes ignored -> "becomes";
      case Expression.Changes ignored -> "changes";
      case Expression.Rises ignored -> "rises above";
      case Expression.Falls ignored -> "falls below";
      case Expression.Times ignored -> "times";
      case Expression.Followed ignored -> "followed by";
      case Expression.Every ignored -> "every";
      case Expression.At ignored -> "at";
      case Expression.Cron ignored -> "cron";
      case Expression.Startup ignored -> "startup";
    };
  }

  Checked check(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Or or -> either(or, scope);
      case Expression.And and -> guarded(and, scope);
      case Expression.Updates it -> onMessage(it.topic(), new Happening.Change.Updates(), scope);
      case Expression.TopicPattern it -> onMessage(it, new Happening.Change.Updates(), scope);
      case Expression.Receives it -> compared(it.topic(), it.value(), true, scope);
      case Expression.Becomes it -> compared(it.topic(), it.value(), false, scope);
      case Expression.Changes it -> changes(it, scope);
      case Expression.Rises it -> beyond(it.topic(), it.limit(), true, scope);
      case Expression.Falls it -> beyond(it.topic(), it.limit(), false, scope);
      case Expression.Lasting it -> held(it, scope);
      case Expression.Every it -> plain(schedules.every(it, scope.file), scope);
      case Expression.At it -> plain(schedules.at(it, scope.file), scope);
      case Expression.Startup ignored -> plain(new Happening.Startup(), scope);
      case Expression.Times it -> sequences.times(it, scope);
      case Expression.Followed it -> sequences.followed(it, scope);
      case Expression.Cron it -> plain(schedules.cron(it, scope.file), scope);
      case Expression.Silent it -> silence(it, scope);
      default -> stateInWhen(expression, scope);
    };
  }

  private Checked plain(Happening.Schedule schedule, Scope scope) {
    return plain(new Happening.Scheduled(schedule), scope);
  }

  private Checked plain(Happening happening, Scope scope) {
    return new Checked(happening, Optional.empty(), scope.bound());
  }

  private Checked stateInWhen(Expression expression, Scope scope) {
    problems.add(scope.file, new CheckProblem.StateInWhen(expression.span()));
    values.value(expression, scope);
    return new Checked(new Happening.Startup(), Optional.of(Type.Simple.ANY), scope.bound());
  }

  private Checked silence(Expression.Silent it, Scope scope) {
    return values.value(it, scope).expr() instanceof Expr.Silent silent
        ? plain(new Happening.Silence(silent), scope)
        : plain(new Happening.Startup(), scope);
  }

  private Checked either(Expression.Or or, Scope scope) {
    Set<String> before = scope.bound();
    Checked left = check(or.left(), scope.binding(before));
    Checked right = check(or.right(), scope.binding(before));
    Set<String> both = new HashSet<>(left.bound());
    both.retainAll(right.bound());
    return new Checked(
        new Happening.Either(left.happening(), right.happening()),
        joined(left.message(), right.message()),
        both);
  }

  private static Optional<Type> joined(Optional<Type> left, Optional<Type> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.or(() -> right);
    }
    return left.equals(right) ? left : Optional.of(Type.Simple.ANY);
  }

  private Checked guarded(Expression.And and, Scope scope) {
    Checked event = check(and.left(), scope);
    if (isOneMoreDay(and)) {
      List<String> days = new ArrayList<>();
      ((Expression.At) and.left()).days().forEach(day -> days.add(day.text()));
      days.add(((Expression.Reference) and.right()).name().text());
      problems.add(
          scope.file,
          new CheckProblem.DaysJoined(
              and.right().span(), days.stream().map(day -> day.toLowerCase(Locale.ROOT)).toList()));
      return event;
    }
    Scope inner = scope.binding(event.bound()).withMessage(event.message());
    Expr state = values.state(and.right(), inner);
    return new Checked(
        new Happening.Guarded(event.happening(), state), event.message(), inner.bound());
  }

  /** {@code at 07:00 on monday and friday}. */
  private static boolean isOneMoreDay(Expression.And and) {
    return and.left() instanceof Expression.At at
        && !at.days().isEmpty()
        && and.right() instanceof Expression.Reference name
        && Meant.isDay(name.name().text());
  }

  // ---- messages

  private Checked onMessage(Expression topic, Happening.Change change, Scope scope) {
    return onMessage(values.value(topic, scope), change, scope);
  }

  private Checked onMessage(Typed subject, Happening.Change change, Scope scope) {
    return TopicPath.of(subject.expr())
        .map(it ->
            new Checked(
                new Happening.OnMessage(it.topic(), it.path(), change),
                Optional.of(it.topic().decoder().type()),
                scope.bound()))
        .orElseGet(() -> notATopic(subject, scope));
  }

  private Checked notATopic(Typed subject, Scope scope) {
    if (!subject.isWrong()) {
      problems.add(scope.file, new CheckProblem.NotATopic(subject.span()));
    }
    return new Checked(new Happening.Startup(), Optional.of(Type.Simple.ANY), scope.bound());
  }

  private Checked compared(Expression topic, Expression value, boolean each, Scope scope) {
    Typed subject = values.value(topic, scope);
    Expr wanted = equal(subject, value, scope);
    return onMessage(
        subject,
        each ? new Happening.Change.Receives(wanted) : new Happening.Change.Becomes(wanted),
        scope);
  }

  private Expr equal(Typed subject, Expression value, Scope scope) {
    Typed wanted = values.value(value, scope);
    values.comparisons().requireComparable(Expression.Relation.EQUAL, subject, wanted, scope.file);
    return wanted.expr();
  }

  private Checked changes(Expression.Changes it, Scope scope) {
    Typed subject = values.value(it.topic(), scope);
    return onMessage(
        subject,
        new Happening.Change.Changes(
            it.from().map(value -> equal(subject, value, scope)),
            it.to().map(value -> equal(subject, value, scope))),
        scope);
  }

  private Checked beyond(Expression topic, Expression limit, boolean above, Scope scope) {
    Typed subject = values.value(topic, scope);
    Typed checked = values.value(limit, scope);
    Expression.Relation relation = above ? Expression.Relation.MORE : Expression.Relation.LESS;
    values.comparisons().requireComparable(relation, subject, checked, scope.file);
    return onMessage(
        subject,
        above
            ? new Happening.Change.Rises(checked.expr())
            : new Happening.Change.Falls(checked.expr()),
        scope);
  }

  // ---- time

  private Checked held(Expression.Lasting it, Scope scope) {
    Typed state = values.value(it, scope);
    return state.expr() instanceof Expr.Lasting lasting
        ? plain(new Happening.Held(lasting), scope)
        : plain(new Happening.Startup(), scope);
  }
}
