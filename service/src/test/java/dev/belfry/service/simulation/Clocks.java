package dev.belfry.service.simulation;

import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.store.ClockReading;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the clocks of the computer show: the one on the wall may be set, one stops in its sleep. */
final class Clocks {
  private final Timeline timeline;
  private long wallAheadMillis;
  private long sleptMillis;

  Clocks(Timeline timeline) {
    this.timeline = timeline;
  }

  long wallMillis() {
    return timeline.nowMillis() + wallAheadMillis;
  }

  /** Sets the clock on the wall forward, or back. */
  void set(long byMillis) {
    wallAheadMillis += byMillis;
  }

  /** The computer sleeps: nothing happens in it. */
  void sleep(long millis) {
    timeline.passTo(timeline.nowMillis() + millis);
    sleptMillis += millis;
  }

  /** The service's own clock, going on from the last reading of an earlier run. */
  SteadyClock steady(Optional<ClockReading> last) {
    return new SteadyClock(
        () -> Instant.ofEpochMilli(wallMillis()),
        () -> TimeUnit.MILLISECONDS.toNanos(timeline.nowMillis() - sleptMillis),
        () -> TimeUnit.MILLISECONDS.toNanos(timeline.nowMillis()),
        last);
  }
}
