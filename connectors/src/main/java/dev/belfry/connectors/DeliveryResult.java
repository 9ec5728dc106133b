package dev.belfry.connectors;

/** How a delivery ended. */
public sealed interface DeliveryResult {
  /** How often it was tried; of several targets, the most that one of them needed. */
  int attempts();

  /** Everybody has it. */
  record Delivered(int attempts, String note) implements DeliveryResult {}

  /** Somebody does not have it and will not get it; the reason, for a person, says who and why. */
  record Failed(String reason, int attempts) implements DeliveryResult {}
}
