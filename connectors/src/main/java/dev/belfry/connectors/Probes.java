package dev.belfry.connectors;

import dev.belfry.connectors.ChannelTarget.Email;
import dev.belfry.connectors.ProbeResult.Kind;
import dev.belfry.connectors.camera.Camera;
import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.email.Letter;
import dev.belfry.connectors.email.MailAddress;
import dev.belfry.connectors.http.Endpoint;
import dev.belfry.connectors.sink.Attempt;
import dev.belfry.effect.Effect;
import dev.belfry.effect.Effect.Priority;
import dev.belfry.effect.Origin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Tries out all that the configuration names, before an alarm does. */
public final class Probes {
  private static final Origin DOCTOR = new Origin(Origin.Kind.RULE, "doctor", Map.of());

  private final DeliverySettings settings;
  private final Workers workers;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * @param ids gives each test mail and each test call an id of its own
   */
  public Probes(
      DeliverySettings settings, Workers workers, InstantSource clock, Supplier<String> ids) {
    this.settings = settings;
    this.workers = workers;
    this.clock = clock;
    this.ids = ids;
  }

  private record Trial(Kind kind, String name, String target, Supplier<Attempt> attempt) {}

  /**
   * Tries everything out at the same time and waits for it, at most as long as the longest deadline
   * is: mail (connection, TLS, login), cameras (a picture), endpoints (connection, TLS).
   *
   * @param send whether to send a test mail to each recipient and to call each endpoint, too
   * @return mail first, then cameras, then endpoints, in the configuration's order
   */
  public List<ProbeResult> run(boolean send) {
    ScheduledExecutorService timer = workers.timer();
    ExecutorService pool = workers.pool("doctor");
    try (Outside outside = Outside.open(settings, clock, timer)) {
      List<CompletableFuture<ProbeResult>> results =
          trials(outside, send).stream()
              .map(trial -> CompletableFuture.supplyAsync(() -> result(trial), pool))
              .toList();
      return results.stream().map(CompletableFuture::join).toList();
    } finally {
      pool.shutdownNow();
      timer.shutdownNow();
    }
  }

  private ProbeResult result(Trial trial) {
    long begun = clock.millis();
    Attempt attempt = trial.attempt().get();
    long millis = Math.max(0, clock.millis() - begun);
    boolean ok = attempt instanceof Attempt.Done;
    return new ProbeResult(trial.kind(), trial.name(), trial.target(), ok, attempt.words(), millis);
  }

  private List<Trial> trials(Outside outside, boolean send) {
    List<Trial> trials = new ArrayList<>();
    trials.add(new Trial(Kind.MAIL, "mail", outside.mail().target(), () -> outside.mail().probe()));
    if (send) {
      recipients()
          .forEach((to, channel) ->
              trials.add(
                  new Trial(
                      Kind.MAIL,
                      channel,
                      to.mailbox(),
                      () -> outside.mail().send(testLetter(channel), to))));
    }
    outside.cameras().forEach((name, camera) -> trials.add(trial(name, camera)));
    outside.endpoints().forEach((name, endpoint) -> trials.add(trial(name, endpoint, send)));
    return trials;
  }

  /** Each recipient once, with the first channel that names them. */
  private Map<MailAddress, String> recipients() {
    Map<MailAddress, String> recipients = new LinkedHashMap<>();
    settings
        .channels()
        .forEach((channel, targets) -> {
          for (ChannelTarget target : targets) {
            switch (target) {
              case Email email -> recipients.putIfAbsent(email.to(), channel);
            }
          }
        });
    return recipients;
  }

  private Letter testLetter(String channel) {
    String text =
        "This is a test. Notifications for \"" + channel + "\" reach you at this address.";
    Effect.Notify told =
        new Effect.Notify(
            clock.millis(),
            DOCTOR,
            List.of(channel),
            text,
            Optional.of("Belfry can reach you"),
            Optional.of(Priority.NORMAL),
            List.of());
    return new Letter(ids.get(), told, List.of(), settings.zone(), clock.instant());
  }

  private Trial trial(String name, Camera camera) {
    return new Trial(Kind.CAMERA, name, camera.host(), () -> seen(camera.take()));
  }

  private static Attempt seen(Snapshot snapshot) {
    return switch (snapshot) {
      case Snapshot.Taken(Picture picture) ->
          new Attempt.Done(
              String.format(
                  "sent a picture of %,d bytes, %s",
                  picture.bytes().size(), picture.format().contentType()));
      case Snapshot.Missing missing -> new Attempt.Never(missing.reason());
    };
  }

  private Trial trial(String name, Endpoint endpoint, boolean send) {
    Effect.Call call = new Effect.Call(clock.millis(), DOCTOR, name, Optional.empty());
    Supplier<Attempt> attempt = send ? () -> endpoint.call(ids.get(), call) : endpoint::reach;
    return new Trial(Kind.ENDPOINT, name, endpoint.host(), attempt);
  }
}
