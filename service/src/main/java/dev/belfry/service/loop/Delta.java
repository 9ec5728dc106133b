package dev.belfry.service.loop;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import dev.belfry.service.store.Batch;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.store.Sources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed since the last commit, each piece of state once, and how long it may wait. */
final class Delta {
  /** A change that nobody waits for is on the disk within this time. */
  static final long LONGEST_WAIT_MILLIS = 1_000;

  /** So many changes are not kept waiting any longer. */
  static final int MOST_ENTRIES_WAITING = 10_000;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Message> retained = new ArrayList<>();
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();
  private final Set<Packet> received = new LinkedHashSet<>();
  private final List<Packet> forgotten = new ArrayList<>();
  private Optional<Sources> sources = Optional.empty();
  private long sinceMillis = Long.MAX_VALUE;
  private boolean urgent;

  void add(List<Entry> changes, long timeMillis) {
    changes.forEach(entry -> entries.put(entry.key(), entry));
    if (!entries.isEmpty()) {
      waitingSince(timeMillis);
    }
  }

  private void waitingSince(long timeMillis) {
    sinceMillis = Math.min(sinceMillis, timeMillis);
  }

  void retain(Message message) {
    retained.add(message);
    urgent = true;
  }

  void send(Parcel parcel) {
    parcels.add(parcel);
    urgent = true;
  }

  /** Nobody waits for it: a parcel that is delivered once more bears the same id. */
  void settle(Settlement settlement, long timeMillis) {
    settlements.add(settlement);
    waitingSince(timeMillis);
  }

  void receive(Packet packet, List<Packet> instead) {
    received.add(packet);
    instead.forEach(received::remove);
    forgotten.addAll(instead);
    urgent = true;
  }

  /** The rules are made of something else. */
  void keep(Sources others) {
    sources = Optional.of(others);
    urgent = true;
  }

  /** Somebody waits for what is in here. */
  void hurry() {
    urgent = true;
  }

  /** When it must be committed at the latest, or {@link Long#MAX_VALUE}. */
  long dueMillis() {
    return urgent || entries.size() + settlements.size() >= MOST_ENTRIES_WAITING
        ? Long.MIN_VALUE
        : sinceMillis == Long.MAX_VALUE ? Long.MAX_VALUE : sinceMillis + LONGEST_WAIT_MILLIS;
  }

  List<Parcel> parcels() {
    return List.copyOf(parcels);
  }

  Batch batch(RunRecord run) {
    return new Batch(
        run,
        List.copyOf(entries.values()),
        List.copyOf(retained),
        List.copyOf(parcels),
        List.copyOf(settlements),
        List.copyOf(received),
        List.copyOf(forgotten),
        sources);
  }

  void clear() {
    entries.clear();
    retained.clear();
    parcels.clear();
    settlements.clear();
    received.clear();
    forgotten.clear();
    sources = Optional.empty();
    sinceMillis = Long.MAX_VALUE;
    urgent = false;
  }
}
