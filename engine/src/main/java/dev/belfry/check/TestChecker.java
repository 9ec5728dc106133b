package dev.belfry.check;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.Step;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks tests. */
final class TestChecker {
  private static final LocalDateTime DEFAULT_START = LocalDateTime.of(2026, 1, 1, 12, 0);

  private final Problems problems;
  private final ValueChecker values;
  private final ActionChecker actions;
  private final List<CheckedAlert> alerts;

  TestChecker(
      Problems problems, ValueChecker values, ActionChecker actions, List<CheckedAlert> alerts) {
    this.alerts = alerts;
    this.problems = problems;
    this.values = values;
    this.actions = actions;
  }

  CheckedTest check(Declaration.Test test, SourceFile file) {
    Scope scope = Scope.of(file, Scope.Place.TEST);
    List<CheckedTest.Step> steps = new ArrayList<>();
    for (Step step : test.steps()) {
      steps.add(new CheckedTest.Step(step.span(), move(step, scope)));
    }
    return new CheckedTest(
        test.name().text(), file, test.name().span(), test.start().orElse(DEFAULT_START), steps);
  }

  private CheckedTest.Move move(Step step, Scope scope) {
    return switch (step) {
      case Step.Given it ->
          new CheckedTest.Move.Given(actions.topic(it.target(), scope), value(it.value(), scope));
      case Step.Send it ->
          new CheckedTest.Move.Send(
              actions.topic(it.target(), scope), value(it.value(), scope), it.retained());
      case Step.After it -> new CheckedTest.Move.After(it.millis());
      case Step.At it -> new CheckedTest.Move.At(it.time());
      case Step.Restart ignored -> new CheckedTest.Move.Restart();
      case Step.Expect it ->
          new CheckedTest.Move.Expect(expectation(it.expectation(), scope), it.withinMillis());
      case Step.Fail it -> fail(it, scope);
      case Step.Acknowledge it ->
          new CheckedTest.Move.Acknowledge(
              it.alert().text(), instance(it.alert(), it.key(), scope));
    };
  }

  private CheckedTest.Move fail(Step.Fail it, Scope scope) {
    if (it.notification()) {
      actions.requireChannel(it.name(), scope);
    } else {
      actions.requireConnector(it.name(), scope);
    }
    return new CheckedTest.Move.Fail(it.notification(), it.name().text(), it.times());
  }

  private CheckedTest.Expectation expectation(Step.Expectation expectation, Scope scope) {
    return switch (expectation) {
      case Step.Expectation.Happens it ->
          new CheckedTest.Expectation.Happens(likeness(it.form(), scope));
      case Step.Expectation.Never it ->
          new CheckedTest.Expectation.Never(likeness(it.form(), scope));
      case Step.Expectation.Nothing ignored -> new CheckedTest.Expectation.Nothing();
      case Step.Expectation.AlertIs it ->
          new CheckedTest.Expectation.AlertIs(
              it.alert().text(),
              instance(it.alert(), it.key(), scope),
              actions
                  .oneOf("state of an alert", it.state(), CheckedTest.Standing.values(), scope)
                  .orElse(CheckedTest.Standing.FIRING));
    };
  }

  /** The captures that name an instance of an alert; absent where the alert alone is named. */
  private Optional<List<String>> instance(Name alert, List<Name> key, Scope scope) {
    values.references().requireAlert(alert, scope);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    alerts.stream()
        .filter(known -> known.name().equals(alert.text()))
        .findFirst()
        .map(TestChecker::captures)
        .filter(captures -> captures.size() != key.size())
        .ifPresent(captures ->
            problems.add(
                scope.file,
                new CheckProblem.OfAlert.WrongKey(key.getFirst().span(), alert.text(), captures)));
    return Optional.of(key.stream().map(Name::text).toList());
  }

  private static List<String> captures(CheckedAlert alert) {
    return alert.captures().stream().filter(name -> !name.equals(CheckedRule.RANGING)).toList();
  }

  private CheckedTest.Likeness likeness(Step.EffectForm form, Scope scope) {
    return switch (form) {
      case Step.EffectForm.Publish it ->
          new CheckedTest.Likeness.Published(
              actions.topic(it.target(), scope),
              it.value().map(value -> value(value, scope)),
              it.retain());
      case Step.EffectForm.Notify it -> {
        actions.requireChannel(it.channel(), scope);
        yield new CheckedTest.Likeness.Notified(
            it.channel().text(),
            it.containing().map(text -> values.template(text, scope).expr()),
            it.with().map(attachment -> actions.attachment(attachment, scope)));
      }
      case Step.EffectForm.Call it -> {
        actions.requireConnector(it.connector(), scope);
        yield new CheckedTest.Likeness.Called(
            it.connector().text(), it.value().map(value -> value(value, scope)));
      }
      case Step.EffectForm.Log it ->
          new CheckedTest.Likeness.Logged(
              it.containing().map(text -> values.template(text, scope).expr()));
    };
  }

  private Expr value(Expression expression, Scope scope) {
    return values.value(expression, scope).expr();
  }
}
