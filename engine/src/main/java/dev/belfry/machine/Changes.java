package dev.belfry.machine;

import dev.belfry.event.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changed since the state was last handed out. */
final class Changes {
  private record Dirty(Memory memory, Cell cell) {}

  private final List<TopicState> topics = new ArrayList<>();
  private final List<Dirty> cells = new ArrayList<>();
  private final Map<String, Payload> pieces = new LinkedHashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();

  /** How rules and alerts are built that were built otherwise before. */
  private final List<Blueprint> blueprints = new ArrayList<>();

  /** Rules that were switched, and whether they are on. */
  private final Map<String, Boolean> switches = new LinkedHashMap<>();

  void of(TopicState topic) {
    if (!topic.dirty) {
      topic.dirty = true;
      topics.add(topic);
    }
  }

  void of(Memory memory, Cell cell) {
    memory.touch(cell);
    if (!cell.dirty) {
      cell.dirty = true;
      cells.add(new Dirty(memory, cell));
    }
  }

  void ofSwitch(String rule, boolean on) {
    switches.put(rule, on);
  }

  /** The machine goes by another plan of a rule or an alert. */
  void of(Blueprint blueprint) {
    gone.remove(blueprint.durableKey());
    blueprints.add(blueprint);
  }

  /** Nothing more is written of a topic that is forgotten. */
  void forgotten(TopicState topic) {
    topic.forgotten = true;
    gone.add(Durable.keyOf(topic));
    if (topic.series != null) {
      forgotten(topic, topic.series);
    }
  }

  /** No window over a topic is left. */
  void forgotten(TopicState topic, Series series) {
    gone.addAll(DurableSeries.keys(topic, series));
  }

  /** Nothing more is written of what is forgotten. */
  void forgotten(Memory memory, Cell cell) {
    cell.forgotten = true;
    gone.add(Durable.keyOf(memory, cell));
  }

  /** A piece that is neither of a topic nor of an operator. */
  void written(String key, Payload value) {
    gone.remove(key);
    pieces.put(key, value);
  }

  void forgotten(String key) {
    pieces.remove(key);
    gone.add(key);
  }

  /** The changes as pieces for the store; asked once. */
  List<Entry> drain(Clock clock) {
    if (topics.isEmpty()
        && cells.isEmpty()
        && gone.isEmpty()
        && pieces.isEmpty()
        && blueprints.isEmpty()
        && switches.isEmpty()) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    gone.forEach(key -> entries.add(new Entry(key, Optional.empty())));
    pieces.forEach((key, value) -> entries.add(new Entry(key, Optional.of(value))));
    blueprints.forEach(it -> entries.add(new Entry(it.durableKey(), Optional.of(it.bytes()))));
    switches.forEach((rule, on) -> entries.add(Durable.entry(rule, on)));
    for (TopicState topic : topics) {
      topic.dirty = false;
      if (!topic.forgotten) {
        entries.add(new Entry(Durable.keyOf(topic), Durable.bytes(topic)));
        if (topic.series != null) {
          DurableSeries.drain(topic, topic.series, entries);
        }
      }
    }
    for (Dirty dirty : cells) {
      dirty.cell().dirty = false;
      if (!dirty.cell().forgotten) {
        entries.add(
            new Entry(Durable.keyOf(dirty.memory(), dirty.cell()), Durable.bytes(dirty.cell())));
      }
    }
    entries.add(new Entry(Durable.CLOCK, Optional.of(Durable.bytes(clock))));
    topics.clear();
    cells.clear();
    gone.clear();
    pieces.clear();
    blueprints.clear();
    switches.clear();
    return entries;
  }
}
