package dev.belfry.service.supervision;

import dev.belfry.service.loop.LoopObserver;
import dev.belfry.service.supervision.HouseAlerts.Trouble;

/** Raises an alert while the store cannot be written. */
public record StoreWatch(HouseAlerts alerts) implements LoopObserver {
  @Override
  public void storeFailed(String words) {
    alerts.raise(Trouble.STORE, "", words);
  }

  @Override
  public void storeRecovered() {
    alerts.resolve(Trouble.STORE, "", "the store works again");
  }
}
