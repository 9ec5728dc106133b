package dev.belfry.connectors;

import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.email.Illustration;
import dev.belfry.connectors.sink.Deadline;
import dev.belfry.effect.Effect.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Gathers the pictures of notifications. The alert goes first: what is not there in time is left
 * out, and so is what would fill the memory while a mail server is down.
 */
final class Album {
  /**
   * Bytes of pictures in one mail: many servers refuse mails over 25 MB, and base64 adds a third.
   */
  static final int MAIL_PICTURES_MAX_BYTES = 15 * 1024 * 1024;

  private final Map<String, Photographer> photographers;
  private final DeliveryLimits limits;
  private final ScheduledExecutorService timer;
  private final Semaphore room;

  Album(
      Map<String, Photographer> photographers,
      DeliveryLimits limits,
      ScheduledExecutorService timer) {
    this.photographers = photographers;
    this.limits = limits;
    this.timer = timer;
    this.room = new Semaphore(limits.picturesMaxBytes());
  }

  /** All pictures or the reasons for their absence, at the latest after the limit for waiting. */
  CompletableFuture<List<Illustration>> gather(List<Attachment> attachments) {
    List<Attachment> wanted = attachments.stream().distinct().toList();
    List<CompletableFuture<Snapshot>> shots = wanted.stream().map(this::picture).toList();
    return CompletableFuture.allOf(shots.toArray(CompletableFuture[]::new))
        .thenApply(all -> {
          List<Illustration> taken = new ArrayList<>();
          for (int i = 0; i < shots.size(); i++) {
            taken.add(new Illustration(name(wanted.get(i)), shots.get(i).join()));
          }
          return keep(taken);
        });
  }

  private static String name(Attachment attachment) {
    return switch (attachment) {
      case Attachment.Snapshot snapshot -> snapshot.camera();
      case Attachment.Clip clip -> clip.camera();
      case Attachment.Graph graph -> String.join(", ", graph.topics());
    };
  }

  /** A film is a picture for now: it shows the burglar, if not how he moves. */
  private CompletableFuture<Snapshot> picture(Attachment attachment) {
    return switch (attachment) {
      case Attachment.Snapshot snapshot -> shot(snapshot.camera());
      case Attachment.Clip clip -> shot(clip.camera());
      case Attachment.Graph ignored ->
          CompletableFuture.completedFuture(new Missing("no history of the topic is kept"));
    };
  }

  private CompletableFuture<Snapshot> shot(String camera) {
    Photographer photographer = photographers.get(camera);
    if (photographer == null) {
      return CompletableFuture.completedFuture(new Missing("there is no such camera"));
    }
    CompletableFuture<Snapshot> shot = photographer.next();
    String late = "the camera did not answer within " + Deadline.words(limits.pictureWait());
    Future<?> alarm =
        timer.schedule(
            () -> shot.complete(new Missing(late)),
            limits.pictureWait().toNanos(),
            TimeUnit.NANOSECONDS);
    return shot.whenComplete((snapshot, fault) -> alarm.cancel(false));
  }

  private List<Illustration> keep(List<Illustration> taken) {
    List<Illustration> kept = new ArrayList<>();
    int bytes = 0;
    for (Illustration illustration : taken) {
      int size = size(illustration);
      if (bytes + size > MAIL_PICTURES_MAX_BYTES) {
        kept.add(without(illustration, "the mail would be too large with it"));
      } else if (!room.tryAcquire(size)) {
        kept.add(without(illustration, "too many pictures wait for the mail server already"));
      } else {
        bytes += size;
        kept.add(illustration);
      }
    }
    return List.copyOf(kept);
  }

  /** Nobody needs these pictures any more. */
  void release(List<Illustration> illustrations) {
    room.release(illustrations.stream().mapToInt(Album::size).sum());
  }

  private static int size(Illustration illustration) {
    return illustration.snapshot() instanceof Taken(Picture picture) ? picture.bytes().size() : 0;
  }

  private static Illustration without(Illustration illustration, String reason) {
    return new Illustration(illustration.camera(), new Missing(reason));
  }
}
