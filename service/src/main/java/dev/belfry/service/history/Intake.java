package dev.belfry.service.history;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Messages that wait for the history's thread. Nobody waits for room: what finds none is left. */
final class Intake {
  static final int MOST_MESSAGES = 20_000;
  static final long MOST_BYTES = 8_000_000;

  /** What a message takes up besides its payload, about. */
  private static final int OVERHEAD_BYTES = 200;

  private final BlockingQueue<Sample> waiting = new ArrayBlockingQueue<>(MOST_MESSAGES);
  private final AtomicLong bytes = new AtomicLong();

  /** Whether there was room for it. */
  boolean offer(Sample sample) {
    long size = size(sample);
    if (bytes.addAndGet(size) <= MOST_BYTES && waiting.offer(sample)) {
      return true;
    }
    bytes.addAndGet(-size);
    return false;
  }

  /** The next one, or null if none comes in time. */
  @Nullable Sample poll(long waitMillis) throws InterruptedException {
    Sample sample = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (sample != null) {
      bytes.addAndGet(-size(sample));
    }
    return sample;
  }

  private static long size(Sample sample) {
    return (long) OVERHEAD_BYTES + sample.topic().length() + sample.payload().size();
  }
}
