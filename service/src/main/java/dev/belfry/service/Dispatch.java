package dev.belfry.service;

import dev.belfry.effect.Effect;
import dev.belfry.service.config.Configuration;
import dev.belfry.service.loop.Loop;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.loop.Post;
import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.outbox.Outbox;
import dev.belfry.service.outbox.Outbox.OutboxClock;
import dev.belfry.service.outbox.OutboxLimits;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.store.Contents;
import dev.belfry.service.supervision.ClockWatch;
import dev.belfry.service.supervision.DeliveryWatch;
import dev.belfry.service.supervision.HouseAlerts;
import dev.belfry.service.supervision.StoreWatch;
import dev.belfry.service.supervision.Urgent;
import dev.belfry.service.terminal.Terminal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** The way of effects from the loop into the world, and of the service's own alerts past it. */
final class Dispatch implements Post {
  /** How long deliveries that are under way may take to end. */
  private static final long LAST_DELIVERIES_MILLIS = 1_000;

  private final World world;
  private final Outbox outbox;
  private final LoopObserver observer;
  private final ClockWatch clockWatch;
  private final ScheduledThreadPoolExecutor timer;

  private Dispatch(
      World world,
      Outbox outbox,
      LoopObserver observer,
      ClockWatch clockWatch,
      ScheduledThreadPoolExecutor timer) {
    this.world = world;
    this.outbox = outbox;
    this.observer = observer;
    this.clockWatch = clockWatch;
    this.timer = timer;
  }

  static Dispatch of(
      Configuration configuration,
      Contents stored,
      World world,
      SteadyClock clock,
      Terminal terminal,
      MeterRegistry metrics) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("belfry-outbox").factory());
    OutboxClock times =
        new OutboxClock(
            clock::millis,
            clock::wallMillis,
            (millis, task) -> {
              var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
            });
    RandomGenerator random = RandomGenerator.getDefault();
    Urgent urgent = new Urgent(world, times, random, terminal::warn);
    HouseAlerts alerts =
        new HouseAlerts(
            configuration.supervision(), world::announce, urgent::tell, InstantSource.system());
    Outbox outbox =
        new Outbox(
            world,
            new DeliveryWatch(terminal::note, terminal::warn, alerts, metrics),
            times,
            OutboxLimits.USUAL,
            random,
            stored.deadLetters());
    metrics.gauge("belfry.outbox.waiting", outbox, it -> it.parcels().size());
    metrics.gauge("belfry.outbox.dead", outbox, it -> it.deadLetters().size());
    ClockWatch clockWatch = new ClockWatch(clock, alerts, terminal::warn);
    return new Dispatch(world, outbox, new StoreWatch(terminal, alerts), clockWatch, timer);
  }

  /** Begins to deliver, first what an earlier run left. */
  void open(Loop loop, Contents stored) {
    outbox.open(loop::settle, stored.parcels());
    clockWatch.start(timer);
  }

  Outbox outbox() {
    return outbox;
  }

  LoopObserver observer() {
    return observer;
  }

  @Override
  public List<Address> addresses(Effect effect) {
    return world.addresses(effect);
  }

  @Override
  public void send(List<Parcel> parcels) {
    outbox.add(parcels);
  }

  /** Begins no delivery any more, and lets those under way end. */
  void stop() {
    try {
      outbox.stop().toCompletableFuture().get(LAST_DELIVERIES_MILLIS, TimeUnit.MILLISECONDS);
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
