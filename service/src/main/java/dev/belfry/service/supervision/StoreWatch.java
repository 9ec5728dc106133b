package dev.belfry.service.supervision;

import dev.belfry.effect.Effect;
import dev.belfry.machine.Report;
import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.supervision.HouseAlerts.Trouble;

/** Raises an alert while the store cannot be written; another observer hears all the rest. */
public record StoreWatch(LoopObserver other, HouseAlerts alerts) implements LoopObserver {
  @Override
  public void storeFailed(String words) {
    other.storeFailed(words);
    alerts.raise(Trouble.STORE, "", words);
  }

  @Override
  public void storeRecovered() {
    other.storeRecovered();
    alerts.resolve(Trouble.STORE, "", "the store works again");
  }

  @Override
  public void reported(long wallMillis, Report report) {
    other.reported(wallMillis, report);
  }

  @Override
  public void logged(long wallMillis, Effect.Log line) {
    other.logged(wallMillis, line);
  }

  @Override
  public void alerted(long wallMillis, Effect.Alert alert) {
    other.alerted(wallMillis, alert);
  }
}
