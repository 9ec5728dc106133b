package dev.belfry.service.outbox;

/** Hears how deliveries go. Called with the outbox locked: it must be quick. */
public interface OutboxListener {
  /** An attempt failed, and there will be another. */
  void failed(Parcel parcel, int attempts, String reason);

  /** It is there. */
  void delivered(Parcel parcel, int attempts, String note);

  /** It was given up. */
  void gaveUp(DeadLetter letter);
}
