package dev.belfry.service.loop;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.machine.Input;
import dev.belfry.machine.Outcome;
import dev.belfry.machine.Report;
import dev.belfry.program.Program;
import dev.belfry.record.Recorded;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.store.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One turn after the other: step, commit, tell, hand on. Runs on the loop's thread alone. */
final class Turns {
  /** So often the time is written though nothing happens: after a power cut it tells since when. */
  static final long HEARTBEAT_MILLIS = 60_000;

  private final Steps machine;
  private final SteadyClock clock;
  private final LoopPorts ports;
  private final LoopMetrics metrics;
  private final Commits commits;
  private final Parcels parcels;
  private final Packets packets;
  private final Delta delta = new Delta();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private final List<Recorded> recorded = new ArrayList<>();

  /** What the store will hold, once the delta is in it. */
  private Sources sources;

  private long lastInputMillis = Long.MIN_VALUE;
  private long lastCommitMillis = Long.MIN_VALUE;

  Turns(
      Steps machine,
      Contents stored,
      SteadyClock clock,
      LoopPorts ports,
      LoopMetrics metrics,
      Commits commits) {
    this.machine = machine;
    this.clock = clock;
    this.ports = ports;
    this.metrics = metrics;
    this.commits = commits;
    this.parcels =
        new Parcels(stored.id(), stored.run().map(RunRecord::nextParcel).orElse(1L), ports.post());
    this.sources = stored.sources();
    this.packets = new Packets(stored.received(), clock.millis());
  }

  /** The first turn: the machine starts. */
  void start(Ruleset rules, Optional<Program> earlier) throws InterruptedException {
    long wallOffsetMillis = clock.step().orElse(0);
    long stoppedMillis = machine.nowMillis();
    long startMillis = next(clock.millis());
    recorded.add(
        new Recorded.Restart(
            startMillis,
            stoppedMillis == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(stoppedMillis),
            OptionalLong.of(startMillis + wallOffsetMillis)));
    step(new Input.Started(startMillis, wallOffsetMillis, rules.program(), earlier));
    keep(rules);
    delta.hurry();
    turn(List.of());
  }

  /** Handles what came in, and whatever is due. */
  void turn(List<Work> work) throws InterruptedException {
    clock.step().ifPresent(offset -> step(new Input.ClockStepped(next(clock.millis()), offset)));
    work.forEach(this::step);
    if (machine.nextDueMillis() <= clock.millis()) {
      step(new Input.Tick(next(clock.millis())));
    }
    delta.add(machine.drainChanges(), lastInputMillis);
    List<Parcel> committed = List.of();
    if (commitDueMillis() <= clock.millis()) {
      committed = delta.parcels();
      if (!commit(false)) {
        return;
      }
    }
    record();
    work.forEach(each -> each.done().complete(null));
    handOn(committed);
  }

  /** The last turn: what nobody waited for is written as well. */
  void end() throws InterruptedException {
    commit(true);
  }

  /** How long the loop may rest before something is due, at most so many milliseconds. */
  long restMillis(long most) {
    long now = clock.millis();
    long due = Math.min(machine.nextDueMillis(), commitDueMillis());
    return due <= now ? 0 : Math.min(most, due - now);
  }

  private long commitDueMillis() {
    return Math.min(delta.dueMillis(), lastCommitMillis + HEARTBEAT_MILLIS);
  }

  private boolean commit(boolean ended) throws InterruptedException {
    if (!commits.write(delta.batch(new RunRecord(clock.reading(), parcels.next(), ended)))) {
      return false;
    }
    lastCommitMillis = clock.millis();
    packets.safe(lastCommitMillis);
    delta.clear();
    return true;
  }

  private void step(Work work) {
    switch (work) {
      case Work.Arrival arrival -> {
        Message message = arrival.message();
        if (message.retain() && !message.replayed()) {
          delta.retain(message);
        }
        arrival
            .packet()
            .ifPresent(packet -> delta.receive(packet, packets.add(packet, clock.millis())));
        if (message.qos() > 0) {
          delta.hurry();
        }
        step(new Input.Arrived(next(arrival.timeMillis()), message));
      }
      case Work.Repeat repeat -> packets.repeated(repeat.packet(), clock.millis());
      case Work.Order order -> {
        delta.hurry();
        Outcome outcome = step(order.input().apply(next(clock.millis())));
        order.reports().addAll(outcome.reports());
      }
      case Work.Question question -> question.look().accept(machine);
      case Work.Settled settled -> delta.settle(settled.settlement(), clock.millis());
      case Work.Exchange exchange -> {
        delta.hurry();
        step(new Input.Reloaded(next(clock.millis()), exchange.rules().program()));
        keep(exchange.rules());
      }
    }
  }

  /** What the rules are made of is committed together with the state that is theirs. */
  private void keep(Ruleset rules) {
    if (!rules.sources().equals(sources)) {
      sources = rules.sources();
      delta.keep(sources);
    }
  }

  private Outcome step(Input input) {
    if (Recorded.isRecorded(input)) {
      recorded.add(new Recorded.Happened(input));
    }
    Outcome outcome = machine.step(input);
    metrics.stepped();
    reports.addAll(outcome.reports());
    for (Effect effect : outcome.effects()) {
      effects.add(effect);
      switch (effect) {
        case Effect.Publish publish -> publish(publish);
        case Effect.Alert alert -> publish(alert.published());
        case Effect.Notify notification -> send(notification);
        case Effect.Call call -> send(call);
        case Effect.Log ignored -> {}
      }
    }
    return outcome;
  }

  private void publish(Effect.Publish publish) {
    if (publish.retain()) {
      delta.retain(Message.published(publish.topic(), publish.payload(), publish.qos(), true));
    }
    send(publish);
  }

  private void send(Effect effect) {
    parcels.of(effect, lastInputMillis).forEach(delta::send);
  }

  /** The time of the next input: those of two senders may overtake one another on their way. */
  private long next(long timeMillis) {
    lastInputMillis = Math.max(lastInputMillis, timeMillis);
    return lastInputMillis;
  }

  private void record() {
    recorded.forEach(ports.recorder()::record);
    effects.forEach(ports.recorder()::record);
    ports.recorder().flush();
    recorded.clear();
  }

  private void handOn(List<Parcel> committed) {
    ports.post().send(committed);
    long wallMillis = clock.reading().wallMillis();
    for (Report report : reports) {
      metrics.reported(report);
      ports.observer().reported(wallMillis, report);
    }
    for (Effect effect : effects) {
      metrics.effect(effect);
      switch (effect) {
        case Effect.Alert alert -> ports.observer().alerted(wallMillis, alert);
        case Effect.Log line -> ports.observer().logged(wallMillis, line);
        case Effect.Publish ignored -> {}
        case Effect.Notify ignored -> {}
        case Effect.Call ignored -> {}
      }
    }
    reports.clear();
    effects.clear();
  }
}
