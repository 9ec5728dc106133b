package dev.belfry.service.store;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import java.util.List;
import java.util.Optional;

/**
 * What is written in one transaction. Written twice it means the same as written once.
 *
 * @param run the time up to which it is true, and what is counted
 * @param entries the machine's state that changed
 * @param retained messages published with the retain flag, in their order; an empty payload clears
 *     the topic
 * @param parcels effects that wait for their delivery from now on
 * @param settlements what became of parcels
 * @param received packets whose messages are in here
 * @param forgotten packets that need not be remembered any more
 * @param sources what the rules are made of from now on, if that is something else
 */
public record Batch(
    RunRecord run,
    List<Entry> entries,
    List<Message> retained,
    List<Parcel> parcels,
    List<Settlement> settlements,
    List<Packet> received,
    List<Packet> forgotten,
    Optional<Sources> sources) {}
