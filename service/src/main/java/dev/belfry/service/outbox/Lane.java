package dev.belfry.service.outbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** What waits for one target, in its order. */
final class Lane {
  final String name;
  final SinkState sink;
  final Deque<Parcel> waiting = new ArrayDeque<>();
  boolean underWay;
  int attempts;

  /** Failures of the first parcel that were its own and not the sink's. */
  int refusals;

  /** When the first of them was. */
  long refusedSinceMillis;

  long notBeforeMillis = Long.MIN_VALUE;

  /** When it is looked at again; {@link Long#MAX_VALUE} for never. */
  long wakeMillis = Long.MAX_VALUE;

  Lane(String name, SinkState sink) {
    this.name = name;
    this.sink = sink;
  }

  /** The first parcel is settled; the next begins anew. */
  void next() {
    attempts = 0;
    refusals = 0;
    notBeforeMillis = Long.MIN_VALUE;
    waiting.remove();
  }
}
