package dev.belfry.connectors;

import dev.belfry.connectors.ChannelTarget.Email;
import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.DeliveryResult.Failed;
import dev.belfry.connectors.Desk.Parcel;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.email.Illustration;
import dev.belfry.connectors.email.Letter;
import dev.belfry.connectors.email.MailRoute;
import dev.belfry.effect.Effect;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Tells people: each of a notification's targets on its own, all with the same pictures. */
final class Notifications {
  private final DeliverySettings settings;
  private final InstantSource clock;
  private final Album album;
  private final MailRoute mail;
  private final Sink mailSink;
  private final Desk desk;
  private final Reporter reporter;

  Notifications(
      DeliverySettings settings,
      InstantSource clock,
      Album album,
      MailRoute mail,
      Sink mailSink,
      Desk desk,
      Reporter reporter) {
    this.settings = settings;
    this.clock = clock;
    this.album = album;
    this.mail = mail;
    this.mailSink = mailSink;
    this.desk = desk;
    this.reporter = reporter;
  }

  CompletableFuture<DeliveryResult> deliver(String id, Effect.Notify told) {
    Map<String, ChannelTarget> targets = targets(told);
    CompletableFuture<List<Illustration>> pictures =
        targets.isEmpty()
            ? CompletableFuture.completedFuture(List.of())
            : album.gather(told.attachments());
    CompletableFuture<Letter> letter = pictures.thenApply(taken -> letter(id, told, taken));
    Map<String, CompletableFuture<DeliveryResult>> results = new LinkedHashMap<>();
    targets.forEach((words, target) -> results.put(words, tell(id, target, letter)));
    unknown(told).forEach(result -> results.put(result.reason(), done(result)));
    return CompletableFuture.allOf(results.values().toArray(CompletableFuture[]::new))
        .whenComplete((all, fault) -> release(pictures))
        .thenApply(all -> together(results));
  }

  private void release(CompletableFuture<List<Illustration>> pictures) {
    // They may still be on their way, if there was no place for any target.
    CompletableFuture<?> unused = pictures.thenAccept(album::release);
  }

  private static CompletableFuture<DeliveryResult> done(DeliveryResult result) {
    return CompletableFuture.completedFuture(result);
  }

  /** Who is told, each once though several channels name them. */
  private Map<String, ChannelTarget> targets(Effect.Notify told) {
    Map<String, ChannelTarget> targets = new LinkedHashMap<>();
    for (String channel : told.channels()) {
      for (ChannelTarget target : settings.channels().getOrDefault(channel, List.of())) {
        targets.putIfAbsent(target.words(), target);
      }
    }
    return targets;
  }

  private List<Failed> unknown(Effect.Notify told) {
    List<Failed> unknown = new ArrayList<>();
    for (String channel : told.channels()) {
      if (settings.channels().getOrDefault(channel, List.of()).isEmpty()) {
        unknown.add(new Failed("nobody is reached by the channel " + channel, 0));
      }
    }
    return unknown;
  }

  private Letter letter(String id, Effect.Notify told, List<Illustration> taken) {
    for (Illustration illustration : taken) {
      if (illustration.snapshot() instanceof Missing(String reason)) {
        reporter.report(new DeliveryEvent.PictureMissing(id, illustration.camera(), reason));
      }
    }
    return new Letter(id, told, taken, settings.zone(), clock.instant());
  }

  private CompletableFuture<DeliveryResult> tell(
      String id, ChannelTarget target, CompletableFuture<Letter> letter) {
    return switch (target) {
      case Email email ->
          desk.deliver(
              new Parcel(id, mailSink, target.words()),
              letter,
              ready -> mail.send(ready, email.to()));
    };
  }

  private static DeliveryResult together(Map<String, CompletableFuture<DeliveryResult>> results) {
    List<String> notes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    int attempts = 0;
    for (Map.Entry<String, CompletableFuture<DeliveryResult>> entry : results.entrySet()) {
      DeliveryResult result = entry.getValue().join();
      attempts = Math.max(attempts, result.attempts());
      switch (result) {
        case Delivered delivered -> notes.add(delivered.note());
        case Failed(String reason, int tried) ->
            reasons.add(tried == 0 ? reason : entry.getKey() + ": " + reason);
      }
    }
    if (reasons.isEmpty()) {
      return new Delivered(attempts, String.join("; ", notes));
    }
    reasons.addAll(notes);
    return new Failed(String.join("; ", reasons), attempts);
  }
}
