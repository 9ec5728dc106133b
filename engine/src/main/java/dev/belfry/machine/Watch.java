package dev.belfry.machine;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Value;
import dev.belfry.program.Operator;
import dev.belfry.program.Timetables;
import dev.belfry.program.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Follows the states of rules: looks at operators anew when something they depend on changed. */
final class Watch {
  /** Where beginnings and ends of states go. */
  interface Edges {
    void began(RuleState rule, String[] slots);

    void ended(RuleState rule, String[] slots);

    /** The same of a half of an alert, even where it is silent. */
    void turned(Memory memory, String[] slots, boolean now);
  }

  /** No instant: for what has held for long enough its timer comes. */
  private static final long NOTHING_FALLS = Long.MIN_VALUE;

  private final Facts facts;
  private final Clock clock;
  private final Timers timers;
  private final Changes changes;
  private final Moment moment;
  private final Edges edges;
  private boolean silent;

  /** Up to which instant what was due has had its turn. */
  private long fallenMillis = NOTHING_FALLS;

  Watch(Facts facts, Clock clock, Timers timers, Changes changes, Moment moment, Edges edges) {
    this.facts = facts;
    this.clock = clock;
    this.timers = timers;
    this.changes = changes;
    this.moment = moment;
    this.edges = edges;
  }

  /** Whether states change without beginning or ending, as when a test sets a fact. */
  void setSilent(boolean silently) {
    silent = silently;
  }

  boolean isSilent() {
    return silent;
  }

  /** Looks at the operators of a rule that a message concerns; the matches are all of that rule. */
  void onMessage(RuleState rule, List<Match> matches) {
    for (Memory memory : rule.memories) {
      for (Match match : matches) {
        if (memory.operator.shape().reads(match.use)) {
          look(memory, match);
        }
      }
    }
  }

  private void look(Memory memory, Match match) {
    Key key = match.keyOf(memory.operator);
    if (key != null) {
      look(memory, key, match.slotsOf(memory.operator, key));
      return;
    }
    for (Key affected : agreeing(memory, match.slots())) {
      look(memory, affected);
    }
  }

  private static List<Key> concerned(Memory memory, Match match) {
    Key key = match.keyOf(memory.operator);
    return key == null ? agreeing(memory, match.slots()) : List.of(key);
  }

  private static List<Key> agreeing(Memory memory, String[] slots) {
    List<Key> keys = new ArrayList<>();
    for (Key key : memory.cells().keySet()) {
      if (key.agrees(slots, memory.operator.shape().slots())) {
        keys.add(key);
      }
    }
    keys.sort(null);
    return keys;
  }

  /**
   * Looks at what is due of a rule, and at what is made of it.
   *
   * @param also places of the rule that something concerns at the same instant
   * @return the timers of those states whose instant has come: they have held for long enough
   */
  List<Timer> onDue(RuleState rule, List<Timer> due, List<Match> also) {
    List<Timer> waiting = due.stream().filter(timer -> !isDone(timer.cell())).toList();
    // Of what was missed, each thing has its turn at its own instant.
    fallenMillis = due.getFirst().dueMillis();
    for (Memory memory : rule.memories) {
      NavigableSet<Key> keys = new TreeSet<>();
      for (Timer timer : due) {
        if (timer.memory() == memory) {
          keys.add(timer.cell().key);
        } else if (memory.operator.shape().isMadeOf(timer.memory().operator)) {
          String[] slots = rule.slotsOf(timer.memory().operator, timer.cell().key);
          keys.addAll(agreeing(memory, slots));
        }
      }
      also.stream()
          .filter(match -> memory.operator.shape().reads(match.use))
          .forEach(match -> keys.addAll(concerned(memory, match)));
      keys.forEach(key -> look(memory, key));
    }
    fallenMillis = NOTHING_FALLS;
    return waiting.stream().filter(timer -> isDone(timer.cell())).toList();
  }

  private static boolean isDone(Cell cell) {
    return (cell instanceof Cell.Hold hold && hold.done)
        || (cell instanceof Cell.Silence silence && silence.done);
  }

  /** Looks at what a rule follows over time, for every key that the facts know. */
  void prepare(RuleState rule, Site site) {
    for (Memory memory : rule.memories) {
      switch (memory.operator) {
        case Operator.Limit ignored -> {}
        case Operator.Runs ignored -> {}
        case Operator.Tally ignored -> {}
        case Operator.Sequence ignored -> {}
        case Operator.Begin ignored -> awaitDue(memory);
        case Operator.Alarm ignored -> {}
        case Operator.Timetable it -> schedule(memory, it, site);
        default -> keys(memory).forEach(key -> look(memory, key));
      }
    }
  }

  /** What falls due is to find the state of a rule that is made of it, though it never held yet. */
  private void awaitDue(Memory memory) {
    if (memory.rule.program.alert().isEmpty()) {
      keys(memory).forEach(memory::cell);
    }
  }

  /**
   * Brings a half of an alert up to date at once, with what has come to hold meanwhile: no event
   * waits for that.
   */
  void catchUp(RuleState alert, Site site) {
    fallenMillis = clock.nowMillis();
    prepare(alert, site);
    onLoad(alert);
    fallenMillis = NOTHING_FALLS;
  }

  /** Looks at the state of a rule without an event, for every key that the facts know. */
  void onLoad(RuleState rule) {
    for (Memory memory : rule.memories) {
      if (memory.operator instanceof Operator.Begin) {
        keys(memory).forEach(key -> look(memory, key));
      }
    }
  }

  private NavigableSet<Key> keys(Memory memory) {
    NavigableSet<Key> keys = new TreeSet<>(memory.cells().keySet());
    List<Integer> slots = memory.operator.shape().slots();
    if (slots.isEmpty()) {
      keys.add(Key.EMPTY);
    }
    for (Use use : slots.isEmpty() ? List.<Use>of() : RuleState.carriers(memory.operator)) {
      for (TopicState topic : facts.seen(use)) {
        topic.matches.stream()
            .filter(match -> match.rule == memory.rule && match.use.index() == use.index())
            .forEach(match -> keys.add(Key.of(match.slots(), slots)));
      }
    }
    return keys;
  }

  private void schedule(Memory memory, Operator.Timetable it, Site site) {
    Cell.Timetable cell = (Cell.Timetable) memory.keep(Key.EMPTY);
    if (cell.dueWallMillis == 0) {
      reschedule(memory, it, cell, site);
    }
  }

  /** Sets the next time of a schedule, after now. */
  void reschedule(Memory memory, Operator.Timetable it, Cell.Timetable cell, Site site) {
    cell.dueWallMillis = Timetables.next(it.schedule(), clock.wallNowMillis(), site);
    timers.set(memory, cell, clock.steadyMillis(cell.dueWallMillis));
    changes.of(memory, cell);
  }

  /** Looks at one operator for one key. */
  void look(Memory memory, Key key) {
    look(memory, key, memory.rule.slotsOf(memory.operator, key));
  }

  /** Looks at one operator for one key; the slots are those of the key. */
  private void look(Memory memory, Key key, String[] slots) {
    Cell cell = memory.cell(key);
    if (cell == null) {
      return;
    }
    switch (memory.operator) {
      case Operator.Hold hold -> look(hold, memory, (Cell.Hold) cell, slots);
      case Operator.Silence silence -> look(silence, memory, (Cell.Silence) cell, slots);
      case Operator.Latch latch -> look(latch, memory, (Cell.Latch) cell, slots);
      case Operator.Begin begin -> look(begin, memory, (Cell.Begin) cell, slots);
      case Operator.Limit ignored -> {}
      case Operator.Runs ignored -> {}
      case Operator.Alarm ignored -> {}
      case Operator.Timetable ignored -> {}
      case Operator.Tally ignored -> {}
      case Operator.Sequence ignored -> {}
    }
  }

  private void look(Operator.Hold hold, Memory memory, Cell.Hold cell, String[] slots) {
    cell.state = hold.state().eval(moment.following(memory.rule, slots)).truth();
    long breaks = breaksMillis(hold, cell);
    boolean broken = breaks <= fallenMillis;
    // What broke while the engine was down goes on, but begins nothing, until its instant has its
    // turn.
    boolean breaking = cell.holds && !broken && breaks <= clock.nowMillis();
    boolean holds =
        cell.state == Value.Truth.TRUE || breaking || (!broken && isTolerated(hold, memory, cell));
    if (cell.state != Value.Truth.UNKNOWN && !breaking && cell.unknownSinceMillis != Cell.NEVER) {
      cell.unknownSinceMillis = Cell.NEVER;
      changes.of(memory, cell);
    }
    if (holds != cell.holds || broken) {
      cell.holds = holds;
      cell.done = false;
      cell.sinceMillis = clock.nowMillis();
      cell.unknownSinceMillis = Cell.NEVER;
      changes.of(memory, cell);
    }
    if (!holds) {
      followUp(memory, cell, Long.MAX_VALUE);
      return;
    }
    long due = cell.done || breaking ? Long.MAX_VALUE : cell.sinceMillis + hold.millis();
    if (due <= fallenMillis) {
      cell.done = true;
      changes.of(memory, cell);
      due = Long.MAX_VALUE;
    }
    followUp(memory, cell, Math.min(due, breaksMillis(hold, cell)));
  }

  /** When a stretch that is unknown breaks what holds, whatever it is by then. */
  private static long breaksMillis(Operator.Hold hold, Cell.Hold cell) {
    return cell.unknownSinceMillis == Cell.NEVER
        ? Long.MAX_VALUE
        : cell.unknownSinceMillis + hold.toleratedMillis();
  }

  /** Whether a state that holds goes on holding though it is unknown. */
  private boolean isTolerated(Operator.Hold hold, Memory memory, Cell.Hold cell) {
    if (cell.state != Value.Truth.UNKNOWN || !cell.holds || hold.toleratedMillis() == 0) {
      return false;
    }
    if (cell.unknownSinceMillis == Cell.NEVER) {
      cell.unknownSinceMillis = clock.nowMillis();
      changes.of(memory, cell);
    }
    return true;
  }

  /** Sets when the cell is looked at again: when it is due, or what it asks may have changed. */
  private void followUp(Memory memory, Cell cell, long dueMillis) {
    timers.set(memory, cell, Math.min(dueMillis, moment.nextLookMillis()));
  }

  private void look(Operator.Silence silence, Memory memory, Cell.Silence cell, String[] slots) {
    boolean fresh = cell.loadedMillis == Cell.NEVER;
    if (fresh) {
      cell.loadedMillis = clock.nowMillis();
      changes.of(memory, cell);
    }
    cell.sinceMillis = silentSinceMillis(silence, memory, cell, slots);
    long due = cell.sinceMillis + silence.millis();
    boolean over = due <= clock.nowMillis();
    // A silence that was over before the rule was there is no event; one that was over while the
    // engine was down is, and its timer comes for it.
    boolean done = over && (cell.done || fresh || due <= fallenMillis);
    if (done != cell.done) {
      cell.done = done;
      changes.of(memory, cell);
    }
    followUp(memory, cell, done ? Long.MAX_VALUE : due);
  }

  /** Since when there is no message: since the last one, or since the rule was loaded. */
  long silentSinceMillis(
      Operator.Silence silence, Memory memory, Cell.Silence cell, String[] slots) {
    String name = silence.spot().topic(moment.following(memory.rule, slots));
    TopicState topic = name == null ? null : facts.known(name);
    Fact newest = topic == null ? null : topic.current;
    return newest == null ? cell.loadedMillis : newest.atMillis;
  }

  private void look(Operator.Latch latch, Memory memory, Cell.Latch cell, String[] slots) {
    Moment frame = moment.following(memory.rule, slots);
    Value.Truth from = latch.from().eval(frame).truth();
    Value.Truth to = latch.to().eval(frame).truth();
    followUp(memory, cell, Long.MAX_VALUE);
    boolean on = cell.on;
    boolean begins = from == Value.Truth.TRUE && !cell.wasTrue;
    if (to == Value.Truth.TRUE) {
      on = false;
    } else if (begins) {
      on = true;
    }
    boolean wasTrue = from == Value.Truth.TRUE;
    if (on != cell.on || wasTrue != cell.wasTrue) {
      cell.on = on;
      cell.wasTrue = wasTrue;
      changes.of(memory, cell);
    }
    boolean undecided = from == Value.Truth.UNKNOWN && to != Value.Truth.TRUE;
    cell.truth = !on && undecided ? Value.Truth.UNKNOWN : Value.Truth.of(on);
  }

  private void look(Operator.Begin begin, Memory memory, Cell.Begin cell, String[] slots) {
    Moment frame = moment.following(memory.rule, slots);
    boolean now = begin.state().eval(frame).truth() == Value.Truth.TRUE;
    followUp(memory, cell, Long.MAX_VALUE);
    if (now == cell.holds) {
      return;
    }
    cell.holds = now;
    changes.of(memory, cell);
    if (memory.rule.program.alert().isPresent()) {
      edges.turned(memory, slots, now);
      return;
    }
    if (silent) {
      return;
    }
    if (now) {
      edges.began(memory.rule, slots);
    } else {
      edges.ended(memory.rule, slots);
    }
  }
}
