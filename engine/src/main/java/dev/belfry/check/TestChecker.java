package dev.belfry.check;

import dev.belfry.model.CheckedTest;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Step;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks tests. */
final class TestChecker {
  private static final LocalDateTime DEFAULT_START = LocalDateTime.of(2026, 1, 1, 12, 0);

  private final ValueChecker values;
  private final ActionChecker actions;

  TestChecker(ValueChecker values, ActionChecker actions) {
    this.values = values;
    this.actions = actions;
  }

  CheckedTest check(Declaration.Test test, SourceFile file) {
    Scope scope = Scope.of(file, Scope.Place.TEST);
    List<CheckedTest.Step> steps = new ArrayList<>();
    for (Step step : test.steps()) {
      move(step, scope).ifPresent(move -> steps.add(new CheckedTest.Step(step.span(), move)));
    }
    return new CheckedTest(
        test.name().text(), file, test.name().span(), test.start().orElse(DEFAULT_START), steps);
  }

  private Optional<CheckedTest.Move> move(Step step, Scope scope) {
    return switch (step) {
      case Step.Given it ->
          Optional.of(
              new CheckedTest.Move.Given(
                  actions.topic(it.target(), scope), value(it.value(), scope)));
      case Step.Send it ->
          Optional.of(
              new CheckedTest.Move.Send(
                  actions.topic(it.target(), scope), value(it.value(), scope), it.retained()));
      case Step.After it -> Optional.of(new CheckedTest.Move.After(it.millis()));
      case Step.At it -> Optional.of(new CheckedTest.Move.At(it.time()));
      case Step.Restart ignored -> Optional.of(new CheckedTest.Move.Restart());
      case Step.Expect it ->
          expectation(it.expectation(), scope)
              .map(expected -> new CheckedTest.Move.Expect(expected, it.withinMillis()));
      case Step.Fail it -> notYet(it, "`fail`", scope);
      case Step.Acknowledge it -> notYet(it, "`acknowledge`", scope);
    };
  }

  private Optional<CheckedTest.Move> notYet(Step step, String what, Scope scope) {
    values.notYet(step.span(), what, scope);
    return Optional.empty();
  }

  private Optional<CheckedTest.Expectation> expectation(Step.Expectation expectation, Scope scope) {
    return switch (expectation) {
      case Step.Expectation.Happens it ->
          Optional.of(new CheckedTest.Expectation.Happens(likeness(it.form(), scope)));
      case Step.Expectation.Never it ->
          Optional.of(new CheckedTest.Expectation.Never(likeness(it.form(), scope)));
      case Step.Expectation.Nothing ignored -> Optional.of(new CheckedTest.Expectation.Nothing());
      case Step.Expectation.AlertIs it -> {
        values.notYet(it.alert().span(), "`alert`", scope);
        yield Optional.empty();
      }
    };
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
