package dev.belfry.connectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what happens; a listener that fails harms no delivery. */
final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final DeliveryListener listener;

  Reporter(DeliveryListener listener) {
    this.listener = listener;
  }

  void report(DeliveryEvent event) {
    try {
      listener.heard(event);
    } catch (RuntimeException fault) {
      LOG.error("a listener failed to hear of {}", event, fault);
    }
  }
}
