package dev.belfry.service.simulation;

import dev.belfry.event.Message;
import dev.belfry.event.Packet;
import dev.belfry.event.Payload;
import dev.belfry.machine.Entry;
import dev.belfry.service.outbox.DeadLetter;
import dev.belfry.service.outbox.Parcel;
import dev.belfry.service.outbox.Settlement;
import dev.belfry.service.store.Batch;
import dev.belfry.service.store.Contents;
import dev.belfry.service.store.RunRecord;
import dev.belfry.service.store.Sources;
import dev.belfry.service.store.Storage;
import dev.belfry.service.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A store that keeps what was committed and nothing else. A batch whose commit failed, or during
 * whose commit the power failed, may be there as a whole or not at all.
 */
final class Disk implements Storage {
  private final Setting setting;
  private final Checker checker;
  private final Map<String, Payload> entries = new TreeMap<>();
  private final Map<String, Message> retained = new TreeMap<>();
  private final Map<Long, Parcel> parcels = new TreeMap<>();
  private final Map<Long, DeadLetter> deadLetters = new TreeMap<>();
  private final Map<String, Packet> received = new TreeMap<>();
  private Optional<RunRecord> run = Optional.empty();
  private Sources sources = Sources.NONE;
  private long fullUntilMillis = Long.MIN_VALUE;
  private boolean failed;

  Disk(Setting setting, Checker checker) {
    this.setting = setting;
    this.checker = checker;
  }

  /** Nothing can be written for so long. */
  void fill(long millis) {
    setting.trace().note("the disk is full");
    fullUntilMillis = setting.timeline().nowMillis() + millis;
  }

  /** There is room. */
  void calmDown() {
    fullUntilMillis = Long.MIN_VALUE;
  }

  private boolean isFull() {
    return setting.timeline().nowMillis() < fullUntilMillis;
  }

  @Override
  public void commit(Batch batch) throws StoreException {
    if (failed) {
      checker.fail("a commit after one that failed, without beginning anew");
    }
    if (isFull()) {
      failed = true;
      throw refusal("the disk is full");
    }
    if (setting.luck().commitFails()) {
      failed = true;
      if (setting.luck().below(2) == 1) {
        write(batch);
      }
      setting.trace().note("a commit fails");
      throw refusal("the disk is worn");
    }
    write(batch);
  }

  @Override
  public void reopen() throws StoreException {
    if (isFull()) {
      throw refusal("the disk is full");
    }
    failed = false;
  }

  private static StoreException refusal(String words) {
    return new StoreException(words, new IOException(words));
  }

  /** What lasts is read anew. */
  Contents load() {
    failed = false;
    List<Entry> state = new ArrayList<>();
    entries.forEach((key, value) -> state.add(new Entry(key, Optional.of(value))));
    return new Contents(
        "sim",
        run,
        state,
        List.copyOf(retained.values()),
        List.copyOf(parcels.values()),
        List.copyOf(deadLetters.values()),
        List.copyOf(received.values()),
        sources);
  }

  private void write(Batch batch) {
    for (Entry entry : batch.entries()) {
      entry
          .value()
          .ifPresentOrElse(
              value -> entries.put(entry.key(), value), () -> entries.remove(entry.key()));
    }
    for (Message message : batch.retained()) {
      if (message.payload().isEmpty()) {
        retained.remove(message.topic());
      } else {
        retained.put(message.topic(), message);
      }
    }
    batch.parcels().forEach(parcel -> parcels.put(parcel.number(), parcel));
    checker.committed(batch);
    batch.settlements().forEach(this::settle);
    batch.forgotten().forEach(packet -> received.remove(name(packet)));
    batch.received().forEach(packet -> received.put(name(packet), packet));
    sources = batch.sources().orElse(sources);
    run = Optional.of(batch.run());
  }

  private static String name(Packet packet) {
    return packet.client() + "/" + packet.packet();
  }

  private void settle(Settlement settlement) {
    long number = settlement.number();
    switch (settlement) {
      case Settlement.Gone ignored -> {
        Parcel parcel = parcels.remove(number);
        DeadLetter letter = deadLetters.remove(number);
        if (parcel != null) {
          checker.goneWhileWaiting(parcel);
        }
        if (letter != null) {
          checker.goneWhileDead(letter, deadLetters.size() + 1);
        }
      }
      case Settlement.Dead it -> {
        parcels.remove(number);
        deadLetters.put(number, it.letter());
      }
      case Settlement.Revived it -> {
        deadLetters.remove(number);
        parcels.put(number, it.parcel());
      }
    }
  }

  /** What is retained, by topic. */
  Map<String, Payload> retained() {
    Map<String, Payload> payloads = new TreeMap<>();
    retained.forEach((topic, message) -> payloads.put(topic, message.payload()));
    return payloads;
  }

  /** What waits to be delivered. */
  List<Parcel> waiting() {
    return List.copyOf(parcels.values());
  }

  /** What was given up. */
  List<DeadLetter> dead() {
    return List.copyOf(deadLetters.values());
  }
}
