package dev.belfry.service.outbox;

import dev.belfry.codec.Printed;
import dev.belfry.connectors.sink.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what was committed: what goes to one target goes in its order, each parcel until it is
 * there or is given up, and no sink waits for another. It starts no thread; whoever hands something
 * over, completes an attempt or wakes it does the work.
 */
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Carrier carrier;
  private final OutboxListener listener;
  private final OutboxClock clock;
  private final OutboxLimits limits;
  private final Backoff backoff;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Map<String, SinkState> sinks = new LinkedHashMap<>();
  private final Map<String, Integer> groups = new HashMap<>();
  private final DeadLetters deadLetters;
  private int waiting;
  private int underWay;
  private boolean stopped;
  private Consumer<Settlement> settlements = settlement -> {};
  private final CompletableFuture<Void> atRest = new CompletableFuture<>();

  /**
   * The times of an outbox.
   *
   * @param steadyMillis the clock that parcels bear the time of
   * @param wallMillis the clock on the wall
   */
  public record OutboxClock(LongSupplier steadyMillis, LongSupplier wallMillis, Wakeup wakeup) {}

  /**
   * An outbox with nothing to deliver in it.
   *
   * @param dead what was given up in earlier runs
   */
  public Outbox(
      Carrier carrier,
      OutboxListener listener,
      OutboxClock clock,
      OutboxLimits limits,
      RandomGenerator random,
      List<DeadLetter> dead) {
    this.carrier = carrier;
    this.listener = listener;
    this.clock = clock;
    this.limits = limits;
    this.backoff = new Backoff(limits, random);
    this.deadLetters = new DeadLetters(dead, limits.deadLetters());
  }

  /**
   * Takes what an earlier run left, before anything else.
   *
   * @param stored takes what is to be stored of what became of parcels; must not wait
   */
  public synchronized void open(Consumer<Settlement> stored, List<Parcel> before) {
    settlements = stored;
    add(before);
  }

  /** Takes parcels that are committed, in their order. */
  public synchronized void add(List<Parcel> parcels) {
    for (Parcel parcel : parcels) {
      groups.merge(parcel.group(), 1, Integer::sum);
    }
    for (Parcel parcel : parcels) {
      add(parcel);
    }
  }

  private void add(Parcel parcel) {
    SinkState sink = sinks.computeIfAbsent(parcel.sink(), name -> new SinkState());
    Lane lane = lanes.computeIfAbsent(parcel.lane(), name -> newLane(name, sink));
    if (lane.waiting.size() >= limits.waitingPerLane() || waiting >= limits.waiting()) {
      String words = String.format("%,d deliveries already wait", lane.waiting.size());
      bury(parcel, 0, words + " for " + parcel.lane());
      return;
    }
    waiting++;
    lane.waiting.add(parcel);
    run(lane);
  }

  private static Lane newLane(String name, SinkState sink) {
    Lane lane = new Lane(name, sink);
    sink.lanes.add(lane);
    return lane;
  }

  /** Does what can be done for a target now. */
  private void run(Lane lane) {
    while (!stopped && !lane.underWay && !lane.waiting.isEmpty()) {
      SinkState sink = lane.sink;
      long now = clock.steadyMillis().getAsLong();
      long notBefore = Math.max(lane.notBeforeMillis, sink.notBeforeMillis);
      if (notBefore > now) {
        wake(lane, notBefore, now);
        return;
      }
      if (sink.probing) {
        return; // the end of the probe runs all lanes
      }
      sink.probing = sink.isDown();
      Parcel parcel = lane.waiting.getFirst();
      lane.underWay = true;
      underWay++;
      lane.attempts++;
      CompletionStage<Attempt> stage = carry(parcel);
      Attempt attempt = finished(stage);
      if (attempt == null) {
        stage.whenComplete((later, fault) -> finish(lane, parcel, outcome(later, fault)));
        return;
      }
      settle(lane, parcel, attempt);
    }
    if (lane.waiting.isEmpty() && !lane.underWay) {
      forget(lane);
    }
  }

  private CompletionStage<Attempt> carry(Parcel parcel) {
    try {
      return carrier.carry(parcel);
    } catch (RuntimeException fault) {
      return CompletableFuture.failedFuture(fault);
    }
  }

  private static @Nullable Attempt finished(CompletionStage<Attempt> stage) {
    CompletableFuture<Attempt> future = stage.toCompletableFuture();
    return future.isDone() ? future.handle(Outbox::outcome).join() : null;
  }

  private static Attempt outcome(@Nullable Attempt attempt, @Nullable Throwable fault) {
    if (attempt != null) {
      return attempt;
    }
    LOG.error("a delivery met a fault of ours", fault);
    return new Attempt.Never("a fault inside Belfry: " + fault);
  }

  private synchronized void finish(Lane lane, Parcel parcel, Attempt attempt) {
    settle(lane, parcel, attempt);
    run(lane);
  }

  private void settle(Lane lane, Parcel parcel, Attempt attempt) {
    lane.underWay = false;
    underWay--;
    boolean wasDown = lane.sink.isDown();
    lane.sink.probing = false;
    switch (attempt) {
      case Attempt.Done done -> {
        lane.sink.isThere();
        int attempts = lane.attempts;
        take(lane);
        settlements.accept(new Settlement.Gone(parcel.number()));
        listener.delivered(parcel, attempts, done.note());
        release(parcel);
      }
      case Attempt.Never never -> {
        lane.sink.isThere();
        giveUp(lane, parcel, never.reason());
      }
      case Attempt.Again again -> tryAgain(lane, parcel, again);
    }
    if (stopped && underWay == 0) {
      atRest.complete(null);
    }
    if (wasDown) {
      // Those that waited for this probe may go now, or wait for the next one.
      List.copyOf(lane.sink.lanes).stream().filter(each -> each != lane).forEach(this::run);
    }
  }

  private void tryAgain(Lane lane, Parcel parcel, Attempt.Again again) {
    long now = clock.steadyMillis().getAsLong();
    if (again.sinkDown()) {
      lane.sink.failures++;
      lane.sink.notBeforeMillis = now + backoff.millis(lane.sink.failures, again);
    } else {
      lane.sink.isThere();
      lane.refusedSinceMillis = lane.refusals == 0 ? now : lane.refusedSinceMillis;
      lane.refusals++;
      lane.notBeforeMillis = now + backoff.millis(lane.refusals, again);
    }
    boolean inTheWay =
        lane.refusals > 0
            && lane.waiting.size() > 1
            && now - lane.refusedSinceMillis >= limits.refused().toMillis();
    if (inTheWay) {
      giveUp(lane, parcel, refusedFor(limits.refused()) + again.reason());
    } else if (now - parcel.sinceMillis() >= limits.total().toMillis()) {
      giveUp(lane, parcel, refusedFor(limits.total()) + again.reason());
    } else {
      listener.failed(parcel, lane.attempts, again.reason());
    }
  }

  private static String refusedFor(Duration time) {
    return "given up after " + Printed.stretch(time.toMillis()) + ": ";
  }

  private void giveUp(Lane lane, Parcel parcel, String reason) {
    int attempts = lane.attempts;
    take(lane);
    bury(parcel, attempts, reason);
  }

  private void take(Lane lane) {
    waiting--;
    lane.next();
  }

  private void bury(Parcel parcel, int attempts, String reason) {
    DeadLetter letter = new DeadLetter(parcel, clock.wallMillis().getAsLong(), attempts, reason);
    settlements.accept(new Settlement.Dead(letter));
    deadLetters
        .add(letter)
        .ifPresent(oldest -> settlements.accept(new Settlement.Gone(oldest.parcel().number())));
    listener.gaveUp(letter);
    release(parcel);
  }

  private void release(Parcel parcel) {
    if (groups.merge(parcel.group(), -1, (left, one) -> left + one == 0 ? null : left + one)
        == null) {
      carrier.release(parcel);
    }
  }

  private void wake(Lane lane, long atMillis, long now) {
    if (lane.wakeMillis <= atMillis && lane.wakeMillis > now) {
      return; // it is looked at before, and then again
    }
    lane.wakeMillis = atMillis;
    clock.wakeup().after(atMillis - now, () -> woken(lane));
  }

  private synchronized void woken(Lane lane) {
    lane.wakeMillis = Long.MAX_VALUE;
    run(lane);
  }

  private void forget(Lane lane) {
    lane.sink.lanes.remove(lane);
    // A lane of this name may have begun since an alarm was set for this one.
    lanes.remove(lane.name, lane);
  }

  // ---- for people

  /** How many parcels wait, by sink. */
  public synchronized Map<String, Integer> waiting() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    sinks.forEach((name, sink) ->
        counts.put(name, sink.lanes.stream().mapToInt(lane -> lane.waiting.size()).sum()));
    return counts;
  }

  /** The parcels that wait, those of one target in their order. */
  public synchronized List<Parcel> parcels() {
    List<Parcel> all = new ArrayList<>();
    lanes.values().forEach(lane -> all.addAll(lane.waiting));
    return all;
  }

  /** What was given up, oldest first. */
  public synchronized List<DeadLetter> deadLetters() {
    return deadLetters.all();
  }

  /** Tries a dead letter again; false if there is none of this id. */
  public synchronized boolean retry(String id) {
    Optional<DeadLetter> letter = deadLetters.remove(id);
    letter.ifPresent(found -> {
      Parcel old = found.parcel();
      Parcel parcel =
          new Parcel(
              old.number(),
              old.id(),
              old.group(),
              old.sink(),
              old.target(),
              old.effect(),
              clock.steadyMillis().getAsLong());
      settlements.accept(new Settlement.Revived(parcel));
      add(List.of(parcel));
    });
    return letter.isPresent();
  }

  /** Throws a dead letter away; false if there is none of this id. */
  public synchronized boolean discard(String id) {
    Optional<DeadLetter> letter = deadLetters.remove(id);
    letter.ifPresent(found -> settlements.accept(new Settlement.Gone(found.parcel().number())));
    return letter.isPresent();
  }

  /** Begins no attempt any more; completes when those under way have ended. */
  public synchronized CompletionStage<Void> stop() {
    stopped = true;
    if (underWay == 0) {
      atRest.complete(null);
    }
    return atRest;
  }
}
