package dev.belfry.service.world;

import dev.belfry.connectors.DeliveryEvent;
import dev.belfry.connectors.DeliveryListener;
import dev.belfry.connectors.DeliveryResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** Tells the terminal and the counters how deliveries go. */
final class DeliveryReports implements DeliveryListener {
  private final Consumer<String> good;
  private final Consumer<String> bad;
  private final MeterRegistry metrics;

  /**
   * @param good shows what went well
   * @param bad shows what did not
   */
  DeliveryReports(Consumer<String> good, Consumer<String> bad, MeterRegistry metrics) {
    this.good = good;
    this.bad = bad;
    this.metrics = metrics;
  }

  @Override
  public void heard(DeliveryEvent event) {
    switch (event) {
      case DeliveryEvent.AttemptFailed it -> {
        count("retried", it.sink());
        // The first failure is news, and then each time the number of attempts has doubled.
        if (Integer.bitCount(it.attempt()) == 1) {
          bad.accept(it.sink() + "  attempt " + it.attempt() + " failed: " + it.reason());
        }
      }
      case DeliveryEvent.Settled it -> settled(it);
      case DeliveryEvent.PictureMissing it ->
          bad.accept("camera " + it.camera() + "  no picture: " + it.reason());
    }
  }

  private void settled(DeliveryEvent.Settled it) {
    switch (it.result()) {
      case DeliveryResult.Delivered delivered -> {
        count("delivered", it.sink());
        good.accept(it.sink() + "  → " + it.target() + note(delivered));
      }
      case DeliveryResult.Failed failed -> {
        count("failed", it.sink());
        bad.accept(it.sink() + "  could not be delivered: " + failed.reason());
      }
    }
  }

  private static String note(DeliveryResult.Delivered delivered) {
    return delivered.note().isEmpty() ? "" : " (" + delivered.note() + ")";
  }

  private void count(String outcome, String sink) {
    metrics.counter("belfry.deliveries", "outcome", outcome, "sink", sink).increment();
  }
}
