package dev.belfry.service.outbox;

import dev.belfry.connectors.sink.Attempt;
import java.util.concurrent.CompletionStage;

/** Brings parcels where they belong. */
public interface Carrier {
  /**
   * One attempt, without waiting for it. A stage that completes exceptionally is a fault of ours,
   * and the parcel is not tried again.
   */
  CompletionStage<Attempt> carry(Parcel parcel);

  /** The parcels of an effect are all settled, this one the last; what was kept for them may go. */
  void release(Parcel last);
}
