package dev.belfry.parse;

import dev.belfry.parse.RulesParser.StepContext;
import dev.belfry.source.Span;
import dev.belfry.syntax.Step;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds the steps of tests from the parse tree. */
final class Steps {
  private final Phrases phrases;
  private final Actions actions;

  Steps(Phrases phrases, Actions actions) {
    this.phrases = phrases;
    this.actions = actions;
  }

  Step step(StepContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.GivenStepContext given ->
          new Step.Given(actions.target(given.target()), phrases.sum(given.sum()), span);
      case RulesParser.SendStepContext send ->
          new Step.Send(
              actions.target(send.target()),
              phrases.expression(send.expression()),
              send.RETAINED() != null,
              span);
      case RulesParser.AfterStepContext after ->
          new Step.After(Phrases.millis(after.DURATION()), span);
      case RulesParser.AtStepContext at -> new Step.At(Units.time(at.TIME().getSymbol()), span);
      case RulesParser.RestartStepContext restart -> new Step.Restart(span);
      case RulesParser.FailStepContext fail ->
          new Step.Fail(
              fail.NOTIFY() != null,
              Phrases.name(fail.name()),
              Optional.ofNullable(fail.NUMBER()).map(number -> Units.count(number.getSymbol())),
              span);
      case RulesParser.AcknowledgeStepContext acknowledge ->
          new Step.Acknowledge(
              Declarations.quoted(acknowledge.TEXT(0)), key(acknowledge.TEXT()), span);
      case RulesParser.ExpectStepContext expect -> expect(expect.expectation(), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private static List<dev.belfry.syntax.Name> key(List<TerminalNode> texts) {
    return texts.stream().skip(1).map(Declarations::quoted).toList();
  }

  private Step expect(RulesParser.ExpectationContext context, Span span) {
    return switch (context) {
      case RulesParser.NoExpectationContext no ->
          new Step.Expect(
              new Step.Expectation.Never(form(no.effect())), within(no.DURATION()), span);
      case RulesParser.NothingExpectationContext nothing ->
          new Step.Expect(new Step.Expectation.Nothing(), within(nothing.DURATION()), span);
      case RulesParser.AlertExpectationContext alert ->
          new Step.Expect(
              new Step.Expectation.AlertIs(
                  Declarations.quoted(alert.TEXT(0)),
                  key(alert.TEXT()),
                  Phrases.name(alert.name())),
              Optional.empty(),
              span);
      case RulesParser.EffectExpectationContext effect ->
          new Step.Expect(
              new Step.Expectation.Happens(form(effect.effect())), within(effect.DURATION()), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }

  private static Optional<Long> within(@Nullable TerminalNode duration) {
    return Optional.ofNullable(duration).map(Phrases::millis);
  }

  private Step.EffectForm form(RulesParser.EffectContext context) {
    Span span = Phrases.span(context);
    return switch (context) {
      case RulesParser.PublishEffectContext publish ->
          new Step.EffectForm.Publish(
              actions.target(publish.target()),
              Optional.ofNullable(publish.sum()).map(phrases::sum),
              publish.RETAIN() != null,
              span);
      case RulesParser.NotifyEffectContext notify ->
          new Step.EffectForm.Notify(
              Phrases.name(notify.name()),
              Optional.ofNullable(notify.TEXT()).map(actions::template),
              Optional.ofNullable(notify.attachment()).map(actions::attachment),
              span);
      case RulesParser.CallEffectContext call ->
          new Step.EffectForm.Call(
              Phrases.name(call.name()), Optional.ofNullable(call.sum()).map(phrases::sum), span);
      case RulesParser.LogEffectContext log ->
          new Step.EffectForm.Log(Optional.ofNullable(log.TEXT()).map(actions::template), span);
      default -> throw new IllegalStateException(context.getText());
    };
  }
}
