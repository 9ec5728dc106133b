package dev.belfry.syntax;

import dev.belfry.source.Span;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** One step of a test. */
public sealed interface Step {
  Span span();

  /** {@code given topic is value}. */
  record Given(Target target, Expression value, Span span) implements Step {}

  /** {@code send topic value retained}. */
  record Send(Target target, Expression value, boolean retained, Span span) implements Step {}

  /** {@code after D}. */
  record After(long millis, Span span) implements Step {}

  /** {@code at 06:00}. */
  record At(LocalTime time, Span span) implements Step {}

  /** {@code restart}. */
  record Restart(Span span) implements Step {}

  /** {@code fail notify owner 3 times}. */
  record Fail(boolean notification, Name name, Optional<Integer> times, Span span)
      implements Step {}

  /** {@code acknowledge alert "name" for "key"}. */
  record Acknowledge(Name alert, List<Name> key, Span span) implements Step {}

  /** {@code expect …}. */
  record Expect(Expectation expectation, Optional<Long> withinMillis, Span span) implements Step {}

  /** What a test expects. */
  sealed interface Expectation {
    /** An effect of this form. */
    record Happens(EffectForm form) implements Expectation {}

    /** No effect of this form. */
    record Never(EffectForm form) implements Expectation {}

    /** No effect that is left. */
    record Nothing() implements Expectation {}

    /** The state of an alert. */
    record AlertIs(Name alert, List<Name> key, Name state) implements Expectation {}
  }

  /** What an effect looks like. */
  sealed interface EffectForm {
    Span span();

    /** {@code publish target value retain}. */
    record Publish(Target target, Optional<Expression> value, boolean retain, Span span)
        implements EffectForm {}

    /** {@code notify channel containing "…" with snapshot of camera}. */
    record Notify(
        Name channel, Optional<Template> containing, Optional<Action.Attachment> with, Span span)
        implements EffectForm {}

    /** {@code call connector value}. */
    record Call(Name connector, Optional<Expression> value, Span span) implements EffectForm {}

    /** {@code log containing "…"}. */
    record Log(Optional<Template> containing, Span span) implements EffectForm {}
  }
}
