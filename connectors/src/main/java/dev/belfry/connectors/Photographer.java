package dev.belfry.connectors;

import dev.belfry.connectors.camera.Camera;
import dev.belfry.connectors.camera.Snapshot;
import dev.belfry.connectors.camera.Snapshot.Missing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the pictures of one camera. Requests that come while one waits for its turn share that
 * one's picture, which is younger than any of them: so at most one waits, however many ask.
 */
final class Photographer {
  private static final Logger LOG = LoggerFactory.getLogger(Photographer.class);

  private final Camera camera;
  private final ExecutorService pool;
  private @Nullable CompletableFuture<Snapshot> waiting;

  Photographer(Camera camera, ExecutorService pool) {
    this.camera = camera;
    this.pool = pool;
  }

  /** The next picture. */
  synchronized CompletableFuture<Snapshot> next() {
    if (waiting != null) {
      return waiting.copy();
    }
    CompletableFuture<Snapshot> shot = new CompletableFuture<>();
    try {
      waiting = shot;
      pool.execute(() -> take(shot));
    } catch (RejectedExecutionException closed) {
      waiting = null;
      shot.complete(new Missing("Belfry is stopping"));
    }
    return shot.copy();
  }

  private void take(CompletableFuture<Snapshot> shot) {
    synchronized (this) {
      waiting = null;
    }
    try {
      shot.complete(camera.take());
    } catch (RuntimeException fault) {
      LOG.error("taking a picture met a fault of ours", fault);
      shot.complete(new Missing("a fault inside Belfry: " + fault));
    }
  }

  void cutOff() {
    pool.shutdownNow();
    camera.close();
  }
}
