package dev.belfry.service.outbox;

import java.util.LinkedHashSet;
import java.util.Set;

/** Whether a sink is there. One that is not is left alone but for one parcel from time to time. */
final class SinkState {
  final Set<Lane> lanes = new LinkedHashSet<>();
  int failures;
  long notBeforeMillis = Long.MIN_VALUE;
  boolean probing;

  boolean isDown() {
    return failures > 0;
  }

  void isThere() {
    failures = 0;
    notBeforeMillis = Long.MIN_VALUE;
  }
}
