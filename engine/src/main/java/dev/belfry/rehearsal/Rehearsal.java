package dev.belfry.rehearsal;

import dev.belfry.codec.Printed;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
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
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one test in virtual time against the machine that the service runs. */
public final class Rehearsal {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Program program;
  private final CheckedTest test;
  private final ZoneId zone;

  /** What a store would hold. */
  private final Map<String, Payload> store = new LinkedHashMap<>();

  private final List<Effect> effects = new ArrayList<>();
  private final List<String> timeline = new ArrayList<>();
  private Machine machine = Machine.fresh();
  private long nowMillis;
  private boolean sending;

  private Rehearsal(Program program, CheckedTest test) {
    this.program = program;
    this.test = test;
    this.zone = program.site().zone();
    this.nowMillis = Timetables.instantOf(test.start(), zone);
  }

  /** Runs a test of a program from its start to its end, or to the first step that fails. */
  public static TestResult run(Program program, CheckedTest test) {
    return new Rehearsal(program, test).run();
  }

  private TestResult run() {
    step(new Input.Started(nowMillis, program));
    for (CheckedTest.Step step : test.steps()) {
      timeline.add(clock(nowMillis) + "  " + written(step));
      if (!perform(step.move())) {
        return new TestResult(
            test,
            Optional.of(
                new TestResult.Failure(
                    step.span(),
                    written(step),
                    effects.stream().map(Shown::effect).toList(),
                    List.copyOf(timeline))));
      }
    }
    return new TestResult(test, Optional.empty());
  }

  private String written(CheckedTest.Step step) {
    return test.file().text(step.span()).replaceAll("\\s+", " ");
  }

  /** Performs a move; false if an expectation is not met. */
  private boolean perform(Move move) {
    boolean send = move instanceof Move.Send;
    boolean stimulus = send || !(move instanceof Move.Given || move instanceof Move.Expect);
    if (stimulus && !(send && sending)) {
      effects.clear();
    }
    sending = send;
    switch (move) {
      case Move.Given it ->
          step(new Input.Supposed(nowMillis, message(it.topic(), it.value(), false)));
      case Move.Send it ->
          step(new Input.Arrived(nowMillis, message(it.topic(), it.value(), it.retained())));
      case Move.After it -> moveTo(nowMillis + it.millis());
      case Move.At it -> moveTo(next(it));
      case Move.Restart ignored -> restart();
      case Move.Fail ignored -> throw new IllegalStateException("not built");
      case Move.Acknowledge ignored -> throw new IllegalStateException("not built");
      case Move.Expect it -> {
        return isMet(it);
      }
    }
    return true;
  }

  private static Message message(Expr topic, Expr value, boolean retained) {
    Message message =
        Message.published(
            Printed.text(Closed.value(topic)), Printed.payload(Closed.value(value)), 0, false);
    return retained ? message.asReplayed() : message;
  }

  // ---- the clock

  private void step(Input input) {
    List<Effect> brought = machine.step(input).effects();
    for (Effect effect : brought) {
      timeline.add(
          clock(effect.timeMillis()) + "    " + Shown.origin(effect) + ": " + Shown.effect(effect));
    }
    effects.addAll(brought);
    for (Entry entry : machine.drainChanges()) {
      entry
          .value()
          .ifPresentOrElse(value -> store.put(entry.key(), value), () -> store.remove(entry.key()));
    }
  }

  private void moveTo(long millis) {
    nowMillis = millis;
    step(new Input.Tick(millis));
  }

  private long next(Move.At at) {
    LocalDateTime now = Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDateTime();
    LocalDateTime today = now.toLocalDate().atTime(at.time());
    long due = Timetables.instantOf(today, zone);
    return due > nowMillis ? due : Timetables.instantOf(today.plusDays(1), zone);
  }

  private void restart() {
    List<Entry> entries =
        store.entrySet().stream()
            .map(piece -> new Entry(piece.getKey(), Optional.of(piece.getValue())))
            .toList();
    machine = Machine.restored(entries);
    step(new Input.Started(nowMillis, program));
  }

  private String clock(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).format(CLOCK);
  }

  // ---- expectations

  private boolean isMet(Move.Expect expect) {
    long until = nowMillis + expect.withinMillis().orElse(0L);
    return switch (expect.expectation()) {
      case Expectation.Happens it -> happensUntil(it, until);
      case Expectation.Never it -> {
        waitUntil(until);
        yield effects.stream().noneMatch(effect -> Likenesses.isLike(effect, it.likeness()));
      }
      case Expectation.AlertIs ignored -> throw new IllegalStateException("not built");
      case Expectation.Nothing ignored -> {
        waitUntil(until);
        yield effects.isEmpty();
      }
    };
  }

  private void waitUntil(long millis) {
    if (millis > nowMillis) {
      moveTo(millis);
    }
  }

  private boolean happensUntil(Expectation.Happens expected, long until) {
    while (true) {
      for (int i = 0; i < effects.size(); i++) {
        if (Likenesses.isLike(effects.get(i), expected.likeness())) {
          effects.remove(i);
          return true;
        }
      }
      if (nowMillis >= until) {
        return false;
      }
      moveTo(Math.min(until, Math.max(nowMillis + 1, machine.nextDueMillis())));
    }
  }
}
