package dev.belfry.rehearsal;

import dev.belfry.codec.Printed;
import dev.belfry.effect.AlertStatus;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.machine.AlertInstance;
import dev.belfry.machine.Input;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.CheckedTest.Expectation;
import dev.belfry.model.CheckedTest.Move;
import dev.belfry.model.Expr;
import dev.belfry.program.Closed;
import dev.belfry.program.Program;
import dev.belfry.program.Timetables;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Runs one test in virtual time against the machine that the service runs. */
public final class Rehearsal {
  private final CheckedTest test;
  private final ZoneId zone;
  private final Clockwork clockwork;
  private boolean sending;

  private Rehearsal(Program program, CheckedTest test) {
    this.test = test;
    this.zone = program.site().zone();
    this.clockwork = new Clockwork(program, Timetables.instantOf(test.start(), zone));
  }

  /** Runs a test of a program from its start to its end, or to the first step that fails. */
  public static TestResult run(Program program, CheckedTest test) {
    return new Rehearsal(program, test).run();
  }

  private TestResult run() {
    clockwork.start();
    for (CheckedTest.Step step : test.steps()) {
      clockwork.note(written(step));
      if (!perform(step.move())) {
        return new TestResult(
            test,
            Optional.of(
                new TestResult.Failure(
                    step.span(), written(step), instead(step.move()), clockwork.timeline())));
      }
    }
    return new TestResult(test, Optional.empty());
  }

  private String written(CheckedTest.Step step) {
    return test.file().text(step.span()).replaceAll("\\s*\\R\\s*", " ");
  }

  /** Performs a move; false if an expectation is not met. */
  private boolean perform(Move move) {
    begin(move);
    switch (move) {
      case Move.Given it ->
          clockwork.step(new Input.Supposed(now(), message(it.topic(), it.value(), false)));
      case Move.Send it ->
          clockwork.step(new Input.Arrived(now(), message(it.topic(), it.value(), it.retained())));
      case Move.After it -> clockwork.moveTo(now() + it.millis());
      case Move.At it -> clockwork.moveTo(next(it));
      case Move.Restart ignored -> clockwork.restart();
      case Move.Fail it ->
          clockwork
              .deliveries()
              .fail(it.channel(), it.name(), it.times().orElse(Integer.MAX_VALUE));
      case Move.Acknowledge it -> acknowledge(it);
      case Move.Expect it -> {
        return isMet(it);
      }
    }
    return true;
  }

  /** What is expected is looked for since the last stimulus; a run of messages is one. */
  private void begin(Move move) {
    boolean send = move instanceof Move.Send;
    boolean stimulus =
        send
            || move instanceof Move.After
            || move instanceof Move.At
            || move instanceof Move.Restart;
    if (stimulus && !(send && sending)) {
      clockwork.effects().clear();
    }
    sending = send;
  }

  private long now() {
    return clockwork.nowMillis();
  }

  private static Message message(Expr topic, Expr value, boolean retained) {
    Message message =
        Message.published(
            Printed.text(Closed.value(topic)), Printed.payload(Closed.value(value)), 0, false);
    return retained ? message.asReplayed() : message;
  }

  private long next(Move.At at) {
    LocalDateTime now = Instant.ofEpochMilli(now()).atZone(zone).toLocalDateTime();
    LocalDateTime today = now.toLocalDate().atTime(at.time());
    long due = Timetables.instantOf(today, zone);
    return due > now() ? due : Timetables.instantOf(today.plusDays(1), zone);
  }

  // ---- alerts

  private void acknowledge(Move.Acknowledge it) {
    if (it.key().isEmpty()) {
      clockwork.step(new Input.Acknowledged(now(), it.alert(), Optional.empty()));
      return;
    }
    for (AlertInstance instance : instances(it.alert(), it.key())) {
      clockwork.step(
          new Input.Acknowledged(now(), it.alert(), Optional.of(instance.origin().key())));
    }
  }

  private List<AlertInstance> instances(String alert, Optional<List<String>> key) {
    return clockwork.alerts().stream()
        .filter(it -> it.origin().name().equals(alert))
        .filter(it -> key.isEmpty() || List.copyOf(it.origin().key().values()).equals(key.get()))
        .toList();
  }

  /** Whether an instance is in a state; one that fires and tells nobody fires all the same. */
  private static boolean is(AlertStatus status, CheckedTest.Standing standing) {
    return switch (standing) {
      case FIRING -> status.state() == AlertStatus.State.FIRING;
      case ACKNOWLEDGED -> status.state() == AlertStatus.State.ACKNOWLEDGED;
      case RESOLVED -> status.state() == AlertStatus.State.RESOLVED;
      case INHIBITED -> status.state() != AlertStatus.State.RESOLVED && status.inhibited();
      case SILENCED -> status.state() != AlertStatus.State.RESOLVED && status.silenced();
    };
  }

  // ---- expectations

  private boolean isMet(Move.Expect expect) {
    long until = now() + expect.withinMillis().orElse(0L);
    return switch (expect.expectation()) {
      case Expectation.Happens it -> happensUntil(it, until);
      case Expectation.Never it -> {
        waitUntil(until);
        yield clockwork.effects().stream()
            .noneMatch(effect -> Likenesses.isLike(effect, it.likeness()));
      }
      case Expectation.AlertIs it ->
          instances(it.alert(), it.key()).stream()
              .anyMatch(instance -> is(instance.status(), it.standing()));
      case Expectation.Nothing ignored -> {
        waitUntil(until);
        yield clockwork.effects().isEmpty();
      }
    };
  }

  private void waitUntil(long millis) {
    if (millis > now()) {
      clockwork.moveTo(millis);
    }
  }

  private boolean happensUntil(Expectation.Happens expected, long until) {
    while (true) {
      List<Effect> effects = clockwork.effects();
      for (int i = 0; i < effects.size(); i++) {
        if (Likenesses.isLike(effects.get(i), expected.likeness())) {
          effects.remove(i);
          return true;
        }
      }
      if (now() >= until) {
        return false;
      }
      clockwork.moveTo(Math.min(until, Math.max(now() + 1, clockwork.nextDueMillis())));
    }
  }

  /** What is there in place of what is expected. */
  private List<String> instead(Move move) {
    return move instanceof Move.Expect expect
            && expect.expectation() instanceof Expectation.AlertIs asked
        ? instances(asked.alert(), Optional.empty()).stream().map(Shown::alert).toList()
        : clockwork.effects().stream().map(Shown::effect).toList();
  }
}
