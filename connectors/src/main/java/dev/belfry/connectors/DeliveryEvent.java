package dev.belfry.connectors;

/** Something that happened on the way, for a terminal, a log or a counter. */
public sealed interface DeliveryEvent {
  /** The effect's id. */
  String id();

  /** An attempt failed; the delivery's end is reported apart. */
  record AttemptFailed(String id, String sink, String target, int attempt, String reason)
      implements DeliveryEvent {}

  /** One target has it, or never will. */
  record Settled(String id, String sink, String target, DeliveryResult result)
      implements DeliveryEvent {}

  /** A notification goes without a picture. */
  record PictureMissing(String id, String camera, String reason) implements DeliveryEvent {}
}
