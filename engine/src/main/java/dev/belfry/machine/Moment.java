package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.event.Message;
import dev.belfry.program.Frame;
import dev.belfry.program.Operator;
import dev.belfry.program.Use;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What expressions see at one moment of one rule. One moment serves for all, one after another. */
final class Moment implements Frame {
  private static final String[] NONE = new String[0];

  private final Facts facts;
  private final Clock clock;
  private @Nullable RuleState rule;
  private String[] slots = NONE;
  private @Nullable Match match;
  private @Nullable TopicState topic;
  private @Nullable Occurrence occurrence;

  Moment(Facts facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** A moment with these captures and no message. */
  Moment at(RuleState atRule, String[] atSlots) {
    rule = atRule;
    slots = atSlots;
    match = null;
    topic = null;
    occurrence = null;
    return this;
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
      return topic.value(use.decoder(), use.initial());
    }
    String name = use.topic(this);
    return name == null ? Value.Truth.UNKNOWN : read(use, name);
  }

  @Override
  public Value read(Use use, String name) {
    TopicState state = facts.known(name);
    return state == null ? use.initial() : state.value(use.decoder(), use.initial());
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
      case Cell.Hold hold -> hold.truth();
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
  public ZoneId zone() {
    return clock.zone();
  }
}
