package dev.belfry.service.supervision;

import dev.belfry.service.loop.SteadyClock;
import dev.belfry.service.outbox.Wakeup;
import dev.belfry.service.supervision.HouseAlerts.Trouble;
import java.util.function.Consumer;

/**
 * Says so while the clock on the wall cannot be right, as after a start of a computer without a
 * battery for it. Rules go on meanwhile; what depends on the time of day waits for it to be set.
 */
public final class ClockWatch {
  static final long LOOK_MILLIS = 5_000;

  private final SteadyClock clock;
  private final HouseAlerts alerts;
  private final Consumer<String> warn;

  /**
   * A watch over a clock.
   *
   * @param warn shows a sentence
   */
  public ClockWatch(SteadyClock clock, HouseAlerts alerts, Consumer<String> warn) {
    this.clock = clock;
    this.alerts = alerts;
    this.warn = warn;
  }

  /** Looks now, and from time to time until the clock is right. */
  public void start(Wakeup wakeup) {
    if (clock.isDoubtful()) {
      String words =
          "the clock shows a time that is over; alarms and durations work, times of day are wrong"
              + " until it is set";
      warn.accept(words);
      alerts.raise(Trouble.CLOCK, "", words);
      again(wakeup);
    }
  }

  private void again(Wakeup wakeup) {
    wakeup.after(LOOK_MILLIS, () -> look(wakeup));
  }

  private void look(Wakeup wakeup) {
    if (clock.isDoubtful()) {
      again(wakeup);
    } else {
      alerts.resolve(Trouble.CLOCK, "", "the clock was set");
    }
  }
}
