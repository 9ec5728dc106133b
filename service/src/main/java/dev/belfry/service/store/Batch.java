package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.machine.Entry;
import java.util.List;

/**
 * What is written in one transaction.
 *
 * @param clock the time up to which it is true
 * @param entries the machine's state that changed
 * @param retained messages published with the retain flag, in their order; an empty payload clears
 *     the topic
 */
public record Batch(ClockReading clock, List<Entry> entries, List<Message> retained) {
  /** Whether there is nothing to write but the time. */
  public boolean isEmpty() {
    return entries.isEmpty() && retained.isEmpty();
  }
}
