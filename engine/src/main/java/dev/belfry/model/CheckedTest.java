package dev.belfry.model;

import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** A test whose names and types are known. Its expressions stand for themselves. */
public record CheckedTest(
    String name, SourceFile file, Span span, LocalDateTime start, List<Step> steps) {
  /** One step and where it stands. */
  public record Step(Span span, Move move) {}

  /** What a step does. */
  public sealed interface Move {
    /** Sets a fact without a message. */
    record Given(Expr topic, Expr value) implements Move {}

    /** Sends a message. */
    record Send(Expr topic, Expr value, boolean retained) implements Move {}

    /** Moves the clock by so much. */
    record After(long millis) implements Move {}

    /** Moves the clock to the next such time. */
    record At(LocalTime time) implements Move {}

    /** Stops and starts from what is durable. */
    record Restart() implements Move {}

    /**
     * A channel or connector fails.
     *
     * @param times how many deliveries; all that follow where it is absent
     */
    record Fail(boolean channel, String name, Optional<Integer> times) implements Move {}

    /** A person acknowledges an alert: the instance with this key, or all of them. */
    record Acknowledge(String alert, Optional<List<String>> key) implements Move {}

    /** Looks at the effects, for at most so long. */
    record Expect(Expectation expectation, Optional<Long> withinMillis) implements Move {}
  }

  /** What is expected. */
  public sealed interface Expectation {
    /** One effect like this, which it uses up. */
    record Happens(Likeness likeness) implements Expectation {}

    /** No effect like this. */
    record Never(Likeness likeness) implements Expectation {}

    /** An alert is in this state now: the instance with this key, or some instance. */
    record AlertIs(String alert, Optional<List<String>> key, Standing standing)
        implements Expectation {}

    /** No effect that is left. */
    record Nothing() implements Expectation {}
  }

  /** What can be asked of an alert. */
  public enum Standing {
    FIRING,
    ACKNOWLEDGED,
    RESOLVED,
    INHIBITED,
    SILENCED
  }

  /** What an effect is like. */
  public sealed interface Likeness {
    /** A message on this topic, with this value if one is named. */
    record Published(Expr topic, Optional<Expr> value, boolean retain) implements Likeness {}

    /** A notification over this channel. */
    record Notified(String channel, Optional<Expr> containing, Optional<Deed.Attachment> attachment)
        implements Likeness {}

    /** A call of this connector. */
    record Called(String connector, Optional<Expr> value) implements Likeness {}

    /** A line of the log. */
    record Logged(Optional<Expr> containing) implements Likeness {}
  }
}
