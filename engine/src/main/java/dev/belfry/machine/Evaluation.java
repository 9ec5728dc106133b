package dev.belfry.machine;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Decoder;
import dev.belfry.event.Message;
import dev.belfry.program.EventNode;
import dev.belfry.program.Operator;
import dev.belfry.program.RuleProgram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates all rules that one input concerns against the same facts, then performs what they want
 * in the order of the rules.
 */
final class Evaluation {
  /** How a message reaches the rules. */
  enum Arrival {
    /** It is an event. */
    EVENT,
    /** It updates facts and states, as a replayed retained message does. */
    REPLAY,
    /** It only sets a fact. */
    SILENT
  }

  private final Facts facts;
  private final Clock clock;
  private final Changes changes;
  private final Moment moment;
  private final Watch watch;
  private final Sequences sequences;
  private final Events events;
  private final Alarms alarms;
  private final Agenda agenda;
  private final Waits waits;
  private final List<Report> reports;

  /** What the state of a rule that begins is blamed on, where it is not a message. */
  private String cause = "";

  private @Nullable Message causingMessage;

  Evaluation(
      Facts facts,
      Clock clock,
      Timers timers,
      Changes changes,
      Silences silences,
      Effects effects,
      List<Report> reports) {
    this.facts = facts;
    this.clock = clock;
    this.changes = changes;
    this.reports = reports;
    this.moment = new Moment(facts, clock, reports);
    this.watch = new Watch(facts, clock, timers, changes, moment, new Beginnings());
    this.sequences = new Sequences(clock, timers, changes, reports);
    this.events = new Events(facts, moment, sequences);
    Running running = new Running(clock, timers, changes, moment, effects, reports);
    this.agenda = new Agenda(clock, changes, running, reports);
    this.waits = new Waits(agenda);
    this.alarms =
        new Alarms(facts, clock, timers, changes, moment, watch, silences, effects, reports);
  }

  /** Beginnings and ends of states are runs. */
  private final class Beginnings implements Watch.Edges {
    @Override
    public void began(RuleState rule, String[] slots) {
      Message message = causingMessage;
      String why = message == null ? cause : Causes.message(message);
      agenda.begin(rule, Occurrence.without(slots, why));
    }

    @Override
    public void ended(RuleState rule, String[] slots) {
      agenda.end(rule, slots);
    }

    @Override
    public void turned(Memory memory, String[] slots, boolean now) {
      alarms.turned(memory, slots, now);
    }
  }

  // ---- inputs

  void onMessage(Message message, Arrival arrival) {
    TopicState topic = facts.find(message.topic());
    if (topic == null) {
      return;
    }
    if (facts.take(topic, new Fact(message, clock.nowMillis()))) {
      reports.add(
          new Report.Overflow(
              "messages in the windows of " + topic.topic,
              Series.MOST_ENTRIES,
              "the oldest are forgotten"));
    }
    changes.of(topic);
    reportMisfit(topic, message);
    watch.setSilent(arrival == Arrival.SILENT);
    alarms.setSilent(arrival == Arrival.SILENT);
    causingMessage = message;
    List<Match> matches = topic.matches;
    int from = 0;
    while (from < matches.size()) {
      RuleState rule = matches.get(from).rule;
      int to = from + 1;
      while (to < matches.size() && matches.get(to).rule == rule) {
        to++;
      }
      followAlerts(rule.program.order());
      if (!rule.off) {
        evaluate(rule, topic, matches, from, to, arrival);
      }
      from = to;
    }
    followAlerts(Integer.MAX_VALUE);
    watch.setSilent(false);
    alarms.setSilent(false);
    causingMessage = null;
    agenda.perform();
  }

  private void evaluate(
      RuleState rule, TopicState topic, List<Match> matches, int from, int to, Arrival arrival) {
    int before = agenda.size();
    if (!rule.program.operators().isEmpty()) {
      look(rule, matches.subList(from, to));
    }
    if (arrival == Arrival.EVENT && rule.program.event().isPresent()) {
      happen(rule, new Events.Trigger.Arrival(topic, matches, from, to));
    }
    agenda.sort(before);
  }

  /** Looks at a unit where a message, and alerts that began or ceased to fire, concern it. */
  private void look(RuleState unit, List<Match> matches) {
    List<Match> asked = alarms.take(unit);
    List<Match> all = matches;
    if (!asked.isEmpty()) {
      all = new ArrayList<>(matches);
      all.addAll(asked);
    }
    if (!unit.off) {
      if (!watch.isSilent()) {
        waits.onMessage(unit, all);
      }
      watch.onMessage(unit, all);
      alarms.tell(unit);
    }
  }

  /** Looks at the units before this place that only alerts concern. */
  private void followAlerts(int order) {
    RuleState unit = alarms.nextBefore(order);
    while (unit != null) {
      int before = agenda.size();
      look(unit, List.of());
      agenda.sort(before);
      unit = alarms.nextBefore(order);
    }
  }

  private void reportMisfit(TopicState topic, Message message) {
    Fact fact = topic.current;
    if (fact == null || fact.clears()) {
      return;
    }
    for (Match match : topic.matches) {
      Decoder decoder = match.use.decoder();
      if (!fact.value(decoder).isKnown()) {
        reports.add(
            new Report.Misfit(
                message.topic(), message.payload().sample(80), decoder.type().described()));
        return;
      }
    }
  }

  /** Sets the timer that a sequence was waiting for; it may stand elsewhere in its rule now. */
  void resume(Memory memory, Cell.Sequence cell) {
    sequences.settle(memory, cell);
  }

  /** All that falls due at one instant, in order of rules. */
  void onInstant(List<Timer> due, Site site) {
    int from = 0;
    while (from < due.size()) {
      RuleState rule = due.get(from).memory().rule;
      int to = from + 1;
      while (to < due.size() && due.get(to).memory().rule == rule) {
        to++;
      }
      followAlerts(rule.program.order());
      onDue(rule, due.subList(from, to), site);
      from = to;
    }
    followAlerts(Integer.MAX_VALUE);
    agenda.perform();
  }

  /** What a rule does whose time has come: its states are brought up to date first. */
  private void onDue(RuleState rule, List<Timer> due, Site site) {
    int before = agenda.size();
    cause = "a state held for long enough";
    List<Match> asked = alarms.take(rule);
    waits.onDue(rule, due);
    waits.onMessage(rule, asked);
    List<Timer> happening = new ArrayList<>(watch.onDue(rule, due, asked));
    for (Timer timer : due) {
      if (timer.cell() instanceof Cell.Timetable timetable
          && timer.memory().operator instanceof Operator.Timetable it) {
        watch.reschedule(timer.memory(), it, timetable, site);
        happening.add(timer);
      } else if (timer.cell() instanceof Cell.Alarm alarm) {
        alarms.due(timer.memory(), alarm);
      }
    }
    alarms.tell(rule);
    if (rule.program.event().isPresent()) {
      for (Timer timer : happening) {
        happen(rule, new Events.Trigger.Due(timer.memory(), timer.cell().key));
      }
      due.forEach(this::happenAfterSequence);
    }
    agenda.sort(before);
  }

  private void happenAfterSequence(Timer timer) {
    if (timer.cell() instanceof Cell.Sequence cell) {
      for (Occurrence due : sequences.due(timer.memory(), cell, timer.dueMillis())) {
        happen(timer.memory().rule, new Events.Trigger.Due(timer.memory(), cell.key, due));
      }
    }
  }

  /** Takes over the alerts of a program. */
  void adopt(List<RuleState> units) {
    alarms.adopt(units);
  }

  /** Brings up to date what rules follow over time, before anything begins or ends by it. */
  void prepare(List<RuleState> rules, Site site) {
    rules.stream().filter(rule -> !rule.off).forEach(rule -> watch.prepare(rule, site));
  }

  /**
   * The same at a start. Of all alerts it is known whether they fire, and what inhibits them,
   * before rules ask for them, or anything that is overdue is told.
   */
  void prepareStart(List<RuleState> units, Site site) {
    for (RuleState unit : units) {
      if (unit.program.alert().isPresent()) {
        watch.catchUp(unit, site);
      } else if (!unit.off) {
        watch.prepare(unit, site);
      }
    }
  }

  /** Rules are there for the first time, or again after a restart. */
  void onLoad(List<RuleState> rules, boolean start) {
    cause = start ? "found true at start" : "found true when the rule was loaded";
    for (RuleState rule : rules) {
      followAlerts(rule.program.order());
      if (rule.off) {
        continue;
      }
      int before = agenda.size();
      look(rule, List.of());
      waits.onLoad(rule);
      watch.onLoad(rule);
      alarms.touchAll(rule);
      alarms.tell(rule);
      if (start && rule.program.event().isPresent()) {
        happen(rule, new Events.Trigger.Start());
      }
      agenda.sort(before);
    }
    followAlerts(Integer.MAX_VALUE);
    agenda.perform();
  }

  /** Since when a topic is silent, as it is remembered. */
  long silentSinceMillis(Operator.Silence silence, Memory memory, Cell.Silence cell) {
    String[] slots = memory.rule.slotsOf(silence, cell.key);
    return watch.silentSinceMillis(silence, memory, cell, slots);
  }

  /** A rule is gone; what it began is ended. */
  void onRemoval(RuleState rule, Memory memory) {
    int before = agenda.size();
    memory.cells().values().stream()
        .filter(cell -> cell instanceof Cell.Begin begin && begin.holds)
        .forEach(cell -> agenda.end(rule, rule.slotsOf(memory.operator, cell.key)));
    if (memory.operator instanceof Operator.Alarm) {
      alarms.remove(rule, memory);
    }
    agenda.sort(before);
  }

  /** A person lets a rule run with these captures. */
  void onHand(RuleState rule, String[] slots) {
    agenda.trigger(rule, Occurrence.without(slots, "triggered by hand"));
    agenda.perform();
  }

  /** The wall clock was set: schedules and states look where they are in it. */
  void onClockStep(List<RuleState> rules, Site site) {
    cause = "the clock was set";
    for (RuleState rule : rules) {
      followAlerts(rule.program.order());
      if (rule.off) {
        continue;
      }
      int before = agenda.size();
      look(rule, List.of());
      waits.onLoad(rule);
      watch.prepare(rule, site);
      watch.onLoad(rule);
      alarms.touchAll(rule);
      alarms.tell(rule);
      agenda.sort(before);
      for (Memory memory : rule.memories) {
        if (memory.operator instanceof Operator.Timetable it
            && memory.find(Key.EMPTY) instanceof Cell.Timetable cell) {
          watch.reschedule(memory, it, cell, site);
        }
      }
    }
    followAlerts(Integer.MAX_VALUE);
    agenda.perform();
  }

  /** A person knows of an alert. */
  void acknowledge(Input.Acknowledged input) {
    alarms.acknowledge(input.alert(), input.key());
    followAlerts(Integer.MAX_VALUE);
  }

  /** A person wants to hear nothing of an alert. */
  void silence(Input.Silenced input) {
    alarms.silence(input.alert(), input.key(), input.untilWallMillis());
    followAlerts(Integer.MAX_VALUE);
  }

  /** Does what rules want. */
  void perform() {
    agenda.perform();
  }

  List<AlertInstance> alerts() {
    return alarms.all();
  }

  // ---- runs

  private void happen(RuleState rule, Events.Trigger trigger) {
    RuleProgram program = rule.program;
    List<Occurrence> found = events.find(program.event().orElseThrow(), rule, trigger);
    if (found.isEmpty()) {
      return;
    }
    EventNode.StateNode guard = program.guard().orElse(null);
    if (guard != null) {
      found = events.guarded(found, guard, rule);
    }
    if (found.size() == 1) {
      agenda.trigger(rule, found.getFirst());
      return;
    }
    Set<Key> keys = new HashSet<>();
    for (Occurrence occurrence : found) {
      if (keys.add(rule.keyOf(occurrence.slots))) {
        agenda.trigger(rule, occurrence);
      }
    }
  }
}
