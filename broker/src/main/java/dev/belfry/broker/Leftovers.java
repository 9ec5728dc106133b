package dev.belfry.broker;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import java.util.Collection;
import java.util.List;

/**
 * What a broker goes on with that an earlier one left.
 *
 * @param retained the retained messages
 * @param received packets that are safe, and may be sent again by clients that were not told so
 */
public record Leftovers(Collection<Message> retained, Collection<Packet> received) {
  /** Nothing is left. */
  public static final Leftovers NONE = new Leftovers(List.of(), List.of());
}
