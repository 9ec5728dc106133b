package dev.belfry.service.supervision;

import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.OutboxListener;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.supervision.HouseAlerts.Trouble;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** Tells the terminal and the counters how deliveries go, and raises an alert for what is lost. */
public final class DeliveryWatch implements OutboxListener {
  private final Consumer<String> good;
  private final Consumer<String> bad;
  private final HouseAlerts alerts;
  private final MeterRegistry metrics;

  /**
   * A watch.
   *
   * @param good shows what went well
   * @param bad shows what did not
   */
  public DeliveryWatch(
      Consumer<String> good, Consumer<String> bad, HouseAlerts alerts, MeterRegistry metrics) {
    this.good = good;
    this.bad = bad;
    this.alerts = alerts;
    this.metrics = metrics;
  }

  /** What subscribers get is seen by the broker's clients; people want to know of the rest. */
  private static boolean isForPeople(Parcel parcel) {
    return !parcel.sink().equals("broker");
  }

  @Override
  public void failed(Parcel parcel, int attempts, String reason) {
    count("retried", parcel);
    // The first failure is news, and then each time the number of attempts has doubled.
    if (isForPeople(parcel) && Integer.bitCount(attempts) == 1) {
      bad.accept(parcel.sink() + "  attempt " + attempts + " failed: " + reason);
    }
  }

  @Override
  public void delivered(Parcel parcel, int attempts, String note) {
    count("delivered", parcel);
    if (isForPeople(parcel)) {
      good.accept(
          parcel.sink() + "  → " + parcel.target() + (note.isEmpty() ? "" : " (" + note + ")"));
      alerts.resolve(Trouble.DELIVERY, parcel.sink(), "deliveries by " + parcel.sink() + " work");
    }
  }

  @Override
  public void gaveUp(DeadLetter letter) {
    Parcel parcel = letter.parcel();
    count("failed", parcel);
    String words = parcel.target() + " could not be reached: " + letter.reason();
    bad.accept(parcel.sink() + "  " + words + "; \"belfry outbox\" shows what is kept");
    alerts.raise(Trouble.DELIVERY, parcel.sink(), words);
  }

  private void count(String outcome, Parcel parcel) {
    metrics.counter("belfry.deliveries", "outcome", outcome, "sink", parcel.sink()).increment();
  }
}
