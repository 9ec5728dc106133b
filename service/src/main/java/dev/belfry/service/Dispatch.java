package dev.belfry.service;

import dev.belfry.machine.Machine;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.Recorder;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.loop.Steps;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.Outbox.OutboxClock;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.Wakeup;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.Store;
import dev.belfry.service.supervision.ClockWatch;
import dev.belfry.service.supervision.DeliveryWatch;
import dev.belfry.service.supervision.HouseAlerts;
import dev.belfry.service.supervision.OutageWatch;
import dev.belfry.service.supervision.StoreWatch;
import dev.belfry.service.supervision.Urgent;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** A run in the world: its effects go there, and the service's own alerts past it. */
final class Dispatch {
  /** How long deliveries that are under way may take to end. */
  private static final long LAST_DELIVERIES_MILLIS = 1_000;

  private final Run run;
  private final ClockWatch clockWatch;
  private final Wakeup wakeup;
  private final ScheduledThreadPoolExecutor timer;

  private Dispatch(
      Run run, ClockWatch clockWatch, Wakeup wakeup, ScheduledThreadPoolExecutor timer) {
    this.run = run;
    this.clockWatch = clockWatch;
    this.wakeup = wakeup;
    this.timer = timer;
  }

  static Dispatch of(
      Configuration configuration,
      Contents stored,
      Store store,
      Machine machine,
      World world,
      SteadyClock clock,
      Terminal terminal,
      LoopObserver observer,
      Recorder recorder,
      MeterRegistry metrics) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("belfry-outbox").factory());
    Wakeup wakeup =
        (millis, task) -> {
          var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        };
    RandomGenerator random = RandomGenerator.getDefault();
    OutboxClock times = new OutboxClock(clock::millis, clock::wallMillis, wakeup);
    Urgent urgent = new Urgent(world, times, random, terminal::warn);
    HouseAlerts alerts =
        new HouseAlerts(
            configuration.supervision(), world::announce, urgent::tell, InstantSource.system());
    OutageWatch outage =
        new OutageWatch(
            stored.run(), store.notices(), configuration.site().zone(), world::announce, alerts);
    Run run =
        Run.of(
            stored,
            store,
            Steps.of(machine),
            clock,
            new Run.Ports(
                world::addresses,
                world,
                new DeliveryWatch(terminal::note, terminal::warn, alerts, metrics),
                OutboxLimits.USUAL,
                wakeup,
                random,
                LoopObserver.all(List.of(terminal, observer, new StoreWatch(alerts), outage)),
                recorder,
                metrics,
                Optional.empty()));
    Outbox outbox = run.outbox();
    metrics.gauge("belfry.outbox.waiting", outbox, it -> it.parcels().size());
    metrics.gauge("belfry.outbox.dead", outbox, it -> it.deadLetters().size());
    return new Dispatch(run, new ClockWatch(clock, alerts, terminal::warn), wakeup, timer);
  }

  /** Begins to deliver, first what an earlier run left. */
  void open() {
    run.open();
    clockWatch.start(wakeup);
  }

  Loop loop() {
    return run.loop();
  }

  Outbox outbox() {
    return run.outbox();
  }

  /** Begins no delivery any more, and lets those under way end. */
  void stop() {
    try {
      run.outbox().stop().toCompletableFuture().get(LAST_DELIVERIES_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      // What is not delivered by then is stored, and delivered after the next start.
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    timer.shutdownNow();
  }
}
