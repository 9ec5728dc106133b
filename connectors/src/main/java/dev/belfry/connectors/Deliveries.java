package dev.belfry.connectors;

import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.Desk.Parcel;
import dev.belfry.connectors.http.Endpoint;
import dev.belfry.effect.Effect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Performs effects in the world: notifications and calls, each tried until it works or is given up,
 * none waiting for another's sink. Nothing here is durable; who hands an effect over keeps it until
 * its result is there.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Outside outside;
  private final ScheduledExecutorService timer;
  private final Map<String, Photographer> photographers;
  private final Sink mailSink;
  private final Map<String, Sink> callSinks;
  private final Notifications notifications;
  private final Desk desk;
  private final Map<String, CompletableFuture<DeliveryResult>> open = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Deliveries(
      Outside outside,
      ScheduledExecutorService timer,
      Map<String, Photographer> photographers,
      Sink mailSink,
      Map<String, Sink> callSinks,
      Notifications notifications,
      Desk desk) {
    this.outside = outside;
    this.timer = timer;
    this.photographers = photographers;
    this.mailSink = mailSink;
    this.callSinks = callSinks;
    this.notifications = notifications;
    this.desk = desk;
  }

  /** Makes ready; nothing is connected yet. The workers' pools and timer are closed with this. */
  public static Deliveries open(
      DeliverySettings settings,
      Workers workers,
      InstantSource clock,
      Receipts receipts,
      DeliveryListener listener) {
    ScheduledExecutorService timer = workers.timer();
    Outside outside = Outside.open(settings, clock, timer);
    Map<String, Photographer> photographers = new LinkedHashMap<>();
    outside
        .cameras()
        .forEach((name, camera) ->
            photographers.put(name, new Photographer(camera, workers.pool("camera " + name))));
    Map<String, Sink> callSinks = new LinkedHashMap<>();
    outside
        .endpoints()
        .keySet()
        .forEach(name -> callSinks.put(name, sink("call " + name, settings, workers, timer)));
    Sink mailSink = sink("mail", settings, workers, timer);
    Reporter reporter = new Reporter(listener);
    Desk desk = new Desk(receipts, reporter);
    Album album = new Album(photographers, settings.limits(), timer);
    Notifications notifications =
        new Notifications(settings, clock, album, outside.mail(), mailSink, desk, reporter);
    return new Deliveries(outside, timer, photographers, mailSink, callSinks, notifications, desk);
  }

  private static Sink sink(
      String name, DeliverySettings settings, Workers workers, ScheduledExecutorService timer) {
    return Sink.open(name, settings.limits(), workers.pool(name), timer);
  }

  /**
   * Tells everybody whom the notification's channels reach.
   *
   * @param id the same when the same effect is handed over again, which then joins the delivery
   *     under way and comes to nobody who has it
   * @return completes when each target has it or never will; completes with a {@link
   *     CancellationException} if this was closed first, and the effect is to be kept
   */
  public CompletionStage<DeliveryResult> deliver(String id, Effect.Notify notify) {
    return once(id, () -> notifications.deliver(id, notify));
  }

  /**
   * Calls an endpoint.
   *
   * @param id see {@link #deliver(String, Effect.Notify)}
   * @return see {@link #deliver(String, Effect.Notify)}
   */
  public CompletionStage<DeliveryResult> deliver(String id, Effect.Call call) {
    return once(id, () -> perform(id, call));
  }

  private CompletableFuture<DeliveryResult> perform(String id, Effect.Call call) {
    Endpoint endpoint = outside.endpoints().get(call.connector());
    Sink sink = callSinks.get(call.connector());
    if (endpoint == null || sink == null) {
      return CompletableFuture.completedFuture(
          new Failed("there is no connector named " + call.connector(), 0));
    }
    Parcel parcel = new Parcel(id, sink, call.connector());
    return desk.deliver(
        parcel, CompletableFuture.completedFuture(call), ready -> endpoint.call(id, ready));
  }

  private CompletionStage<DeliveryResult> once(
      String id, Supplier<CompletableFuture<DeliveryResult>> delivery) {
    CompletableFuture<DeliveryResult> result = new CompletableFuture<>();
    CompletableFuture<DeliveryResult> underWay = open.putIfAbsent(id, result);
    if (underWay != null) {
      return underWay;
    }
    if (closed.get()) {
      cancel(id, result);
      return result;
    }
    CompletableFuture<?> unused =
        CompletableFuture.completedFuture(delivery)
            .thenCompose(Supplier::get)
            .whenComplete((settled, fault) -> end(id, result, settled, fault));
    return result;
  }

  private void end(
      String id,
      CompletableFuture<DeliveryResult> result,
      @Nullable DeliveryResult settled,
      @Nullable Throwable fault) {
    if (settled != null) {
      open.remove(id);
      result.complete(settled);
    } else if (closed.get()) {
      cancel(id, result);
    } else {
      LOG.error("delivering {} met a fault of ours", id, fault);
      open.remove(id);
      result.complete(new Failed("a fault inside Belfry: " + fault, 0));
    }
  }

  private void cancel(String id, CompletableFuture<DeliveryResult> result) {
    open.remove(id);
    result.completeExceptionally(new CancellationException("Belfry is stopping"));
  }

  /** Deliveries that wait, are under way or wait to be tried again, by sink. */
  public Map<String, Integer> waiting() {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    sinks().forEach(sink -> waiting.put(sink.name(), sink.waiting()));
    return waiting;
  }

  private List<Sink> sinks() {
    List<Sink> sinks = new ArrayList<>(callSinks.values());
    sinks.addFirst(mailSink);
    return sinks;
  }

  /**
   * Begins nothing more, lets attempts that are under way end for at most this long, and cuts off
   * the rest. What is not delivered by then completes with a {@link CancellationException}.
   */
  public void close(Duration limit) {
    if (closed.getAndSet(true)) {
      return;
    }
    CompletableFuture<?>[] ends =
        sinks().stream().map(Sink::stop).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      LOG.info("cutting off deliveries that are still under way; they are kept");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    open.forEach(this::cancel);
    photographers.values().forEach(Photographer::cutOff);
    sinks().forEach(Sink::cutOff);
    outside.close();
    timer.shutdownNow();
  }
}
