package dev.belfry.machine;

import dev.belfry.effect.AlertStatus.State;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.program.AlertPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows the instances of alerts. A state that begins or ends only notes it; people are told when
 * it is known of all alerts whether they fire. That some instance fires is a fact on a topic of its
 * own, so that whatever asks for it is looked at like what reads any topic.
 */
final class Alarms {
  private static final Payload YES = Payload.of("true");
  private static final Payload NO = Payload.of("false");

  private final Facts facts;
  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Moment moment;
  private final Watch watch;
  private final Silences silences;
  private final Effects effects;
  private final List<Report> reports;

  /** By the names of alerts, the halves that tell. */
  private final Map<String, RuleState> tellers = new HashMap<>();

  /** How many instances of an alert fire. */
  private final Map<String, Integer> firing = new HashMap<>();

  /** Units that what happened to alerts concerns, with the places where they ask for it. */
  private final NavigableMap<Integer, List<Match>> stirred = new TreeMap<>();

  /** The instances of which somebody may have to be told. */
  private final Map<RuleState, NavigableSet<Key>> touched = new HashMap<>();

  private List<RuleState> units = List.of();
  private boolean silent;

  Alarms(
      Facts facts,
      Clock clock,
      Timers timers,
      Changes changes,
      Moment moment,
      Watch watch,
      Silences silences,
      Effects effects,
      List<Report> reports) {
    this.facts = facts;
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.moment = moment;
    this.watch = watch;
    this.silences = silences;
    this.effects = effects;
    this.reports = reports;
  }

  /** Takes over the alerts of a program, with what they remember. */
  void adopt(List<RuleState> programUnits) {
    units = programUnits;
    tellers.clear();
    firing.clear();
    for (RuleState unit : units) {
      AlertPart.Telling part = telling(unit);
      if (part != null) {
        tellers.put(unit.program.name(), unit);
        long count = cells(unit, part).stream().filter(Cell.Alarm::fires).count();
        firing.put(unit.program.name(), (int) count);
        note(unit.program.name(), count > 0);
      }
    }
    stirred.clear();
    touched.clear();
  }

  /** Whether alerts change without anybody hearing of it, as when a test sets a fact. */
  void setSilent(boolean silently) {
    silent = silently;
  }

  private static AlertPart.@Nullable Telling telling(RuleState unit) {
    return unit.program.alert().orElse(null) instanceof AlertPart.Telling part ? part : null;
  }

  private static List<Cell.Alarm> cells(RuleState unit, AlertPart.Telling part) {
    List<Cell.Alarm> cells = new ArrayList<>();
    for (Cell cell : unit.memories.get(part.alarm()).cells().values()) {
      if (cell instanceof Cell.Alarm alarm) {
        cells.add(alarm);
      }
    }
    cells.sort((a, b) -> a.key.compareTo(b.key));
    return cells;
  }

  // ---- beginnings and ends

  /** A state of an alert began or ended: the one in which it fires, or that of its `unless`. */
  void turned(Memory memory, String[] slots, boolean now) {
    RuleState unit = memory.rule;
    if (unit.program.alert().orElse(null) instanceof AlertPart.State it) {
      unit = units.get(it.telling());
    }
    AlertPart.Telling part = telling(unit);
    if (part == null) {
      return;
    }
    Memory alarms = unit.memories.get(part.alarm());
    Key key = Key.of(slots, alarms.operator.shape().slots());
    if (unit != memory.rule) {
      if (now) {
        begin(unit, alarms, key);
      } else if (alarms.find(key) instanceof Cell.Alarm cell && cell.fires()) {
        end(unit, cell);
      }
    }
    if (alarms.find(key) != null) {
      touch(unit, key);
    }
  }

  private void begin(RuleState unit, Memory alarms, Key key) {
    if (!(alarms.cell(key) instanceof Cell.Alarm cell)) {
      String[] slots = unit.slotsOf(alarms.operator, key);
      int most = unit.room.mostKeys();
      reports.add(new Report.Dropped(unit.origin(slots), most + " instances of it fire"));
      return;
    }
    cell.state = State.FIRING;
    cell.sinceMillis = clock.nowMillis();
    cell.said = silent;
    cell.escalated = silent;
    cell.remindMillis = 0;
    cell.told.clear();
    count(unit, 1);
  }

  private void end(RuleState unit, Cell.Alarm cell) {
    cell.state = State.RESOLVED;
    cell.sinceMillis = clock.nowMillis();
    count(unit, -1);
  }

  private void count(RuleState unit, int more) {
    int before = firing.getOrDefault(unit.program.name(), 0);
    firing.put(unit.program.name(), before + more);
    if (before == 0 || before + more == 0) {
      note(unit.program.name(), before == 0);
    }
  }

  /** Sets the fact that some instance fires, and stirs whatever asks for it. */
  private void note(String alert, boolean fires) {
    String name = AlertPart.firingTopic(alert);
    TopicState topic = facts.find(name);
    if (topic == null || fires == isNoted(topic)) {
      return;
    }
    Message message = Message.published(name, fires ? YES : NO, 0, false);
    facts.take(topic, new Fact(message, clock.nowMillis()));
    changes.of(topic);
    for (Match match : topic.matches) {
      stir(match.rule).add(match);
    }
  }

  private static boolean isNoted(TopicState topic) {
    return topic.current != null && topic.current.message.payload().equals(YES);
  }

  private List<Match> stir(RuleState unit) {
    return stirred.computeIfAbsent(unit.program.order(), order -> new ArrayList<>());
  }

  private void touch(RuleState unit, Key key) {
    stir(unit);
    touched.computeIfAbsent(unit, it -> new TreeSet<>()).add(key);
  }

  /** An instance's time has come. */
  void due(Memory memory, Cell.Alarm cell) {
    touch(memory.rule, cell.key);
  }

  /** The first unit before this place that was stirred, or null. */
  @Nullable RuleState nextBefore(int order) {
    return stirred.isEmpty() || stirred.firstKey() >= order ? null : units.get(stirred.firstKey());
  }

  /** The places that stirred a unit; after that it is not stirred any more. */
  List<Match> take(RuleState unit) {
    if (stirred.isEmpty()) {
      return List.of();
    }
    List<Match> matches = stirred.remove(unit.program.order());
    return matches == null ? List.of() : matches;
  }

  // ---- telling

  /** Tells people of what was touched in a unit. */
  void tell(RuleState unit) {
    NavigableSet<Key> keys = touched.isEmpty() ? null : touched.remove(unit);
    AlertPart.Telling part = telling(unit);
    if (keys == null || part == null) {
      return;
    }
    for (Key key : keys) {
      if (unit.memories.get(part.alarm()).find(key) instanceof Cell.Alarm cell) {
        settle(unit, part, cell);
      }
    }
  }

  /** Touches all instances of a unit, as when they are loaded or the clock was set. */
  void touchAll(RuleState unit) {
    AlertPart.Telling part = telling(unit);
    if (part != null) {
      cells(unit, part).forEach(cell -> touch(unit, cell.key));
    }
  }

  private void settle(RuleState unit, AlertPart.Telling part, Cell.Alarm cell) {
    if (cell.state == null || (cell.state == State.RESOLVED && cell.word.equals("resolved"))) {
      return;
    }
    Teller teller = teller(unit, part, cell);
    long silentUntil = silences.endWallMillis(unit.program.name(), teller.origin().key());
    cell.inhibited =
        part.unless().isPresent() && isInhibited(unit.memories.get(part.unless().get()), cell.key);
    cell.silenced = silentUntil > clock.wallNowMillis();
    teller.settle(silent);
    Memory memory = unit.memories.get(part.alarm());
    timers.set(memory, cell, teller.nextMillis(clock.steadyMillis(silentUntil)));
    changes.of(memory, cell);
  }

  private Teller teller(RuleState unit, AlertPart.Telling part, Cell.Alarm cell) {
    return new Teller(unit, part, cell, clock, moment, effects);
  }

  /** What inhibits an instance is followed from the first time on that it matters. */
  private boolean isInhibited(Memory unless, Key key) {
    if (unless.find(key) == null) {
      watch.look(unless, key);
    }
    return unless.find(key) instanceof Cell.Begin begin && begin.holds;
  }

  // ---- people

  /** Somebody knows of instances that fire. */
  void acknowledge(String alert, Optional<Map<String, String>> key) {
    RuleState unit = tellers.get(alert);
    AlertPart.Telling part = unit == null ? null : telling(unit);
    if (unit == null || part == null) {
      return;
    }
    for (Cell.Alarm cell : cells(unit, part)) {
      if (cell.state == State.FIRING
          && key.map(teller(unit, part, cell).origin().key()::equals).orElse(true)) {
        cell.state = State.ACKNOWLEDGED;
        touch(unit, cell.key);
      }
    }
  }

  /** Somebody wants to hear nothing of instances. */
  void silence(String alert, Map<String, String> key, long untilWallMillis) {
    silences.put(alert, key, untilWallMillis);
    RuleState unit = tellers.get(alert);
    if (unit != null) {
      touchAll(unit);
    }
  }

  /** How it stands with all instances that fire or were resolved. */
  List<AlertInstance> all() {
    List<AlertInstance> all = new ArrayList<>();
    for (RuleState unit : units) {
      AlertPart.Telling part = telling(unit);
      if (part != null) {
        for (Cell.Alarm cell : cells(unit, part)) {
          Teller teller = teller(unit, part, cell);
          all.add(new AlertInstance(teller.origin(), teller.status()));
        }
      }
    }
    return all;
  }

  /** An alert is gone; what fires of it is resolved. */
  void remove(RuleState unit, Memory memory) {
    AlertPart.Telling part = telling(unit);
    for (Cell cell : memory.cells().values()) {
      if (part != null && cell instanceof Cell.Alarm alarm && alarm.fires()) {
        end(unit, alarm);
        touch(unit, alarm.key);
      }
    }
    // It may inhibit itself, or be inhibited by what went before it.
    if (part != null && part.unless().isPresent()) {
      Memory unless = unit.memories.get(part.unless().get());
      List.copyOf(unless.cells().keySet()).forEach(key -> watch.look(unless, key));
    }
    tell(unit);
  }
}
