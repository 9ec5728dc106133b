package dev.belfry.machine;

import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import dev.belfry.event.Message;
import dev.belfry.program.Operator;
import dev.belfry.program.Program;
import dev.belfry.program.RuleProgram;
import dev.belfry.program.Timetables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Puts programs into force: the first one with what was restored, others with what is the same. */
final class Programs {
  private final Facts facts;
  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Evaluation evaluation;
  private final Switches switches;
  private final Room room;
  private final List<Report> reports;

  /** What was restored and waits for the program that it belongs to, by operator. */
  private final Map<String, List<Entry>> restored = new HashMap<>();

  /** How the rules and alerts are built that are, or before the restart were, in force. */
  private Map<String, Blueprint> blueprints = new LinkedHashMap<>();

  private List<RuleState> units = List.of();
  private Site site = Site.NOWHERE;

  Programs(
      Facts facts,
      Clock clock,
      Timers timers,
      Changes changes,
      Evaluation evaluation,
      Switches switches,
      Room room,
      List<Report> reports) {
    this.facts = facts;
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.evaluation = evaluation;
    this.switches = switches;
    this.room = room;
    this.reports = reports;
  }

  Site site() {
    return site;
  }

  /** Alerts and rules in the order in which they are evaluated. */
  List<RuleState> units() {
    return units;
  }

  /** Keeps a piece of state for the program that it belongs to. */
  void restore(String operator, Entry entry) {
    restored.computeIfAbsent(operator, id -> new ArrayList<>()).add(entry);
  }

  /** Remembers how a rule or an alert was built. */
  void restore(Blueprint blueprint) {
    blueprints.put(blueprint.name(), blueprint);
  }

  /**
   * Puts the first program into force, with what was restored. What is overdue has yet to happen.
   *
   * @param earlier what was in force when the state was handed out, where it was another program
   * @param downtime collects what may have been missed
   */
  void take(Program program, Optional<Program> earlier, Downtime downtime) {
    earlier.ifPresent(it -> endWhatIsGone(it, program));
    adopt(program, restored::containsKey);
    facts.adopt(program, units, changes, clock.nowMillis());
    facts.forgetUnread(changes);
    facts.connected().forEach(this::disconnect);
    units.forEach(unit -> takeRestored(unit, downtime));
    if (downtime.isReal()) {
      units.stream().filter(unit -> !unit.off).forEach(downtime::lookAtWindows);
      reports.add(downtime.report());
    }
    restored.values().forEach(left -> left.forEach(entry -> changes.forgotten(entry.key())));
    restored.clear();
    evaluation.adopt(units);
    evaluation.prepareStart(units, site);
  }

  /**
   * Ends what the program before the restart began and this one does not know any more, as if they
   * were exchanged now. For that the earlier one is built once more. Nothing else happens in it,
   * though it be overdue, and nothing of it is kept: what stays is restored for the new one.
   */
  private void endWhatIsGone(Program earlier, Program program) {
    Room boundless = new Room(changes, reports);
    boundless.setLimits(new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE));
    List<RuleState> old =
        earlier.units().stream().map(unit -> new RuleState(unit, boundless)).toList();
    clock.setSite(earlier.site());
    facts.adopt(earlier, old, changes, clock.nowMillis());
    for (RuleState rule : old) {
      for (Memory memory : rule.memories) {
        restored
            .getOrDefault(memory.operator.shape().id(), List.of())
            .forEach(entry -> read(memory, entry));
      }
    }
    evaluation.adopt(old);
    evaluation.prepare(old, earlier.site());
    removeWhatIsGone(old, program);
    timers.clear();
    old.forEach(rule -> rule.memories.forEach(Memory::abandon));
  }

  /** How many keys are remembered. */
  int size() {
    return units.stream()
        .flatMap(unit -> unit.memories.stream())
        .mapToInt(memory -> memory.cells().size())
        .sum();
  }

  /** Lets the first program begin: {@code startup}, and states that are found true. */
  void begin() {
    evaluation.onLoad(units, true);
  }

  /**
   * @param remembered whether there is something under the identity of an operator
   */
  private void adopt(Program program, Predicate<String> remembered) {
    site = program.site();
    clock.setSite(site);
    room.setLimits(program.limits());
    units = program.units().stream().map(unit -> new RuleState(unit, room)).toList();
    switches.adopt(units);
    Map<String, Blueprint> next = new LinkedHashMap<>();
    for (RuleProgram unit : program.units()) {
      next.merge(unit.name(), Blueprint.of(unit), Blueprint::and);
    }
    if (!blueprints.isEmpty()) {
      reports.add(new Report.ProgramChanged(Succession.of(blueprints, next, remembered)));
    }
    next.values().stream()
        .filter(blueprint -> !blueprint.equals(blueprints.get(blueprint.name())))
        .forEach(changes::of);
    blueprints.values().stream()
        .filter(blueprint -> !next.containsKey(blueprint.name()))
        .forEach(blueprint -> changes.forgotten(blueprint.durableKey()));
    blueprints = next;
  }

  /** The broker has started with the engine: its clients have yet to come back. */
  private void disconnect(TopicState client) {
    String id = client.topic.substring(Message.CLIENTS.length());
    facts.take(client, new Fact(Message.ofClient(id, false), clock.nowMillis()));
    changes.of(client);
  }

  private void takeRestored(RuleState rule, Downtime downtime) {
    for (Memory memory : rule.memories) {
      List<Entry> entries = restored.remove(memory.operator.shape().id());
      if (entries != null) {
        entries.sort(Comparator.comparing(Entry::key));
        for (Entry entry : entries) {
          Cell cell = read(memory, entry);
          look(memory, cell, downtime);
          resume(memory, cell);
        }
      }
    }
  }

  private static Cell read(Memory memory, Entry entry) {
    int parts = memory.operator.shape().slots().size();
    Cell cell = memory.keep(Durable.cellKeyOf(entry.key(), parts));
    entry.value().ifPresent(value -> Durable.read(memory, cell, value));
    return cell;
  }

  private void look(Memory memory, Cell cell, Downtime downtime) {
    long now = clock.wallNowMillis();
    if (memory.operator instanceof Operator.Timetable it
        && cell instanceof Cell.Timetable timetable
        && timetable.dueWallMillis < now) {
      boolean caughtUp = happensNow(it, timetable);
      downtime.missed(memory, it.schedule(), timetable.dueWallMillis, caughtUp);
    }
    downtime.look(memory, cell);
  }

  /** Whether a time of a schedule that has passed is not too long ago. */
  private boolean happensNow(Operator.Timetable operator, Cell.Timetable cell) {
    long now = clock.wallNowMillis();
    long earliest = now - Timetables.catchUpMillis(operator.schedule());
    return Timetables.next(operator.schedule(), Math.max(cell.dueWallMillis, earliest) - 1, site)
        <= now;
  }

  /** Sets the timer that a cell was waiting for. */
  private void resume(Memory memory, Cell cell) {
    if (cell instanceof Cell.Sequence sequence) {
      evaluation.resume(memory, sequence);
    }
    if (cell instanceof Cell.Running running) {
      timers.set(memory, running, running.dueMillis());
    }
    if (memory.operator instanceof Operator.Timetable operator
        && cell instanceof Cell.Timetable timetable) {
      resume(memory, operator, timetable);
    }
  }

  /**
   * A time that was missed happens once, now, unless it is too long ago. What is still to come is
   * looked up anew: the clock or the zone may be another one since.
   */
  private void resume(Memory memory, Operator.Timetable operator, Cell.Timetable cell) {
    long now = clock.wallNowMillis();
    long due = cell.dueWallMillis;
    long next;
    if (due > now) {
      next = Timetables.next(operator.schedule(), now, site);
    } else {
      next = happensNow(operator, cell) ? due : Timetables.next(operator.schedule(), now, site);
    }
    if (next != due) {
      cell.dueWallMillis = next;
      changes.of(memory, cell);
    }
    timers.set(memory, cell, clock.steadyMillis(cell.dueWallMillis));
  }

  /** Puts another program into force, which keeps what did not change. */
  void exchange(Program program) {
    List<RuleState> old = units;
    Map<String, Memory> earlier = new HashMap<>();
    for (RuleState rule : old) {
      rule.memories.forEach(memory -> earlier.put(memory.operator.shape().id(), memory));
    }
    Set<String> remembered = new HashSet<>();
    earlier.forEach((id, memory) -> {
      if (memory.cells().values().stream().anyMatch(cell -> !cell.isBlank())) {
        remembered.add(id);
      }
    });
    removeWhatIsGone(old, program);
    adopt(program, remembered::contains);
    timers.clear();
    for (RuleState rule : units) {
      for (Memory memory : rule.memories) {
        Memory same = earlier.remove(memory.operator.shape().id());
        if (same != null) {
          memory.adopt(same);
          memory.cells().values().forEach(cell -> resume(memory, cell));
        }
      }
    }
    earlier.values().forEach(this::forget);
    facts.adopt(program, units, changes, clock.nowMillis());
    facts.forgetUnread(changes);
    evaluation.adopt(units);
    evaluation.prepare(units, site);
    evaluation.onLoad(units, false);
  }

  private void removeWhatIsGone(List<RuleState> old, Program program) {
    Set<String> kept = new HashSet<>();
    for (RuleProgram rule : program.units()) {
      rule.operators().forEach(operator -> kept.add(operator.shape().id()));
    }
    for (RuleState rule : old) {
      for (Memory memory : rule.memories) {
        if (!kept.contains(memory.operator.shape().id())) {
          evaluation.onRemoval(rule, memory);
        }
      }
    }
    evaluation.perform();
  }

  private void forget(Memory memory) {
    memory.cells().values().forEach(cell -> changes.forgotten(memory, cell));
  }
}
