package dev.belfry.service.rules;

import dev.belfry.service.schedule.Recurring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for a scan of a folder on a thread of its own: when something happened in it and quiet has
 * come back, and every so often anyway. File events are only a hint; the scan decides.
 */
public final class FolderWatch implements AutoCloseable {
  /** A scan on one thread, which answers how soon it wants the next one. */
  @FunctionalInterface
  public interface Scan {
    /**
     * Scans once.
     *
     * @param timeMillis of a clock that never goes back
     * @return when to scan again at the latest, on the same clock
     */
    OptionalLong scan(long timeMillis);
  }

  /** With the time that changes take to settle, whoever saves a file waits a third of a second. */
  static final long QUIET_MILLIS = 100;

  /** A folder that is not there sends no events; somebody waits for it to be taken. */
  static final long MISSING_MILLIS = 1_000;

  /** Somebody who writes without a pause is not waited for any longer. */
  static final long LONGEST_UNREST_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final Path root;
  private final Scan scan;
  private final Thread thread;
  private final Recurring schedule;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long originNanos = System.nanoTime();
  // What follows is guarded by the lock.
  private Unrest unrest = Unrest.NONE;
  private long wantedMillis;
  private boolean closed;

  /** Events that no scan has answered yet: when the first and when the last of them came. */
  private record Unrest(long firstMillis, long lastMillis) {
    static final Unrest NONE = new Unrest(Long.MAX_VALUE, Long.MAX_VALUE);

    Unrest and(long nowMillis) {
      return new Unrest(Math.min(firstMillis, nowMillis), nowMillis);
    }

    long scanAtMillis() {
      return this.equals(NONE)
          ? Long.MAX_VALUE
          : Math.min(lastMillis + QUIET_MILLIS, firstMillis + LONGEST_UNREST_MILLIS);
    }
  }

  private FolderWatch(Path root, Duration rescan, Scan scan) {
    this.root = root;
    this.scan = scan;
    this.thread = new Thread(this::run, "rules");
    this.schedule = Recurring.every(rescan, "rescan", this::scanSoon);
  }

  /** Starts to watch, with a first scan at once. The folder need not be there yet. */
  public static FolderWatch start(Path root, Duration rescan, Scan scan) {
    FolderWatch watch = new FolderWatch(root, rescan, scan);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try (TreeWatch tree = new TreeWatch(root, this::stirred)) {
      while (awaitTurn()) {
        // A tree that was just taken under watch may have changed before it was.
        boolean again = tree.follow();
        long now = nowMillis();
        OptionalLong wanted = scan.scan(now);
        wantAt(Math.min(wanted.orElse(Long.MAX_VALUE), again ? now + QUIET_MILLIS : unasked(now)));
      }
    } catch (RuntimeException | Error bug) {
      LOG.error("the rules folder is no longer watched; restart Belfry and report this", bug);
    }
  }

  private long unasked(long nowMillis) {
    return Files.isDirectory(root) ? Long.MAX_VALUE : nowMillis + MISSING_MILLIS;
  }

  /** Waits until a scan is due; false when the watch is over. */
  private boolean awaitTurn() {
    lock.lock();
    try {
      long due = dueMillis();
      while (!closed && due > nowMillis()) {
        long left = Math.min(due - nowMillis(), TimeUnit.HOURS.toMillis(1));
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(left));
        due = dueMillis();
      }
      unrest = Unrest.NONE;
      wantedMillis = Long.MAX_VALUE;
      return !closed;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long dueMillis() {
    return Math.min(wantedMillis, unrest.scanAtMillis());
  }

  private void stirred() {
    lock.lock();
    try {
      unrest = unrest.and(nowMillis());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Asks for a scan without waiting for quiet. */
  public void scanSoon() {
    wantAt(nowMillis());
  }

  private void wantAt(long atMillis) {
    lock.lock();
    try {
      wantedMillis = Math.min(wantedMillis, atMillis);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - originNanos);
  }

  /** Ends the watch; a scan that runs is finished first. */
  @Override
  public void close() {
    schedule.close();
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(LONGEST_UNREST_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
