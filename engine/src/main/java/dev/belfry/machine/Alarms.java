package dev.belfry.machine;

import dev.belfry.effect.AlertStatus.State;
import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import dev.belfry.program.ActionNode;
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
  private static final int MOST_INSTANCES = 10_000;
  private static final Payload YES = Payload.of("true");
  private static final Payload NO = Payload.of("false");

  private final Facts facts;
  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Moment moment;
  private final Watch watch;
  private final Silences silences;
  private final List<Effect> effects;
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
      List<Effect> effects,
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
        long count = cells(unit, part).stream().filter(Alarms::fires).count();
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

  private static boolean fires(Cell.Alarm cell) {
    return cell.state == State.FIRING || cell.state == State.ACKNOWLEDGED;
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
      } else if (alarms.find(key) instanceof Cell.Alarm cell && fires(cell)) {
        end(unit, cell);
      }
    }
    if (alarms.find(key) != null) {
      touch(unit, key);
    }
  }

  private void begin(RuleState unit, Memory alarms, Key key) {
    if (alarms.find(key) == null && !hasRoom(alarms)) {
      String[] slots = unit.slotsOf(alarms.operator, key);
      reports.add(new Report.Dropped(unit.origin(slots), MOST_INSTANCES + " instances of it fire"));
      return;
    }
    Cell.Alarm cell = (Cell.Alarm) alarms.cell(key);
    cell.state = State.FIRING;
    cell.sinceMillis = clock.nowMillis();
    cell.said = silent;
    cell.escalated = silent;
    cell.remindMillis = 0;
    cell.told.clear();
    count(unit, 1);
  }

  /** Whether one more instance may be remembered; one that was resolved gives way. */
  private boolean hasRoom(Memory alarms) {
    if (alarms.cells().size() < MOST_INSTANCES) {
      return true;
    }
    for (Cell cell : alarms.cells().values()) {
      if (cell instanceof Cell.Alarm alarm && !fires(alarm)) {
        alarms.cells().remove(cell.key);
        changes.forgotten(alarms, cell);
        return true;
      }
    }
    return false;
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
    Teller teller = new Teller(unit, part, cell, clock, moment, effects);
    long silentUntil = silences.endWallMillis(unit.program.name(), teller.origin().key());
    cell.inhibited =
        part.unless().isPresent() && isInhibited(unit.memories.get(part.unless().get()), cell.key);
    cell.silenced = silentUntil > clock.wallNowMillis();
    publish(part, cell, teller);
    if (cell.state == State.FIRING) {
      fire(part, cell, teller);
    }
    Memory memory = unit.memories.get(part.alarm());
    timers.set(memory, cell, nextMillis(part, cell, silentUntil));
    changes.of(memory, cell);
  }

  /** What inhibits an instance is followed from the first time on that it matters. */
  private boolean isInhibited(Memory unless, Key key) {
    if (unless.find(key) == null) {
      watch.look(unless, key);
    }
    return unless.find(key) instanceof Cell.Begin begin && begin.holds;
  }

  /** Says so where the word of the state is another one than before. */
  private void publish(AlertPart.Telling part, Cell.Alarm cell, Teller teller) {
    String word = teller.status().word();
    if (word.equals(cell.word)) {
      return;
    }
    cell.word = word;
    cell.message = teller.message();
    if (silent) {
      return;
    }
    teller.publish();
    if (cell.state == State.RESOLVED && !cell.told.isEmpty() && !cell.silenced) {
      part.resolved().ifPresent(teller::tell);
    }
  }

  private void fire(AlertPart.Telling part, Cell.Alarm cell, Teller teller) {
    boolean quiet = cell.inhibited || cell.silenced;
    boolean reminding = isReminderDue(part, cell);
    boolean escalating = !cell.escalated && escalatesAt(part, cell) <= clock.nowMillis();
    if (reminding && !quiet && !silent && !cell.told.isEmpty()) {
      teller.tell(List.copyOf(cell.told));
    }
    if (!quiet && !cell.said) {
      cell.said = true;
      for (ActionNode.Notify notice : silent ? List.<ActionNode.Notify>of() : part.notices()) {
        teller.tell(notice);
        cell.told.addAll(notice.channels());
      }
    }
    if (!quiet && escalating) {
      cell.escalated = true;
      if (!silent) {
        List<String> channels = part.escalation().orElseThrow().channels();
        teller.tell(channels);
        cell.told.addAll(channels);
      }
    }
  }

  /** Whether it is time for a reminder; sets the time of the next one. */
  private boolean isReminderDue(AlertPart.Telling part, Cell.Alarm cell) {
    long period = part.remindMillis().orElse(0L);
    long due = cell.remindMillis;
    if (period == 0) {
      cell.remindMillis = 0;
      return false;
    }
    long since = clock.nowMillis() - cell.sinceMillis;
    cell.remindMillis = cell.sinceMillis + (since / period + 1) * period;
    boolean ofThisPeriod = due != 0 && (due - cell.sinceMillis) % period == 0;
    return ofThisPeriod && due <= clock.nowMillis();
  }

  private static long escalatesAt(AlertPart.Telling part, Cell.Alarm cell) {
    return part.escalation()
        .map(escalation -> cell.sinceMillis + escalation.afterMillis())
        .orElse(Long.MAX_VALUE);
  }

  /** When there is something to do again; what is due and withheld waits for what withholds it. */
  private long nextMillis(AlertPart.Telling part, Cell.Alarm cell, long silentUntil) {
    if (cell.state != State.FIRING) {
      return Long.MAX_VALUE;
    }
    long next = cell.remindMillis == 0 ? Long.MAX_VALUE : cell.remindMillis;
    long escalation = escalatesAt(part, cell);
    if (!cell.escalated && escalation > clock.nowMillis()) {
      next = Math.min(next, escalation);
    }
    return cell.silenced ? Math.min(next, clock.steadyMillis(silentUntil)) : next;
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
          && key.map(wanted -> wanted.equals(origin(unit, part, cell).key())).orElse(true)) {
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

  private static dev.belfry.effect.Origin origin(
      RuleState unit, AlertPart.Telling part, Cell.Alarm cell) {
    return unit.origin(unit.slotsOf(unit.memories.get(part.alarm()).operator, cell.key));
  }

  /** How it stands with all instances that fire or were resolved. */
  List<AlertInstance> all() {
    List<AlertInstance> all = new ArrayList<>();
    for (RuleState unit : units) {
      AlertPart.Telling part = telling(unit);
      if (part != null) {
        for (Cell.Alarm cell : cells(unit, part)) {
          Teller teller = new Teller(unit, part, cell, clock, moment, effects);
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
      if (part != null && cell instanceof Cell.Alarm alarm && fires(alarm)) {
        end(unit, alarm);
        touch(unit, alarm.key);
      }
    }
    tell(unit);
  }
}
