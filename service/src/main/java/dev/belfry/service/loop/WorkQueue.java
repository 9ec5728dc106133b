package dev.belfry.service.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded line before the loop. */
final class WorkQueue {
  static final int MOST_MESSAGES = 65_536;
  static final long MOST_PAYLOAD_BYTES = 64L * 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Work> line = new ArrayDeque<>();
  private long payloadBytes;
  private boolean closed;

  /** Whether the work was taken; not when the line is full or closed. */
  boolean offer(Work work) {
    lock.lock();
    try {
      // Another program is never refused for the messages before it.
      boolean full =
          work instanceof Work.Arrival
              && (line.size() >= MOST_MESSAGES || payloadBytes >= MOST_PAYLOAD_BYTES);
      if (closed || full) {
        return false;
      }
      line.add(work);
      payloadBytes += bytes(work);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Up to so many pieces of work, in their order; none when the time is over. */
  List<Work> take(int most, long waitMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
      while (line.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<Work> taken = new ArrayList<>();
      while (taken.size() < most && !line.isEmpty()) {
        Work work = line.remove();
        payloadBytes -= bytes(work);
        taken.add(work);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** All that is left, without waiting. */
  List<Work> takeAll() {
    lock.lock();
    try {
      List<Work> left = new ArrayList<>(line);
      line.clear();
      payloadBytes = 0;
      return left;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what is in the line can still be taken out of it. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isFinished() {
    lock.lock();
    try {
      return closed && line.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }

  private static long bytes(Work work) {
    return work instanceof Work.Arrival arrival ? arrival.message().payload().size() : 0;
  }
}
