package dev.belfry.service.history;

import dev.belfry.service.config.HistorySettings;
import dev.belfry.service.schedule.Recurring;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history's thread: gathers numbers, writes them every few seconds, removes what is too old or
 * too much. While nothing can be written it keeps what it has gathered and takes up nothing more.
 */
final class HistoryWriter implements AutoCloseable {
  /**
   * As much is lost when the process is killed; the fewer writes there are, the longer flash lasts.
   */
  private static final long PAUSE_MILLIS = Long.getLong("belfry.history.millis", 30_000);

  private static final long RETRY_MILLIS = 5_000;

  /** Between the parts of a removal that takes long. */
  private static final long SHORT_PAUSE_MILLIS = 100;

  private static final Duration BETWEEN_REMOVALS = Duration.ofHours(1);
  private static final long LONGEST_END_MILLIS = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);

  private final Path path;
  private final HistorySettings settings;
  private final Measurements measurements;
  private final HistoryTroubles troubles;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final StraightClock clock = new StraightClock(InstantSource.system(), System::nanoTime);
  private final Recurring removals;
  private final Thread thread;

  /** What the wall clock said when a removal was last called for; empty once it is done. */
  private volatile OptionalLong removalMillis = OptionalLong.empty();

  private @Nullable HistoryFile file;

  /** Whether there is more to remove. */
  private boolean more;

  HistoryWriter(
      Path path, HistorySettings settings, Measurements measurements, HistoryTroubles troubles) {
    this.path = path;
    this.settings = settings;
    this.measurements = measurements;
    this.troubles = troubles;
    this.removals =
        Recurring.every(BETWEEN_REMOVALS, "history", () -> removalMillis = clock.look());
    this.thread = new Thread(this::run, "history");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!isEnding()) {
        gather(turn());
      }
    } catch (InterruptedException told) {
      // What is left is written now.
    } catch (RuntimeException | Error bug) {
      LOG.error("no history is kept any more; restart Belfry and report this", bug);
      return;
    }
    end();
    closeFile();
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Gathers for so long, or until there is enough. */
  private void gather(long millis) throws InterruptedException {
    long dueMillis = nowMillis() + millis;
    for (long left = millis; left > 0; left = dueMillis - nowMillis()) {
      if (!measurements.isFull()) {
        measurements.gather(left);
      } else if (file != null || ending.await(left, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Writes once and removes a little; answers how long to rest. */
  private long turn() {
    SQLException failure = tryToWrite();
    if (failure != null && BrokenHistory.isBroken(failure) && isReplaced(failure)) {
      failure = tryToWrite();
    }
    if (failure != null) {
      troubles.failed(path, failure);
      return RETRY_MILLIS;
    }
    return more ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS;
  }

  /** What went wrong, or null; then the file is closed. */
  private @Nullable SQLException tryToWrite() {
    try {
      HistoryFile open = open();
      if (!measurements.gathered().isEmpty()) {
        int homeless = open.write(measurements.gathered());
        measurements.gathered().clear();
        troubles.wrote(homeless);
      }
      more = open.shrink() || removeOld(open);
      return null;
    } catch (SQLException failure) {
      closeFile();
      return failure;
    }
  }

  private HistoryFile open() throws SQLException {
    HistoryFile open = file == null ? HistoryFile.open(path, settings) : file;
    file = open;
    return open;
  }

  private boolean removeOld(HistoryFile open) throws SQLException {
    OptionalLong millis = removalMillis;
    if (millis.isEmpty() || open.removeOld(millis.getAsLong())) {
      return millis.isPresent();
    }
    removalMillis = OptionalLong.empty();
    return false;
  }

  private boolean isReplaced(SQLException failure) {
    try {
      troubles.replaced(path, BrokenHistory.moveAside(path, InstantSource.system()), failure);
      return true;
    } catch (IOException stuck) {
      failure.addSuppressed(stuck);
      return false;
    }
  }

  /** What still waits is written, unless that fails. */
  private void end() {
    // The interrupt has said what it had to say.
    var unused = Thread.interrupted();
    try {
      boolean any = true;
      while (any) {
        any = measurements.gather(0);
        if (measurements.isFull() || !any) {
          turn();
          any &= file != null;
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeFile() {
    if (file != null) {
      file.close();
    }
    file = null;
  }

  @Override
  public void close() {
    removals.close();
    ending.countDown();
    thread.interrupt();
    try {
      thread.join(LONGEST_END_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
