package dev.belfry.service.simulation;

import dev.belfry.service.loop.Ruleset;
import dev.belfry.service.outbox.OutboxLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Runs the service, and is the one thread in it; loses all but the disk when the power fails. */
final class Computer {
  private static final long LONGEST_REST_MILLIS = 60_000;
  private static final int SLOWEST_TURN_MILLIS = 5;
  private static final int SLOWEST_START_MILLIS = 40;
  private static final List<Integer> OUTAGES_MILLIS = List.of(1, 20, 1_000, 30_000);

  private final Setting setting;
  private final Disk disk;
  private final Checker checker;
  private final Sinks sinks;
  private final OutboxLimits limits;
  private final Programs programs;
  private final IntSupplier folder;
  private final List<Sender> senders = new ArrayList<>();
  private @Nullable Life life;
  private boolean begun;
  private boolean busy;
  private long turnAtMillis = Long.MAX_VALUE;
  private int starts;

  /**
   * @param folder which of the programs lies there now
   */
  Computer(
      Setting setting,
      Disk disk,
      Checker checker,
      Sinks sinks,
      OutboxLimits limits,
      Programs programs,
      IntSupplier folder) {
    this.setting = setting;
    this.disk = disk;
    this.checker = checker;
    this.sinks = sinks;
    this.limits = limits;
    this.programs = programs;
    this.folder = folder;
  }

  /** A client that is cut off when the power fails. */
  void serve(Sender sender) {
    senders.add(sender);
  }

  /** The service that runs, to be talked to. */
  @Nullable Life life() {
    return life;
  }

  /** The service that runs, once it has begun. */
  @Nullable Life running() {
    return begun ? life : null;
  }

  int starts() {
    return starts;
  }

  /** If nothing runs, the broker listens from now on, and a little later the loop begins. */
  void boot() {
    if (life != null) {
      return;
    }
    starts++;
    setting.trace().note("the service starts");
    Life born = new Life(setting, this, disk, checker, sinks, limits);
    life = born;
    begun = false;
    setting
        .timeline()
        .after(
            setting.luck().stretch(SLOWEST_START_MILLIS),
            () -> {
              if (born.isOn()) {
                work(() -> {
                  Ruleset rules = programs.ruleset(folder.getAsInt());
                  born.begin(rules, programs.earlier(born.stored().sources(), rules));
                  begun = true;
                });
              }
            });
  }

  /** The power fails, for a while; to be thrown where something of the service is going on. */
  PowerCut cut(String where) {
    setting.trace().note("the power fails %s", where);
    lose();
    setting.timeline().after(setting.luck().of(OUTAGES_MILLIS), this::boot);
    return new PowerCut();
  }

  /** The power fails for so long, if it has not failed already. */
  void cut(long millis) {
    if (life == null) {
      return;
    }
    setting.trace().note("the power fails for %d ms", millis);
    lose();
    setting.timeline().after(millis, this::boot);
  }

  /** The service ends as it should, and starts again after so long. */
  void restart(long millis) {
    Life ending = running();
    if (ending == null) {
      return;
    }
    setting.trace().note("the service is ended");
    work(() -> {
      var unused = ending.loop().takeNoMore();
      while (ending.loop().waiting() > 0) {
        ending.loop().turn(0);
      }
      var unusedToo = ending.outbox().stop();
      ending.loop().turn(0);
      ending.loop().end();
      if (!ending.isOn()) {
        return;
      }
      lose();
      setting.timeline().after(millis, this::boot);
    });
  }

  private void lose() {
    Life lost = life;
    if (lost != null) {
      lost.end();
    }
    life = null;
    begun = false;
    turnAtMillis = Long.MAX_VALUE;
    checker.powerFailed();
    senders.forEach(Sender::breakOff);
  }

  /** Something in the service, which a failing power ends. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private void work(Work task) {
    busy = true;
    try {
      task.run();
    } catch (PowerCut off) {
      // What was going on is gone.
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    } finally {
      busy = false;
    }
    turnAtMillis = Long.MAX_VALUE;
  }

  /** Lets time pass in which the loop waits and everything else goes on. */
  void passWhileBusy(long millis) {
    Timeline timeline = setting.timeline();
    long untilMillis = timeline.nowMillis() + millis;
    while (life != null && timeline.nextMillis() <= untilMillis) {
      timeline.happen();
    }
    timeline.passTo(untilMillis);
  }

  // ---- turns

  /** When the loop turns next. */
  long turnAtMillis() {
    Life running = running();
    if (running == null || busy) {
      return Long.MAX_VALUE;
    }
    long restMillis = running.loop().restMillis(LONGEST_REST_MILLIS);
    long nowMillis = setting.timeline().nowMillis();
    if (restMillis > 0) {
      // What comes of the rest is looked at anew after each event.
      return nowMillis + restMillis;
    }
    if (turnAtMillis == Long.MAX_VALUE) {
      turnAtMillis = nowMillis + setting.luck().stretch(SLOWEST_TURN_MILLIS);
    }
    return turnAtMillis;
  }

  void turn() {
    Life running = running();
    if (running != null) {
      work(() -> running.loop().turn(0));
    }
  }

  /**
   * The clocks are not what they were: the loop looks at them soon, as it does ten times a second.
   */
  void lookAtClocks() {
    Life running = running();
    if (running != null) {
      running.asleep();
      setting
          .timeline()
          .after(
              setting.luck().below(100),
              () -> {
                if (running.isOn() && !busy) {
                  work(() -> running.loop().turn(0));
                  if (running.isOn()) {
                    running.hindered();
                  }
                }
              });
    }
  }
}
