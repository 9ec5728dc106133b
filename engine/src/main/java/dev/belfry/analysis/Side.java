package dev.belfry.analysis;

import dev.belfry.codec.Value;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One way in which a rule comes to run. Each is another one, however alike two are. */
final class Side {
  /** So much of a day a clock change may skip. */
  private static final long CLOCK_CHANGE_MILLIS = 7_200_000;

  private final int rule;
  private final CheckedRule of;
  private final Trigger trigger;
  private final List<Expr> early;
  private final List<Expr> guards;
  private final boolean later;
  private final List<Deed> deeds;
  private final List<TopicUse> heard;
  private final List<Site> sites;

  Side(int rule, CheckedRule of, Sides.Guarded way, List<Deed> deeds) {
    this.rule = rule;
    this.of = of;
    this.trigger = way.trigger();
    this.early = way.early();
    this.guards = way.guards();
    this.later = way.later();
    this.deeds = deeds;
    this.heard =
        switch (trigger) {
          case Trigger.Arrival it -> List.of(it.topic());
          case Trigger.Turn it -> TopicUses.of(it.state());
          case Trigger.Due ignored -> List.of();
          case Trigger.Start ignored -> List.of();
        };
    this.sites = new ArrayList<>();
    collect(deeds, List.of(), restSlots());
  }

  // ---- what it reacts to

  /** The number of its rule in the program. */
  int rule() {
    return rule;
  }

  CheckedRule of() {
    return of;
  }

  Trigger trigger() {
    return trigger;
  }

  /** What must be true when it is triggered. */
  List<Expr> guards() {
    return guards;
  }

  /** What it does then. */
  List<Deed> deeds() {
    return deeds;
  }

  /** Everything that it may publish. */
  List<Site> sites() {
    return sites;
  }

  /** The mentions of topics whose messages can make it run. */
  List<TopicUse> heard() {
    return heard;
  }

  /** The alerts whose beginning or end can make it run. */
  Set<String> alerts() {
    return trigger instanceof Trigger.Turn it ? TopicUses.alerts(it.state()) : Set.of();
  }

  /** Whether the clock alone can make it run. */
  boolean followsClock() {
    return switch (trigger) {
      case Trigger.Arrival ignored -> false;
      case Trigger.Turn it -> readsClock(it.state());
      case Trigger.Due ignored -> true;
      case Trigger.Start ignored -> false;
    };
  }

  static boolean readsClock(Expr expr) {
    return expr instanceof Expr.ClockReading
        || TopicUses.parts(expr).stream().anyMatch(Side::readsClock);
  }

  /** Whether what it does may happen later than what triggers it. */
  boolean takesTime() {
    long delay =
        switch (trigger) {
          case Trigger.Arrival it -> it.delayMillis();
          case Trigger.Turn it -> it.delayMillis();
          case Trigger.Due ignored -> 0;
          case Trigger.Start ignored -> 0;
        };
    return delay > 0 || deeds.stream().anyMatch(Side::takesTime);
  }

  private static boolean takesTime(Deed deed) {
    return switch (deed) {
      case Deed.Wait ignored -> true;
      case Deed.WaitUntil ignored -> true;
      case Deed.Repeat it ->
          it.everyMillis().isPresent() || it.deeds().stream().anyMatch(Side::takesTime);
      case Deed.Branch it ->
          it.yes().stream().anyMatch(Side::takesTime) || it.no().stream().anyMatch(Side::takesTime);
      default -> false;
    };
  }

  /** The captures of the rule that may stand for several levels. */
  private Set<Integer> restSlots() {
    Set<Integer> slots = new LinkedHashSet<>();
    List<TopicUse> uses = new ArrayList<>(heard);
    early.forEach(state -> uses.addAll(TopicUses.of(state)));
    guards.forEach(guard -> uses.addAll(TopicUses.of(guard)));
    for (TopicUse use : uses) {
      for (int i = 0; i < use.arguments().size(); i++) {
        if (use.arguments().get(i) instanceof TopicUse.Argument.Slot slot
            && use.filter().takesRest(i)) {
          slots.add(slot.slot());
        }
      }
    }
    return slots;
  }

  // ---- when it runs

  /** The mention of the topic whose message belongs to it. */
  Optional<TopicUse> event() {
    return trigger instanceof Trigger.Arrival it ? Optional.of(it.topic()) : Optional.empty();
  }

  /** The ways in which it can come to run; none if it never does. */
  List<Case> ways(Conditions conditions, Ground ground) {
    return Conditions.both(triggered(conditions, ground), guarded(conditions, ground));
  }

  /** Whether its guards are asked at another time than that of its trigger. */
  boolean isLater() {
    return later;
  }

  /** The ways in which its guards can hold. */
  List<Case> guarded(Conditions conditions, Ground ground) {
    List<Case> ways = List.of(Case.ANY);
    for (Expr guard : guards) {
      ways = Conditions.both(ways, conditions.of(guard, true, ground));
    }
    return ways;
  }

  /** The ways in which its trigger can come about. */
  List<Case> triggered(Conditions conditions, Ground ground) {
    List<Case> ways = triggers(conditions, ground);
    for (Expr state : early) {
      ways = Conditions.both(ways, conditions.of(state, true, ground));
    }
    return ways;
  }

  private List<Case> triggers(Conditions conditions, Ground ground) {
    return switch (trigger) {
      case Trigger.Arrival it -> Arrivals.ways(it, ground);
      case Trigger.Turn it -> {
        List<Case> ways = conditions.of(it.state(), it.begins(), ground);
        boolean free = !it.begins() || (it.tolerant() && !ways.isEmpty());
        yield free ? withFree(ways) : ways;
      }
      case Trigger.Due it -> due(it.schedule());
      case Trigger.Start ignored -> List.of(Case.ANY);
    };
  }

  /** A state also ends by becoming unknown. */
  private static List<Case> withFree(List<Case> ways) {
    List<Case> all = new ArrayList<>(ways);
    all.add(Case.ANY);
    return all;
  }

  private static List<Case> due(Happening.Schedule schedule) {
    return switch (schedule) {
      case Happening.Schedule.At it -> at(it);
      case Happening.Schedule.Sun ignored -> List.of(Case.ANY);
      case Happening.Schedule.Every ignored -> List.of(Case.ANY);
      case Happening.Schedule.Cron ignored -> List.of(Case.ANY);
    };
  }

  /** What a start or a clock change has made late may happen on another day. */
  private static List<Case> at(Happening.Schedule.At it) {
    double millis = Moments.millisOf(it.time());
    double latest = millis + Math.max(it.catchUpMillis(), CLOCK_CHANGE_MILLIS);
    if (latest > Moments.LAST_OF_DAY) {
      return List.of(Case.ANY);
    }
    Domain time = Domain.numbers(millis, latest);
    return Case.of(new Variable.Dial(Expr.Dial.TIME), time).and(days(it.days())).stream().toList();
  }

  private static Case days(Set<DayOfWeek> days) {
    Set<String> words = new LinkedHashSet<>();
    days.stream().sorted().forEach(day -> words.add(Moments.word(day)));
    return days.isEmpty()
        ? Case.ANY
        : Case.of(new Variable.Dial(Expr.Dial.WEEKDAY), Domain.texts(words));
  }

  /** A publish of a side, and what must be true or false for it to come about. */
  static final class Site {
    private final Side side;
    private final Deed.Publish publish;
    private final Pattern topic;
    private final List<Asked> asked;

    private Site(Side side, Deed.Publish publish, Pattern topic, List<Asked> asked) {
      this.side = side;
      this.publish = publish;
      this.topic = topic;
      this.asked = asked;
    }

    Side side() {
      return side;
    }

    Deed.Publish publish() {
      return publish;
    }

    Pattern topic() {
      return topic;
    }

    List<Asked> asked() {
      return asked;
    }

    /** What it always publishes, if that is known. */
    Optional<Value> constant() {
      return publish.value() instanceof Expr.Const it ? Optional.of(it.value()) : Optional.empty();
    }
  }

  /** A condition on the way to an action. */
  record Asked(Expr state, boolean wanted) {}

  private void collect(List<Deed> from, List<Asked> asked, Set<Integer> rest) {
    for (Deed deed : from) {
      switch (deed) {
        case Deed.Publish it ->
            sites.add(new Site(this, it, Pattern.spelled(it.topic(), rest), asked));
        case Deed.Branch it -> {
          collect(it.yes(), and(asked, new Asked(it.state(), true)), rest);
          collect(it.no(), and(asked, new Asked(it.state(), false)), rest);
        }
        case Deed.Repeat it -> collect(it.deeds(), asked, rest);
        case Deed.Notify ignored -> {}
        case Deed.Call ignored -> {}
        case Deed.Log ignored -> {}
        case Deed.Wait ignored -> {}
        case Deed.WaitUntil ignored -> {}
        case Deed.Stop ignored -> {}
      }
    }
  }

  private static List<Asked> and(List<Asked> asked, Asked more) {
    List<Asked> all = new ArrayList<>(asked);
    all.add(more);
    return all;
  }
}
