package dev.belfry.secondopinion;

import dev.belfry.codec.Value;
import dev.belfry.codec.Value.Truth;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.Happening.Change;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import dev.belfry.secondopinion.Owner.View;
import dev.belfry.syntax.Expression.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether the event of one rule happens, and for which captures (language.md, Events). */
final class Happenings {
  /** Why rules are looked at. */
  sealed interface Trigger {
    /** A message that is an event. */
    record OfMessage(String topic) implements Trigger {}

    /**
     * Something is due by the clock, at an instant after the first and at or before the second.
     *
     * @param missed the instants at which something may have been due while the engine was down
     */
    record Due(long afterWallMillis, long untilWallMillis, List<Long> missed) implements Trigger {}

    /** The engine started. */
    record Start() implements Trigger {}

    /** States may have changed, and no event can have happened. */
    record Change() implements Trigger {}

    /** Nothing is to be done about what has changed. */
    record Silence() implements Trigger {}
  }

  /** A first event that waits for its second. */
  private record Opening(long atMillis, Occurrence occurrence) {}

  private final World world;
  private final Meaning meaning;
  private final Owner owner;

  /** What sequences and counts remember; kept as long as the rule has them. */
  private final Map<Happening, List<Opening>> openings = new HashMap<>();

  /** A sequence that stands in two places of a rule is one. */
  private final Map<Happening, List<Occurrence>> found = new HashMap<>();

  /** Since when the rule has had its schedules, in steady milliseconds. */
  private final Map<Happening.Schedule, Long> schedulesSince = new HashMap<>();

  private Trigger trigger = new Trigger.Change();

  /** Those of a rule with this event, which is loaded now. */
  Happenings(World world, Meaning meaning, Owner owner, Optional<Happening> event) {
    this.world = world;
    this.meaning = meaning;
    this.owner = owner;
    for (Happening part : event.map(Parts::of).orElse(List.of())) {
      if (part instanceof Happening.Scheduled it) {
        schedulesSince.put(it.schedule(), world.nowMillis);
      }
    }
  }

  /** Takes over what an earlier version of the rule remembers of the events that are in both. */
  void inherit(Happening event, Happenings earlier) {
    for (Happening part : Parts.of(event)) {
      List<Opening> same = earlier.openings.get(part);
      if (same != null) {
        openings.put(part, same);
      }
    }
    schedulesSince.replaceAll(
        (schedule, since) -> earlier.schedulesSince.getOrDefault(schedule, since));
  }

  /** Whether anything happened at this instant that sequences may remember. */
  boolean isStirred() {
    return found.values().stream().anyMatch(occurrences -> !occurrences.isEmpty());
  }

  List<Occurrence> find(Happening event, Trigger by) {
    trigger = by;
    found.clear();
    return find(event);
  }

  private List<Occurrence> find(Happening event) {
    List<Occurrence> already = found.get(event);
    if (already == null) {
      already = look(event);
      found.put(event, already);
    }
    return already;
  }

  private List<Occurrence> look(Happening event) {
    return switch (event) {
      case Happening.OnMessage it -> onMessage(it);
      case Happening.Held it -> risen(it.state());
      case Happening.Silence it -> risen(it.state());
      case Happening.Times it -> times(it);
      case Happening.Followed it -> followed(it);
      case Happening.NotFollowed it -> notFollowed(it);
      case Happening.Scheduled it -> scheduled(it.schedule());
      case Happening.Startup ignored ->
          trigger instanceof Trigger.Start
              ? List.of(Occurrence.without(Captures.NONE, world.nowMillis))
              : List.of();
      case Happening.Guarded it ->
          find(it.event()).stream()
              .flatMap(occurrence -> guarded(occurrence, it.state()).stream())
              .toList();
      case Happening.Either it -> either(find(it.left()), find(it.right()));
    };
  }

  /** At one message what the left side says counts; two schedules at one instant are two events. */
  private List<Occurrence> either(List<Occurrence> left, List<Occurrence> right) {
    List<Occurrence> both = new ArrayList<>(left);
    for (Occurrence occurrence : right) {
      boolean same =
          left.stream().anyMatch(other -> other.captures().equals(occurrence.captures()));
      if (!same || trigger instanceof Trigger.Due) {
        both.add(occurrence);
      }
    }
    return both;
  }

  /** The occurrence if it finds a state true; once for each match of what it leaves free. */
  List<Occurrence> guarded(Occurrence occurrence, Expr state) {
    List<Integer> free = new ArrayList<>(Followed.free(state));
    free.removeIf(occurrence.captures()::binds);
    Map<Captures, Occurrence> candidates = new LinkedHashMap<>();
    if (free.isEmpty()) {
      candidates.put(occurrence.captures(), occurrence);
    } else {
      for (TopicUse use : TopicUses.of(state)) {
        if (use.slots().containsAll(free)) {
          for (Captures seen : world.seen(use, occurrence.captures())) {
            Captures all = occurrence.captures().and(seen.only(Followed.free(state))).orElseThrow();
            candidates.putIfAbsent(all, occurrence.with(all));
          }
        }
      }
    }
    return candidates.values().stream()
        .filter(candidate -> meaning.isTrue(state, new View(owner, candidate)))
        .toList();
  }

  // ---- messages

  private List<Occurrence> onMessage(Happening.OnMessage it) {
    if (!(trigger instanceof Trigger.OfMessage message)) {
      return List.of();
    }
    Optional<Captures> captures = Captures.of(it.topic(), message.topic());
    if (captures.isEmpty() || !happens(it, message.topic(), captures.get())) {
      return List.of();
    }
    History.Arrival arrival = world.history.newest(message.topic()).orElseThrow();
    return List.of(
        new Occurrence(
            captures.get(),
            Optional.of(
                new Occurrence.Told(
                    arrival.message(),
                    world.wallNowMillis(),
                    arrival.value(it.topic()),
                    world.history.previous(it.topic(), message.topic()))),
            world.nowMillis));
  }

  private boolean happens(Happening.OnMessage it, String topic, Captures captures) {
    Value now =
        Windows.part(world.history.newest(topic).orElseThrow().value(it.topic()), it.path());
    Value before = Windows.part(world.history.previous(it.topic(), topic), it.path());
    View view = new View(owner, captures);
    return switch (it.change()) {
      case Change.Updates ignored -> true;
      case Change.Receives change -> equal(now, meaning.of(change.value(), view));
      case Change.Becomes change ->
          equal(now, meaning.of(change.value(), view))
              && !equal(before, meaning.of(change.value(), view));
      case Change.Changes change ->
          Comparison.holds(Relation.UNEQUAL, now, before) == Truth.TRUE
              && change.from().map(from -> equal(before, meaning.of(from, view))).orElse(true)
              && change.to().map(to -> equal(now, meaning.of(to, view))).orElse(true);
      case Change.Rises change ->
          beyond(Relation.MORE, now, before, meaning.of(change.limit(), view));
      case Change.Falls change ->
          beyond(Relation.LESS, now, before, meaning.of(change.limit(), view));
    };
  }

  private static boolean equal(Value value, Value wanted) {
    return Comparison.holds(Relation.EQUAL, value, wanted) == Truth.TRUE;
  }

  /** Beyond the limit, and its predecessor was known and not. */
  private static boolean beyond(Relation relation, Value now, Value before, Value limit) {
    return Comparison.holds(relation, now, limit) == Truth.TRUE
        && Comparison.holds(relation, before, limit) == Truth.FALSE;
  }

  // ---- time

  /** At the instant at which the state has held for D; at that at which the topic was silent. */
  private List<Occurrence> risen(Expr state) {
    Followed followed = owner.followed().get(state);
    if (!(trigger instanceof Trigger.Due due) || followed == null) {
      return List.of();
    }
    return followed.diaries().entrySet().stream()
        .filter(diary -> diary.getValue().rose())
        .map(Map.Entry::getKey)
        .map(key ->
            Occurrence.without(
                key,
                Missed.since(
                    due.missed(), world, () -> meaning.isTrue(state, new View(owner, key)))))
        .toList();
  }

  /** A time that was missed while the engine was down happens once, unless it is too long ago. */
  private List<Occurrence> scheduled(Happening.Schedule schedule) {
    if (!(trigger instanceof Trigger.Due due)) {
      return List.of();
    }
    long since = Objects.requireNonNull(schedulesSince.get(schedule)) + world.wallOffsetMillis;
    long from = Math.max(due.afterWallMillis(), since);
    long catchUp = Schedules.catchUpMillis(schedule);
    long after = Math.max(from, due.untilWallMillis() - catchUp - 1);
    if (world.schedules.next(schedule, after) > due.untilWallMillis()) {
      return List.of();
    }
    long first = world.schedules.next(schedule, from);
    return List.of(Occurrence.without(Captures.NONE, first - world.wallOffsetMillis));
  }

  // ---- counts and sequences

  private List<Opening> openings(Happening event) {
    return openings.computeIfAbsent(event, it -> new ArrayList<>());
  }

  /** At the N-th inside a sliding D; then counting starts afresh. */
  private List<Occurrence> times(Happening.Times it) {
    List<Opening> counted = openings(it);
    List<Occurrence> happened = new ArrayList<>();
    for (Occurrence occurrence : find(it.event())) {
      counted.add(new Opening(world.nowMillis, occurrence));
      List<Opening> same =
          counted.stream()
              .filter(one -> one.occurrence().captures().equals(occurrence.captures()))
              .filter(one -> one.atMillis() > world.nowMillis - it.millis())
              .toList();
      if (same.size() >= it.times()) {
        happened.add(occurrence);
        counted.removeAll(same);
      }
    }
    return happened;
  }

  /** The second event is asked first, so that one message is never both sides of one pair. */
  private List<Occurrence> followed(Happening.Followed it) {
    List<Opening> open = openings(it);
    open.removeIf(one -> world.nowMillis - one.atMillis() >= it.millis());
    List<Occurrence> happened = new ArrayList<>();
    for (Occurrence second : find(it.second())) {
      Map<Captures, Opening> newest = new LinkedHashMap<>();
      for (Opening first : open) {
        second
            .captures()
            .and(first.occurrence().captures())
            .ifPresent(both -> newest.put(both, first));
      }
      newest.forEach((both, first) -> {
        removeOne(open, first);
        happened.add(second.with(both));
      });
    }
    find(it.first()).forEach(first -> open.add(new Opening(world.nowMillis, first)));
    return happened;
  }

  /** Of several that look the same the newest goes. */
  private static void removeOne(List<Opening> open, Opening gone) {
    open.remove(open.lastIndexOf(gone));
  }

  /** D after the first, when the second did not come; it cancels all first ones it agrees with. */
  private List<Occurrence> notFollowed(Happening.NotFollowed it) {
    List<Opening> open = openings(it);
    List<Occurrence> happened = new ArrayList<>();
    if (trigger instanceof Trigger.Due) {
      List<Opening> due =
          open.stream().filter(one -> world.nowMillis - one.atMillis() >= it.millis()).toList();
      open.removeIf(one -> world.nowMillis - one.atMillis() >= it.millis());
      due.forEach(one -> happened.add(one.occurrence().due(one.atMillis() + it.millis())));
    }
    for (Occurrence second : find(it.second())) {
      open.removeIf(first -> second.captures().and(first.occurrence().captures()).isPresent());
    }
    find(it.first()).forEach(first -> open.add(new Opening(world.nowMillis, first)));
    return happened;
  }
}
