package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.machine.Entry;
import java.util.List;
import java.util.Optional;

/**
 * All that the store holds at start.
 *
 * @param clock when it was last written; absent in a new store
 * @param entries the machine's state
 * @param retained one message a topic
 */
public record Contents(Optional<ClockReading> clock, List<Entry> entries, List<Message> retained) {}
