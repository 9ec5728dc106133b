package dev.belfry.service.simulation;

import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.machine.Entry;
import dev.belfry.machine.Input;
import dev.belfry.machine.Machine;
import dev.belfry.machine.Outcome;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.Run;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.loop.Steps;
import dev.belfry.service.outbox.Carrier;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.OutboxListener;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Batch;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Storage;
import dev.belfry.service.store.StoreException;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The service from one start to the end that the power or a person puts to it. At whatever it does
 * towards the world the power may fail, before it or right after.
 */
final class Life implements Steps, Storage, Carrier, LoopObserver, OutboxListener, Recorder {
  /** What is due happens within this time, unless something hinders the loop. */
  private static final long LATEST_MILLIS = 150;

  private static final long MOST_UNTRUE_MILLIS = 100;

  private final Setting setting;
  private final Computer computer;
  private final Disk disk;
  private final Checker checker;
  private final Sinks sinks;
  private final Machine machine;
  private final SteadyClock clock;
  private final Run run;
  private final Hub hub;
  private final Contents stored;
  private final Deque<Input> toRecord = new ArrayDeque<>();
  private final long steadyAheadMillis;
  private boolean on = true;

  /** Since when nothing has hindered the loop, in steady time. */
  private long freeSinceMillis;

  Life(
      Setting setting,
      Computer computer,
      Disk disk,
      Checker checker,
      Sinks sinks,
      OutboxLimits limits) {
    this.setting = setting;
    this.computer = computer;
    this.disk = disk;
    this.checker = checker;
    this.sinks = sinks;
    this.stored = disk.load();
    this.machine = Run.machine(stored);
    this.clock = setting.clocks().steady(stored.clock());
    this.steadyAheadMillis = clock.millis() - setting.timeline().nowMillis();
    this.run =
        Run.of(
            stored,
            this,
            this,
            clock,
            new Run.Ports(
                Sinks::addresses,
                this,
                this,
                limits,
                this::later,
                setting.luck().random(),
                this,
                this,
                new CompositeMeterRegistry(),
                Optional.of(this::isEndAfter)));
    this.hub = new Hub(this, checker, stored.received());
  }

  boolean isOn() {
    return on;
  }

  /** The power is off, or the service has ended. */
  void end() {
    on = false;
  }

  Loop loop() {
    return run.loop();
  }

  Outbox outbox() {
    return run.outbox();
  }

  Hub hub() {
    return hub;
  }

  Contents stored() {
    return stored;
  }

  long steadyMillis() {
    return clock.millis();
  }

  /** Delivers what is left, starts, and learns what the broker retains. */
  void begin(Ruleset rules, Optional<Program> earlier) throws InterruptedException {
    Program program = rules.program();
    run.open();
    run.loop().begin(rules, earlier);
    hindered();
    for (Message message : stored.retained()) {
      if (program.reads(message.topic()) && !machine.remembers(message.topic())) {
        var unused = run.loop().accept(message.asReplayed());
      }
    }
  }

  /** The loop could not turn until now. */
  void hindered() {
    freeSinceMillis = clock.millis();
  }

  /** The loop has not turned since its clock stood still. */
  void asleep() {
    freeSinceMillis = Long.MAX_VALUE;
  }

  private void check() {
    if (!on) {
      throw new PowerCut();
    }
  }

  private void danger(String where) {
    check();
    if (setting.luck().cut()) {
      throw computer.cut(where);
    }
  }

  private void later(long millis, Runnable task) {
    setting
        .timeline()
        .after(
            millis,
            () -> {
              if (on) {
                task.run();
              }
            });
  }

  private boolean isEndAfter(long millis) {
    computer.passWhileBusy(millis);
    check();
    hindered();
    return false;
  }

  // ---- the machine, looked at

  @Override
  public Outcome step(Input input) {
    danger("before a step");
    if (input instanceof Input.Tick tick) {
      lookAtTime(tick);
    }
    Outcome outcome = machine.step(input);
    setting.trace().note("step %s: %s", input, outcome.effects());
    checker.stepped(input, outcome.effects());
    if (Recorded.isRecorded(input)) {
      toRecord.add(input);
    }
    return outcome;
  }

  /** Steady time is true from start to end, and nothing is late for which there was time. */
  private void lookAtTime(Input.Tick tick) {
    long ahead = tick.timeMillis() - setting.timeline().nowMillis() - steadyAheadMillis;
    long lateMillis = tick.timeMillis() - machine.nextDueMillis();
    if (Math.abs(ahead) > MOST_UNTRUE_MILLIS) {
      checker.fail("steady time is ahead by " + ahead + " ms: " + tick);
    }
    if (machine.nextDueMillis() >= freeSinceMillis && lateMillis > LATEST_MILLIS) {
      checker.fail("late by " + lateMillis + " ms: " + tick);
    }
  }

  @Override
  public long nextDueMillis() {
    return machine.nextDueMillis();
  }

  @Override
  public long nowMillis() {
    return machine.nowMillis();
  }

  @Override
  public List<Entry> drainChanges() {
    return machine.drainChanges();
  }

  @Override
  public List<String> switchedOff() {
    return machine.switchedOff();
  }

  // ---- the store

  @Override
  public void commit(Batch batch) throws StoreException {
    danger("before a commit");
    disk.commit(batch);
    setting.trace().note("committed, with %s", batch.parcels().stream().map(Parcel::id).toList());
    danger("after a commit");
  }

  @Override
  public void reopen() throws StoreException {
    danger("while opening the store anew");
    disk.reopen();
  }

  // ---- the recording

  @Override
  @SuppressWarnings("ReferenceEquality") // equal inputs may be two
  public void record(Recorded recorded) {
    if (recorded instanceof Recorded.Happened it && toRecord.poll() != it.input()) {
      checker.fail("recorded out of turn: " + it);
    }
  }

  @Override
  public void record(Effect effect) {}

  @Override
  public void flush() {
    danger("after the recording, before the acknowledgement");
    if (!toRecord.isEmpty()) {
      checker.fail("not recorded: " + toRecord);
    }
  }

  // ---- deliveries

  @Override
  public CompletionStage<Attempt> carry(Parcel parcel) {
    danger("before an attempt");
    setting.trace().note("  attempt %s for %s %s", parcel.id(), parcel.sink(), parcel.target());
    CompletionStage<Attempt> attempt = sinks.carry(this, parcel);
    danger("within an attempt");
    return attempt;
  }

  @Override
  public void release(Parcel last) {
    check();
  }

  @Override
  public void failed(Parcel parcel, int attempts, String reason) {
    setting.trace().note("  %s failed: %s", parcel.id(), reason);
  }

  @Override
  public void delivered(Parcel parcel, int attempts, String note) {
    setting.trace().note("  %s delivered", parcel.id());
  }

  @Override
  public void gaveUp(DeadLetter letter) {
    checker.gaveUp(letter);
    setting.trace().note("  %s given up: %s", letter.parcel().id(), letter.reason());
  }

  // ---- what people see

  @Override
  public void reported(long wallMillis, Report report) {
    check();
  }

  @Override
  public void logged(long wallMillis, Effect.Log line) {
    check();
  }

  @Override
  public void alerted(long wallMillis, Effect.Alert alert) {
    check();
  }

  @Override
  public void storeFailed(String words) {
    check();
  }

  @Override
  public void storeRecovered() {
    check();
  }
}
