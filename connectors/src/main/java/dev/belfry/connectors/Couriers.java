package dev.belfry.connectors;

import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.email.Illustration;
import dev.belfry.connectors.email.Letter;
import dev.belfry.connectors.http.Endpoint;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notifications and calls into the world: each attempt is one, on threads of its sink, with
 * a deadline. Nothing is remembered here but the pictures of what is to be tried again.
 */
public final class Couriers {
  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);

  private final DeliverySettings settings;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Outside outside;
  private final Map<String, Photographer> photographers;
  private final Album album;
  private final ExecutorService mailPool;
  private final Map<String, ExecutorService> callPools;
  private final BiConsumer<String, String> missing;
  private final Map<Object, CompletableFuture<Attempt>> underWay = new ConcurrentHashMap<>();

  private Couriers(
      DeliverySettings settings,
      InstantSource clock,
      ScheduledExecutorService timer,
      Outside outside,
      Map<String, Photographer> photographers,
      Album album,
      ExecutorService mailPool,
      Map<String, ExecutorService> callPools,
      BiConsumer<String, String> missing) {
    this.settings = settings;
    this.clock = clock;
    this.timer = timer;
    this.outside = outside;
    this.photographers = photographers;
    this.album = album;
    this.mailPool = mailPool;
    this.callPools = callPools;
    this.missing = missing;
  }

  /**
   * Makes ready; nothing is connected yet. The workers' pools and timer are closed with this.
   *
   * @param missing is told of each picture that a notification goes without: the camera, the reason
   */
  public static Couriers open(
      DeliverySettings settings,
      Workers workers,
      InstantSource clock,
      BiConsumer<String, String> missing) {
    ScheduledExecutorService timer = workers.timer();
    Outside outside = Outside.open(settings, clock, timer);
    Map<String, Photographer> photographers = new LinkedHashMap<>();
    outside
        .cameras()
        .forEach((name, camera) ->
            photographers.put(name, new Photographer(camera, workers.pool("camera " + name))));
    Map<String, ExecutorService> callPools = new LinkedHashMap<>();
    outside.endpoints().keySet().forEach(name -> callPools.put(name, workers.pool("call " + name)));
    PictureFolder folder = new PictureFolder(settings.pictures());
    return new Couriers(
        settings,
        clock,
        timer,
        outside,
        photographers,
        new Album(photographers, settings.pictureWait(), timer, folder),
        workers.pool("mail"),
        callPools,
        missing);
  }

  /** Who is reached by these channels, each once though several name them. */
  public List<String> targets(Collection<String> channels) {
    return channels.stream()
        .flatMap(channel -> settings.channels().getOrDefault(channel, List.of()).stream())
        .map(ChannelTarget::words)
        .distinct()
        .toList();
  }

  /**
   * Tries once to tell one target of a notification's.
   *
   * @param id the same at each attempt for this target
   * @param group the same for each target of the notification; they get the same pictures
   * @param target as {@link #targets} names it
   */
  public CompletionStage<Attempt> tell(String id, String group, Effect.Notify told, String target) {
    Optional<ChannelTarget> known =
        settings.channels().values().stream()
            .flatMap(List::stream)
            .filter(each -> each.words().equals(target))
            .findFirst();
    if (known.isEmpty()) {
      return done(new Attempt.Never("the configuration names " + target + " no more"));
    }
    return album
        .gather(group, told.attachments(), taken -> report(taken))
        .thenCompose(taken -> {
          Letter letter = new Letter(id, told, taken, settings.zone(), clock.instant());
          return on(mailPool, () -> send(letter, known.get()));
        });
  }

  private void report(List<Illustration> taken) {
    for (Illustration illustration : taken) {
      if (illustration.snapshot() instanceof Missing(String reason)) {
        missing.accept(illustration.camera(), reason);
      }
    }
  }

  private Attempt send(Letter letter, ChannelTarget target) {
    return switch (target) {
      case ChannelTarget.Email email -> outside.mail().send(letter, email.to());
    };
  }

  /**
   * Tries once to call an endpoint.
   *
   * @param id see {@link #tell}
   */
  public CompletionStage<Attempt> call(String id, Effect.Call call) {
    Endpoint endpoint = outside.endpoints().get(call.connector());
    ExecutorService pool = callPools.get(call.connector());
    return endpoint == null || pool == null
        ? done(new Attempt.Never("there is no connector named " + call.connector()))
        : on(pool, () -> endpoint.call(id, call));
  }

  private static CompletionStage<Attempt> done(Attempt attempt) {
    return CompletableFuture.completedFuture(attempt);
  }

  private CompletionStage<Attempt> on(ExecutorService pool, Supplier<Attempt> errand) {
    try {
      CompletableFuture<Attempt> attempt = CompletableFuture.supplyAsync(errand, pool);
      Object name = new Object();
      underWay.put(name, attempt);
      return attempt.whenComplete((outcome, fault) -> underWay.remove(name));
    } catch (RejectedExecutionException busy) {
      return done(Attempt.Again.later("no thread was free for it"));
    }
  }

  /** Keeps no pictures for a notification any more. */
  public void release(String group) {
    album.release(group);
  }

  /** Keeps pictures for these notifications only: the others were settled in an earlier run. */
  public void keepOnly(Collection<String> groups) {
    album.keepOnly(groups);
  }

  /** Lets attempts that are under way end for at most this long, and cuts off the rest. */
  public void close(Duration limit) {
    callPools.values().forEach(ExecutorService::shutdown);
    mailPool.shutdown();
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new));
    try {
      ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException late) {
      LOG.info("cutting off deliveries that are still under way; they are kept");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    photographers.values().forEach(Photographer::cutOff);
    mailPool.shutdownNow();
    callPools.values().forEach(ExecutorService::shutdownNow);
    outside.close();
    timer.shutdownNow();
  }
}
