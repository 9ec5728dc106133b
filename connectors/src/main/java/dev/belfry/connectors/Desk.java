package dev.belfry.connectors;

import dev.belfry.connectors.DeliveryResult.Delivered;
import dev.belfry.connectors.sink.Attempt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sees one delivery to one target through: a place in the sink's queue, no second time for whoever
 * has it, a report of each failure and of the end.
 */
final class Desk {
  private final Receipts receipts;
  private final Reporter reporter;

  Desk(Receipts receipts, Reporter reporter) {
    this.receipts = receipts;
    this.reporter = reporter;
  }

  /** What is delivered, and to whom by way of which sink. */
  record Parcel(String id, Sink sink, String target) {}

  /**
   * Delivers.
   *
   * @param goods what must be there first; the parcel has its place in the queue meanwhile
   * @param errand one attempt
   */
  <T> CompletableFuture<DeliveryResult> deliver(
      Parcel parcel, CompletableFuture<T> goods, Function<T, Attempt> errand) {
    Sink sink = parcel.sink();
    if (receipts.holds(parcel.id(), parcel.target())) {
      return CompletableFuture.completedFuture(new Delivered(0, parcel.target() + " has it"));
    }
    if (!sink.enter()) {
      return CompletableFuture.completedFuture(settle(parcel, sink.full()));
    }
    return goods
        .thenCompose(ready -> sink.perform(work(parcel, () -> errand.apply(ready))))
        .whenComplete((result, fault) -> sink.leave())
        .thenApply(result -> settle(parcel, result));
  }

  private Work work(Parcel parcel, Supplier<Attempt> errand) {
    return new Work(
        () -> noted(parcel, errand.get()),
        (attempt, reason) ->
            reporter.report(
                new DeliveryEvent.AttemptFailed(
                    parcel.id(), parcel.sink().name(), parcel.target(), attempt, reason)));
  }

  private Attempt noted(Parcel parcel, Attempt attempt) {
    if (attempt instanceof Attempt.Done) {
      receipts.add(parcel.id(), parcel.target());
    }
    return attempt;
  }

  private DeliveryResult settle(Parcel parcel, DeliveryResult result) {
    reporter.report(
        new DeliveryEvent.Settled(parcel.id(), parcel.sink().name(), parcel.target(), result));
    return result;
  }
}
