package dev.belfry.service;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Machine;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.LoopPorts;
import dev.belfry.service.loop.Pause;
import dev.belfry.service.loop.Post;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.loop.Steps;
import dev.belfry.service.outbox.Carrier;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.Outbox.OutboxClock;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.OutboxListener;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Wakeup;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Loop and outbox of one run, which go on from what the store holds of the runs before it. */
public final class Run {
  private final Contents stored;
  private final Outbox outbox;
  private final Loop loop;

  /**
   * What a run needs beside its store, machine and clock.
   *
   * @param addresses to whom an effect goes
   * @param pause how the loop waits after a failed commit; absent: as long as it takes, in its
   *     thread
   */
  public record Ports(
      Function<Effect, List<Post.Address>> addresses,
      Carrier carrier,
      OutboxListener deliveries,
      OutboxLimits limits,
      Wakeup wakeup,
      RandomGenerator random,
      LoopObserver observer,
      Recorder recorder,
      MeterRegistry metrics,
      Optional<Pause> pause) {}

  private Run(Contents stored, Outbox outbox, Loop loop) {
    this.stored = stored;
    this.outbox = outbox;
    this.loop = loop;
  }

  /** The machine as it was stored. */
  public static Machine machine(Contents stored) {
    return stored.entries().isEmpty() ? Machine.fresh() : Machine.restored(stored.entries());
  }

  /**
   * A run in which nothing happens yet. It alone uses machine and storage from here on.
   *
   * @param machine {@link #machine} of what is stored
   * @param clock that goes on from what is stored
   */
  public static Run of(
      Contents stored, Storage storage, Steps machine, SteadyClock clock, Ports ports) {
    Outbox outbox =
        new Outbox(
            ports.carrier,
            ports.deliveries,
            new OutboxClock(clock::millis, clock::wallMillis, ports.wakeup),
            ports.limits,
            ports.random,
            stored.deadLetters());
    LoopPorts loopPorts =
        new LoopPorts(post(ports.addresses, outbox), ports.observer, ports.recorder);
    Loop loop = new Loop(machine, stored, storage, clock, loopPorts, ports.metrics, ports.pause);
    return new Run(stored, outbox, loop);
  }

  private static Post post(Function<Effect, List<Post.Address>> addresses, Outbox outbox) {
    return new Post() {
      @Override
      public List<Address> addresses(Effect effect) {
        return addresses.apply(effect);
      }

      @Override
      public void send(List<Parcel> parcels) {
        outbox.add(parcels);
      }
    };
  }

  /** Begins to deliver what earlier runs left; before the loop's first turn, for the order. */
  public void open() {
    outbox.open(loop::settle, stored.parcels());
  }

  /** The loop, to be turned by one thread. */
  public Loop loop() {
    return loop;
  }

  public Outbox outbox() {
    return outbox;
  }
}
