package dev.belfry.connectors;

import java.time.Duration;

/**
 * The limits of delivering.
 *
 * @param waitingMax deliveries that may wait for one sink; more fail at once
 * @param pictureWait how long a notification waits for its pictures, counted from its beginning
 * @param picturesMaxBytes of all pictures that wait for a mail server together
 */
public record DeliveryLimits(
    int waitingMax, Duration pictureWait, int picturesMaxBytes, RetrySettings retry) {
  public static final DeliveryLimits USUAL =
      new DeliveryLimits(1_000, Duration.ofSeconds(5), 64 * 1024 * 1024, RetrySettings.USUAL);
}
