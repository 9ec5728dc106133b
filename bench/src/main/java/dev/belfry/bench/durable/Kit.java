package dev.belfry.bench.durable;

import dev.belfry.effect.Effect;
import dev.belfry.service.Run;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.LoopPorts;
import dev.belfry.service.loop.Post;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.loop.Steps;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/** The service's loop on its store, without a world. */
final class Kit {
  private Kit() {}

  static Loop loop(Contents stored, Store store, SteadyClock clock, MeterRegistry metrics) {
    Steps machine = Steps.of(Run.machine(stored));
    Quiet quiet = new Quiet();
    LoopPorts ports = new LoopPorts(quiet, quiet, Recorder.all(List.of()));
    return new Loop(machine, stored, store, clock, ports, metrics, Optional.empty());
  }

  /** Nobody is told of anything. */
  private static final class Quiet implements Post, LoopObserver {
    @Override
    public List<Address> addresses(Effect effect) {
      return List.of();
    }

    @Override
    public void send(List<Parcel> parcels) {}

    @Override
    public void storeFailed(String words) {
      throw new IllegalStateException(words);
    }
  }
}
