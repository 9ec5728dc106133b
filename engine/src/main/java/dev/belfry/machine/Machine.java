package dev.belfry.machine;

import dev.belfry.effect.Effect;
import dev.belfry.event.Message;
import dev.belfry.event.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a program. Inputs are handled one at a time in the order of their times; what falls due
 * comes first. Equal inputs at equal times have equal effects. Not thread-safe: one thread steps
 * it.
 */
public final class Machine {
  /** The message of this place in a chain of messages between rules is sent but not handled. */
  private static final int LONGEST_CHAIN = 33;

  /** How many messages between rules are handled at one instant; what is more is only sent. */
  private static final int MOST_MESSAGES = 10_000;

  private final Clock clock = new Clock();
  private final Timers timers = new Timers();
  private final Changes changes = new Changes();
  private final List<Report> reports = new ArrayList<>();
  private final Effects effects = new Effects(reports);
  private final Room room = new Room(changes, reports);
  private final Facts facts = new Facts(room);
  private final Queue<Pending> pending = new ArrayDeque<>();
  private final Silences silences = new Silences(clock, changes);
  private final Evaluation evaluation =
      new Evaluation(facts, clock, timers, changes, silences, effects, reports);

  private final Switches switches = new Switches(timers, changes, evaluation, reports);

  private final Programs programs =
      new Programs(facts, clock, timers, changes, evaluation, switches, room, reports);

  private int fed;

  /** How many messages between rules are or will be handled at this instant. */
  private int exchanged;

  private Machine() {}

  /** A machine that has seen nothing. Its first input is {@link Input.Started}. */
  public static Machine fresh() {
    return new Machine();
  }

  /**
   * A machine with the state that an earlier one handed out. Its first input is {@link
   * Input.Started}.
   *
   * @throws UnreadableStateException if an entry was written by a version of another form
   * @throws IllegalArgumentException if an entry is not one that a machine wrote
   */
  public static Machine restored(Collection<Entry> entries) {
    Machine machine = new Machine();
    entries.forEach(machine::restore);
    return machine;
  }

  private void restore(Entry entry) {
    Payload value = entry.value().orElse(null);
    if (value == null) {
      return;
    }
    Durable.requireForm(entry.key(), value);
    String topic = Durable.topicOf(entry.key());
    String operator = Durable.operatorOf(entry.key());
    String rule = Durable.ruleOf(entry.key());
    if (topic != null) {
      Durable.read(facts.restore(topic), value);
    } else if (operator != null) {
      programs.restore(operator, entry);
    } else if (entry.key().startsWith(Durable.UNIT)) {
      programs.restore(Durable.make(value, Blueprint::read));
    } else if (entry.key().startsWith(Durable.SILENCE)) {
      silences.restore(value);
    } else if (rule != null) {
      Durable.readSwitch(value);
      switches.restore(rule);
    } else if (entry.key().equals(Durable.CLOCK)) {
      Durable.read(clock, value);
    } else if (!DurableSeries.read(entry.key(), value, facts)) {
      throw new UnreadableStateException(
          "the piece of state "
              + entry.key()
              + " is of a kind that this version does not know; start the version again that wrote"
              + " it, or begin anew with another data folder");
    }
  }

  /** Handles one input, and first whatever falls due at or before its time. */
  public Outcome step(Input input) {
    if (!(input instanceof Input.Started)) {
      advance(input.timeMillis());
    }
    effects.nextInstant();
    switch (input) {
      case Input.Started it -> {
        Downtime downtime = startAfter(it);
        programs.take(it.program(), it.earlier(), downtime);
        fallDue();
        programs.begin();
      }
      case Input.Reloaded it -> programs.exchange(it.program());
      case Input.Arrived it -> arrive(it.message());
      case Input.Supposed it -> evaluation.onMessage(it.message(), Evaluation.Arrival.SILENT);
      case Input.Switched it -> switches.turn(it.rule(), it.on(), programs.site());
      case Input.Triggered it -> switches.trigger(it.rule(), it.key());
      case Input.Acknowledged it -> evaluation.acknowledge(it);
      case Input.Silenced it -> evaluation.silence(it);
      case Input.Tick ignored -> {}
      case Input.ClockStepped it -> {
        clock.setWallOffset(it.wallOffsetMillis());
        evaluation.onClockStep(programs.units(), programs.site());
      }
    }
    settle();
    return outcome();
  }

  /** Sets the clock to a start, and keeps in mind when the state was handed out. */
  private Downtime startAfter(Input.Started start) {
    long stopped = clock.nowMillis();
    long stoppedWall = clock.wallNowMillis();
    clock.setWallOffset(start.wallOffsetMillis());
    clock.advance(start.timeMillis());
    return new Downtime(clock, evaluation, stopped, stoppedWall);
  }

  private Outcome outcome() {
    if (effects.size() == 0 && reports.isEmpty()) {
      return Outcome.NOTHING;
    }
    Outcome outcome = new Outcome(effects.take(), List.copyOf(reports));
    reports.clear();
    fed = 0;
    return outcome;
  }

  /** When the machine wants a {@link Input.Tick}, or {@link Long#MAX_VALUE}. */
  public long nextDueMillis() {
    return timers.nextDueMillis();
  }

  /**
   * The time of the newest input, in steady milliseconds; of a restored machine, when its state was
   * handed out.
   */
  public long nowMillis() {
    return clock.nowMillis();
  }

  /** Whether a message of this topic is remembered. */
  public boolean remembers(String topic) {
    TopicState state = facts.known(topic);
    return state != null && state.isSeen();
  }

  /** How many topics, and keys of rules and alerts, are remembered. */
  public int size() {
    return facts.size() + programs.size();
  }

  /** How it stands with all instances of alerts that fire or were resolved. */
  public List<AlertInstance> alerts() {
    return evaluation.alerts();
  }

  /** Whether a rule of this name may run; a name that no rule bears is not off. */
  public boolean isOn(String rule) {
    return switches.isOn(rule);
  }

  /** The names of the rules that a person switched off, in text order. */
  public List<String> switchedOff() {
    return switches.off();
  }

  /** The state that changed since this was last asked, each piece once. */
  public List<Entry> drainChanges() {
    return changes.drain(clock);
  }

  // ---- time

  /** Lets everything happen that is due at or before this time, each thing at its own time. */
  private void advance(long millis) {
    while (timers.nextDueMillis() <= millis) {
      clock.advance(timers.nextDueMillis());
      effects.nextInstant();
      settle();
    }
    clock.advance(millis);
  }

  /** At one instant: what is due comes first, then what rules have published to each other. */
  private void settle() {
    exchanged = 0;
    feed(0);
    while (true) {
      if (fallDue()) {
        feed(0);
        continue;
      }
      Pending next = pending.poll();
      if (next == null) {
        return;
      }
      evaluation.onMessage(next.message(), Evaluation.Arrival.EVENT);
      feed(next.depth());
    }
  }

  /** Whether anything was due. */
  private boolean fallDue() {
    boolean any = false;
    List<Timer> due = timers.poll(clock.nowMillis());
    while (!due.isEmpty()) {
      evaluation.onInstant(due, programs.site());
      any = true;
      due = timers.poll(clock.nowMillis());
    }
    return any;
  }

  /** Queues what was just published to topics that rules read. */
  private void feed(int depth) {
    for (; fed < effects.size(); fed++) {
      Effect.Publish it = published(effects.get(fed));
      if (it != null) {
        handOn(it, depth + 1);
      }
    }
  }

  /** Each chain that is too long is reported; of messages that are too many, the first. */
  private void handOn(Effect.Publish it, int depth) {
    boolean tooLong = depth >= LONGEST_CHAIN;
    if (!tooLong && exchanged < MOST_MESSAGES) {
      Message message = Message.published(it.topic(), it.payload(), it.qos(), it.retain());
      pending.add(new Pending(message, depth, it.origin()));
    } else if (tooLong || exchanged == MOST_MESSAGES) {
      reports.add(new Report.ChainCut(it.origin(), it.topic()));
    }
    exchanged += tooLong ? 0 : 1;
  }

  /** What an effect publishes on a topic that rules read, or null. */
  private Effect.@Nullable Publish published(Effect effect) {
    return switch (effect) {
      case Effect.Publish it -> facts.find(it.topic()) == null ? null : it;
      case Effect.Alert it -> facts.find(it.status().topic()) == null ? null : it.published();
      default -> null;
    };
  }

  private void arrive(Message message) {
    evaluation.onMessage(
        message, message.replayed() ? Evaluation.Arrival.REPLAY : Evaluation.Arrival.EVENT);
  }
}
