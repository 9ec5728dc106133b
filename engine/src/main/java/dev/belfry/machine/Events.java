package dev.belfry.machine;

import dev.belfry.codec.Value;
import dev.belfry.model.Happening;
import dev.belfry.program.Comparing;
import dev.belfry.program.EventNode;
import dev.belfry.program.Node;
import dev.belfry.program.Use;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether, and for which captures, the event of a rule happens. */
final class Events {
  /** What an event may be made of at this moment. */
  sealed interface Trigger {
    /** A message; {@code matches} from {@code from} to {@code to} are those of the rule. */
    record Arrival(TopicState topic, List<Match> matches, int from, int to) implements Trigger {}

    /** An operator whose time has come, with the occurrence that it remembered, if it did. */
    record Due(Memory memory, Key key, @Nullable Occurrence occurrence) implements Trigger {
      Due(Memory memory, Key key) {
        this(memory, key, null);
      }
    }

    /** The start of the engine. */
    record Start() implements Trigger {}
  }

  private final Facts facts;
  private final Moment moment;
  private final Sequences sequences;

  Events(Facts facts, Moment moment, Sequences sequences) {
    this.facts = facts;
    this.moment = moment;
    this.sequences = sequences;
  }

  /** The occurrences of an event; one message may be several. Asked once: events are counted. */
  List<Occurrence> find(EventNode node, RuleState rule, Trigger trigger) {
    return switch (node) {
      case EventNode.OnMessage it -> onMessage(it, trigger);
      case EventNode.Held it -> due(it.operator(), it.described(), rule, trigger);
      case EventNode.Scheduled it -> due(it.operator(), it.described(), rule, trigger);
      case EventNode.Startup ignored ->
          trigger instanceof Trigger.Start
              ? List.of(Occurrence.without(rule.unbound(), "startup"))
              : List.of();
      case EventNode.Guarded it -> guarded(find(it.event(), rule, trigger), it.state(), rule);
      case EventNode.Either it -> either(it, rule, trigger);
      case EventNode.Times it -> sequences.counted(it, rule, find(it.event(), rule, trigger));
      case EventNode.Followed it -> {
        List<Occurrence> seconds = find(it.second(), rule, trigger);
        yield sequences.followed(it, rule, seconds, find(it.first(), rule, trigger));
      }
      case EventNode.NotFollowed it -> {
        List<Occurrence> seconds = find(it.second(), rule, trigger);
        sequences.await(it, rule, seconds, find(it.first(), rule, trigger));
        yield due(it.operator(), "", rule, trigger);
      }
    };
  }

  private List<Occurrence> either(EventNode.Either it, RuleState rule, Trigger trigger) {
    List<Occurrence> left = find(it.left(), rule, trigger);
    List<Occurrence> right = find(it.right(), rule, trigger);
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    List<Occurrence> both = new ArrayList<>(left);
    for (Occurrence other : right) {
      if (left.stream().noneMatch(same -> Arrays.equals(same.slots, other.slots))) {
        both.add(other);
      }
    }
    return both;
  }

  private static List<Occurrence> due(
      int operator, String described, RuleState rule, Trigger trigger) {
    if (trigger instanceof Trigger.Due it
        && it.memory().rule == rule
        && it.memory().operator.shape().index() == operator) {
      Occurrence remembered = it.occurrence();
      return List.of(
          remembered != null
              ? remembered
              : Occurrence.without(rule.slotsOf(it.memory().operator, it.key()), described));
    }
    return List.of();
  }

  /** The occurrences that find a state true, once for each match of what they leave free. */
  List<Occurrence> guarded(
      List<Occurrence> occurrences, EventNode.StateNode state, RuleState rule) {
    if (occurrences.isEmpty()) {
      return occurrences;
    }
    List<Occurrence> passed = new ArrayList<>();
    for (Occurrence occurrence : occurrences) {
      guard(occurrence, state, rule, passed);
    }
    return passed;
  }

  private void guard(
      Occurrence occurrence, EventNode.StateNode state, RuleState rule, List<Occurrence> passed) {
    List<Integer> free = free(occurrence.slots, state.slots());
    if (free.isEmpty()) {
      if (isTrue(state.node(), rule, occurrence)) {
        passed.add(occurrence);
      }
      return;
    }
    Set<Key> keys = new HashSet<>();
    for (Use use : state.uses()) {
      if (use.slots().containsAll(free)) {
        for (TopicState topic : facts.seen(use)) {
          bind(occurrence, use, topic, rule).stream()
              .filter(bound -> keys.add(rule.keyOf(bound.slots)))
              .filter(bound -> isTrue(state.node(), rule, bound))
              .forEach(passed::add);
        }
      }
    }
  }

  private static List<Integer> free(String[] slots, List<Integer> numbers) {
    List<Integer> free = List.of();
    for (int slot : numbers) {
      if (isFree(slots, slot)) {
        free = free.isEmpty() ? new ArrayList<>() : free;
        free.add(slot);
      }
    }
    return free;
  }

  private static boolean isFree(String[] slots, int slot) {
    return slots[slot].equals(Key.UNBOUND);
  }

  /** The occurrence with the captures of a topic, if the two agree. */
  private static List<Occurrence> bind(
      Occurrence occurrence, Use use, TopicState topic, RuleState rule) {
    List<Occurrence> bound = new ArrayList<>();
    for (Match match : topic.matches) {
      if (match.rule == rule && match.use.index() == use.index()) {
        String[] slots = Arrays.copyOf(occurrence.slots, occurrence.slots.length);
        boolean agrees = true;
        for (int slot : use.slots()) {
          if (rule.isRanging(slot)) {
            continue;
          }
          agrees &= isFree(slots, slot) || slots[slot].equals(match.slots()[slot]);
          slots[slot] = match.slots()[slot];
        }
        if (agrees) {
          bound.add(occurrence.with(slots));
        }
      }
    }
    return bound;
  }

  private boolean isTrue(Node node, RuleState rule, Occurrence occurrence) {
    return node.eval(moment.at(rule, occurrence)).truth() == Value.Truth.TRUE;
  }

  // ---- messages

  private List<Occurrence> onMessage(EventNode.OnMessage it, Trigger trigger) {
    if (!(trigger instanceof Trigger.Arrival arrival)) {
      return List.of();
    }
    for (int i = arrival.from(); i < arrival.to(); i++) {
      Match match = arrival.matches().get(i);
      Fact fact = arrival.topic().current;
      if (fact != null
          && match.use.index() == it.use().index()
          && happens(it, match, arrival.topic(), fact)) {
        return List.of(
            Occurrence.of(match.slots(), fact, it.use(), arrival.topic().predecessor(it.use())));
      }
    }
    return List.of();
  }

  private boolean happens(EventNode.OnMessage it, Match match, TopicState topic, Fact fact) {
    if (it.change() instanceof EventNode.Change.Updates) {
      return true;
    }
    Value now = part(fact.value(it.use().decoder()), it.path());
    if (!now.isKnown()) {
      return false;
    }
    Fact predecessor = topic.predecessor(it.use());
    Value before =
        predecessor == null
            ? Value.Truth.UNKNOWN
            : part(predecessor.value(it.use().decoder()), it.path());
    return changed(it.change(), now, before, moment.at(match, topic));
  }

  private static boolean changed(EventNode.Change change, Value now, Value before, Moment frame) {
    return switch (change) {
      case EventNode.Change.Updates ignored -> true;
      case EventNode.Change.Receives it -> equals(now, it.value().eval(frame));
      case EventNode.Change.Becomes it -> {
        Value wanted = it.value().eval(frame);
        yield equals(now, wanted) && !equals(before, wanted);
      }
      case EventNode.Change.Changes it ->
          before.isKnown()
              && !Comparing.equal(now, before)
              && meets(it.from().orElse(null), before, frame)
              && meets(it.to().orElse(null), now, frame);
      case EventNode.Change.Beyond it -> {
        Expression.Relation relation =
            it.above() ? Expression.Relation.MORE : Expression.Relation.LESS;
        Value limit = it.limit().eval(frame);
        yield Comparing.compare(relation, now, limit) == Value.Truth.TRUE
            && Comparing.compare(relation, before, limit) == Value.Truth.FALSE;
      }
    };
  }

  private static boolean meets(@Nullable Node wanted, Value value, Moment frame) {
    return wanted == null || equals(value, wanted.eval(frame));
  }

  private static boolean equals(Value value, Value wanted) {
    return value.isKnown() && wanted.isKnown() && Comparing.equal(value, wanted);
  }

  /** The part of a value to which a path leads, or unknown. */
  static Value part(Value whole, Happening.Path path) {
    Value value = whole;
    for (Happening.Path.Step step : path.steps()) {
      value =
          switch (step) {
            case Happening.Path.Step.Field field ->
                value instanceof Value.Fields object
                    ? object.fields().getOrDefault(field.name(), Value.Truth.UNKNOWN)
                    : Value.Truth.UNKNOWN;
            case Happening.Path.Step.Item item ->
                value instanceof Value.Items list
                        && item.index() >= 0
                        && item.index() < list.items().size()
                    ? list.items().get(item.index())
                    : Value.Truth.UNKNOWN;
          };
    }
    return value;
  }
}
