package dev.belfry.connectors;

/** Hears what happens to deliveries; called on the connectors' threads, so it must be short. */
@FunctionalInterface
public interface DeliveryListener {
  /** What it throws is logged and otherwise ignored. */
  void heard(DeliveryEvent event);
}
