package dev.belfry.connectors;

import dev.belfry.connectors.camera.Picture;
import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.camera.Snapshot.Missing;
import dev.belfry.connectors.camera.Snapshot.Taken;
import dev.belfry.connectors.email.Illustration;
import dev.belfry.connectors.sink.Deadline;
import dev.belfry.effect.Effect.Attachment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gathers the pictures of notifications. The alert goes first: what is not there in time is left
 * out. A notification that is tried again bears the pictures that it had at first.
 */
final class Album {
  /**
   * Bytes of pictures in one mail: many servers refuse mails over 25 MB, and base64 adds a third.
   */
  static final int MAIL_PICTURES_MAX_BYTES = 15 * 1024 * 1024;

  private final Map<String, Photographer> photographers;
  private final Duration wait;
  private final ScheduledExecutorService timer;
  private final PictureFolder folder;
  private final Map<String, CompletableFuture<List<Illustration>>> gathering =
      new ConcurrentHashMap<>();

  /**
   * @param wait how long a notification waits for its pictures
   */
  Album(
      Map<String, Photographer> photographers,
      Duration wait,
      ScheduledExecutorService timer,
      PictureFolder folder) {
    this.photographers = photographers;
    this.wait = wait;
    this.timer = timer;
    this.folder = folder;
  }

  /**
   * All pictures or the reasons for their absence, at the latest after the limit for waiting.
   *
   * @param group of the notification; its other targets share what is gathered for one
   * @param first is told of what was gathered, once
   */
  CompletableFuture<List<Illustration>> gather(
      String group, List<Attachment> attachments, Consumer<List<Illustration>> first) {
    List<Attachment> wanted = attachments.stream().distinct().toList();
    if (wanted.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    CompletableFuture<List<Illustration>> ours = new CompletableFuture<>();
    CompletableFuture<List<Illustration>> theirs = gathering.putIfAbsent(group, ours);
    if (theirs != null) {
      return theirs;
    }
    Optional<List<Illustration>> kept =
        folder.load(group, wanted.stream().map(Album::name).toList());
    CompletableFuture<List<Illustration>> gathered =
        kept.map(CompletableFuture::completedFuture)
            .orElseGet(() ->
                take(wanted)
                    .thenApply(taken -> {
                      folder.save(group, taken);
                      first.accept(taken);
                      return taken;
                    }));
    CompletableFuture<?> unused =
        gathered.whenComplete((taken, fault) -> {
          gathering.remove(group);
          if (fault == null) {
            ours.complete(taken);
          } else {
            ours.completeExceptionally(fault);
          }
        });
    return ours;
  }

  private CompletableFuture<List<Illustration>> take(List<Attachment> wanted) {
    List<CompletableFuture<Snapshot>> shots = wanted.stream().map(this::picture).toList();
    return CompletableFuture.allOf(shots.toArray(CompletableFuture[]::new))
        .thenApply(all -> {
          List<Illustration> taken = new ArrayList<>();
          for (int i = 0; i < shots.size(); i++) {
            taken.add(new Illustration(name(wanted.get(i)), shots.get(i).join()));
          }
          return fitting(taken);
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
    String late = "the camera did not answer within " + Deadline.words(wait);
    Future<?> alarm =
        timer.schedule(
            () -> shot.complete(new Missing(late)), wait.toNanos(), TimeUnit.NANOSECONDS);
    return shot.whenComplete((snapshot, fault) -> alarm.cancel(false));
  }

  private static List<Illustration> fitting(List<Illustration> taken) {
    List<Illustration> fitting = new ArrayList<>();
    int bytes = 0;
    for (Illustration illustration : taken) {
      int size = size(illustration);
      if (bytes + size > MAIL_PICTURES_MAX_BYTES) {
        fitting.add(without(illustration, "the mail would be too large with it"));
      } else {
        bytes += size;
        fitting.add(illustration);
      }
    }
    return List.copyOf(fitting);
  }

  /** Nobody needs the pictures of a notification any more. */
  void release(String group) {
    folder.delete(group);
  }

  /** Nobody needs the pictures of other notifications than these. */
  void keepOnly(Collection<String> groups) {
    folder.deleteAllBut(groups);
  }

  private static int size(Illustration illustration) {
    return illustration.snapshot() instanceof Taken(Picture picture) ? picture.bytes().size() : 0;
  }

  private static Illustration without(Illustration illustration, String reason) {
    return new Illustration(illustration.camera(), new Missing(reason));
  }
}
