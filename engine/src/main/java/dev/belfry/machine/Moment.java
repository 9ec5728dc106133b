package dev.belfry.machine;

import dev.belfry.catalog.Site;
import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.model.Expr;
import dev.belfry.program.Frame;
import dev.belfry.program.Operator;
import dev.belfry.program.Use;
import dev.belfry.program.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What expressions see at one moment of one rule. One moment serves for all, one after another. */
final class Moment implements Frame {
  private static final String[] NONE = new String[0];

  private final Facts facts;
  private final Clock clock;
  private final List<Report> reports;
  private @Nullable RuleState rule;
  private String[] slots = NONE;

  /** Whether the captures are a copy that belongs to this moment. */
  private boolean ownSlots;

  private @Nullable Match match;
  private @Nullable TopicState topic;
  private @Nullable Occurrence occurrence;
  private boolean followed;
  private long nextLookMillis = Long.MAX_VALUE;

  Moment(Facts facts, Clock clock, List<Report> reports) {
    this.facts = facts;
    this.clock = clock;
    this.reports = reports;
  }

  /** A moment with these captures and no message. */
  Moment at(RuleState atRule, String[] atSlots) {
    rule = atRule;
    slots = atSlots;
    ownSlots = false;
    match = null;
    topic = null;
    occurrence = null;
    followed = false;
    return this;
  }

  /** A moment in which a state is looked at that is to be looked at again when it may change. */
  Moment following(RuleState atRule, String[] atSlots) {
    at(atRule, atSlots);
    followed = true;
    nextLookMillis = Long.MAX_VALUE;
    return this;
  }

  /** The same for a run that waits for a state. */
  Moment following(RuleState atRule, Occurrence atOccurrence) {
    following(atRule, atOccurrence.slots);
    occurrence = atOccurrence;
    return this;
  }

  /** When what was evaluated since may change by the clock alone, or {@link Long#MAX_VALUE}. */
  long nextLookMillis() {
    return nextLookMillis;
  }

  /** A moment in which a message's topic is looked at where the rule mentions it. */
  Moment at(Match atMatch, TopicState atTopic) {
    at(atMatch.rule, atMatch.slots());
    match = atMatch;
    topic = atTopic;
    return this;
  }

  /** A moment in which an event happened. */
  Moment at(RuleState atRule, Occurrence atOccurrence) {
    at(atRule, atOccurrence.slots);
    occurrence = atOccurrence;
    return this;
  }

  @Override
  public @Nullable String slot(int slot) {
    String text = slots[slot];
    return text.equals(Key.UNBOUND) ? null : text;
  }

  @Override
  public Value read(Use use) {
    if (match != null && topic != null && match.use.index() == use.index()) {
      return read(use, topic);
    }
    String name = use.topic(this);
    return name == null ? Value.Truth.UNKNOWN : read(use, name);
  }

  @Override
  public Value read(Use use, String name) {
    TopicState state = facts.known(name);
    return state == null ? use.initial() : read(use, state);
  }

  private Value read(Use use, TopicState state) {
    long stale = state.staleAtMillis(use);
    if (stale != Use.NEVER_STALE) {
      lookAgainAt(stale);
      if (stale <= clock.nowMillis()) {
        return Value.Truth.UNKNOWN;
      }
    }
    return state.value(use);
  }

  @Override
  public Value.Truth operator(int index) {
    if (rule == null) {
      return Value.Truth.UNKNOWN;
    }
    Memory memory = rule.memories.get(index);
    Operator operator = memory.operator;
    Cell cell = memory.find(Key.of(slots, operator.shape().slots()));
    return switch (cell) {
      case Cell.Hold hold when operator instanceof Operator.Hold it ->
          hold.truth(it.millis(), clock.nowMillis());
      case Cell.Silence silence when operator instanceof Operator.Silence it ->
          silence.truth(it.millis(), clock.nowMillis());
      case Cell.Latch latch -> latch.truth;
      case null -> Value.Truth.UNKNOWN;
      default -> Value.Truth.UNKNOWN;
    };
  }

  @Override
  public Value value() {
    return occurrence == null ? Value.Truth.UNKNOWN : occurrence.value();
  }

  @Override
  public Value previous() {
    return occurrence == null ? Value.Truth.UNKNOWN : occurrence.previous();
  }

  @Override
  public @Nullable Message message() {
    return occurrence == null || occurrence.fact == null ? null : occurrence.fact.message;
  }

  @Override
  public long messageMillis() {
    return occurrence == null || occurrence.fact == null
        ? 0
        : clock.wallMillis(occurrence.fact.atMillis);
  }

  @Override
  public Value previous(Use use, String name) {
    TopicState state = facts.known(name);
    Fact before = state == null ? null : state.predecessor(use);
    return before == null ? Value.Truth.UNKNOWN : before.value(use.decoder());
  }

  @Override
  public long arrivedMillis(String name) {
    TopicState state = facts.known(name);
    return state == null || state.current == null ? NEVER : state.current.atMillis;
  }

  @Override
  public Value window(Window window, String name) {
    TopicState state = facts.known(name);
    if (state != null && state.series != null) {
      return state.series.value(window, clock.nowMillis(), this::lookAgainAt);
    }
    return window.measure() == Expr.Measure.COUNT ? new Value.Num(0) : Value.Truth.UNKNOWN;
  }

  // ---- many topics

  @Override
  public List<String[]> seen(Use use, List<Integer> ranging) {
    List<String[]> found = new ArrayList<>();
    Set<Key> keys = new HashSet<>();
    List<Integer> own = use.slots().stream().filter(ranging::contains).toList();
    for (TopicState seen : facts.seen(use)) {
      for (Match at : seen.matches) {
        if (at.rule == rule
            && at.use.index() == use.index()
            && agrees(at, ranging)
            && (own.size() == use.slots().size() || keys.add(Key.of(at.slots(), own)))) {
          found.add(at.slots());
        }
      }
    }
    return found;
  }

  private boolean agrees(Match at, List<Integer> ranging) {
    for (int slot : at.use.slots()) {
      if (!ranging.contains(slot)
          && !slots[slot].equals(Key.UNBOUND)
          && !slots[slot].equals(at.slots()[slot])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void bind(int slot, String text) {
    if (!ownSlots) {
      slots = slots.clone();
      ownSlots = true;
    }
    slots[slot] = text;
  }

  @Override
  public void unbind(List<Integer> ranging) {
    ranging.forEach(slot -> bind(slot, Key.UNBOUND));
  }

  @Override
  public void reportTooMany(int limit) {
    if (rule != null && !rule.saidTooMany) {
      rule.saidTooMany = true;
      reports.add(
          new Report.Overflow(
              "combinations of topics in \"" + rule.program.name() + "\"",
              limit,
              "what asks for all of them is unknown"));
    }
  }

  // ---- time

  @Override
  public long nowMillis() {
    return clock.nowMillis();
  }

  @Override
  public long nowWallMillis() {
    return clock.wallNowMillis();
  }

  @Override
  public Site site() {
    return clock.site();
  }

  @Override
  public boolean isFollowed() {
    return followed;
  }

  @Override
  public void lookAgainAt(long millis) {
    if (millis > clock.nowMillis()) {
      nextLookMillis = Math.min(nextLookMillis, millis);
    }
  }

  @Override
  public void lookAgainAtWall(long wallMillis) {
    lookAgainAt(clock.steadyMillis(wallMillis));
  }

  @Override
  public ZoneId zone() {
    return clock.zone();
  }
}
