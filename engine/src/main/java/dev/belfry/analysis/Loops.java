package dev.belfry.analysis;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.TopicUse;
import dev.belfry.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds rules that keep each other going. A circle of topics alone is none: rules may be damped by
 * their events, their values or their states. So each circle is tried: from many beginnings the
 * machine shows whether it comes to an end.
 */
final class Loops {
  private static final int MOST_EFFECTS = 400;
  private static final int MOST_TRIALS = 400;
  private static final int MOST_RULES = 40;
  private static final int MOST_NAMES = 4;

  /** Of a large knot there are many ways round; a few show what is wrong. */
  private static final int MOST_LOOPS = 3;

  private static final long LONG_MILLIS = 3_650 * 86_400_000L;

  private static final Ground NOWHERE = Ground.of(List.of(), Optional.empty());

  private final House house;
  private final Budget budget;
  private final PatternIndex<Integer> publishers = new PatternIndex<>();

  Loops(House house, Budget budget) {
    this.house = house;
    this.budget = budget;
    house.sides.forEach(
        side -> side.sites().forEach(site -> publishers.add(site.topic(), side.rule())));
  }

  /**
   * Rules that keep each other going.
   *
   * @param rules in the order in which they follow each other
   * @param round what they publish, one after the other, until it begins again
   * @param timed whether time passes on the way round
   * @param untilMillis by when it has come round often enough to be sure
   */
  record Loop(
      List<Integer> rules,
      List<Effect.Publish> round,
      Scenario scenario,
      boolean timed,
      long untilMillis) {}

  /** The longest that went on and came to an end. */
  record Ended(Scenario scenario, List<Effect.Publish> published) {}

  /**
   * A circle that was tried: the loops that were seen in it or, if there were none, its longest
   * end.
   */
  record Tried(Web.Knot knot, List<Loop> loops, Optional<Ended> ended) {}

  /** All circles of topics, and whether they go on for ever. */
  List<Tried> find() {
    return new Web(house).knots().stream().map(this::tried).toList();
  }

  private Tried tried(Web.Knot knot) {
    List<Loop> loops = new ArrayList<>();
    if (!budget.take()) {
      return new Tried(knot, loops, Optional.empty());
    }
    Ended ended = null;
    Set<Integer> rules = new LinkedHashSet<>();
    knot.rules().stream().limit(MOST_RULES).forEach(rules::add);
    Set<Integer> around = around(rules);
    if (around.stream().anyMatch(rule -> House.isHeavy(house.rule(rule)))) {
      budget.leave();
      return new Tried(knot, loops, Optional.empty());
    }
    boolean clock =
        house.sides.stream().anyMatch(it -> around.contains(it.rule()) && readsClock(it));
    Program program = withoutSchedules(around, knot.alerts());
    Set<Set<Integer>> known = new HashSet<>();
    int most = knot.rules().size() > MOST_RULES ? 1 : MOST_LOOPS;
    int tried = 0;
    for (Scenario scenario : scenarios(knot, rules)) {
      if (isEnough(loops, rules, most) || tried++ == MOST_TRIALS || !budget.hasMore()) {
        break;
      }
      Trial.Course course = Trial.run(program, scenario, MOST_EFFECTS, budget);
      Rounds.in(course, scenario, clock, this::number)
          .filter(loop -> known.add(Set.copyOf(loop.rules())))
          .ifPresent(loops::add);
      List<Effect.Publish> published = Rounds.publishes(course.instants());
      if (ended == null || published.size() > ended.published().size()) {
        ended = new Ended(scenario, published);
      }
    }
    return new Tried(knot, loops, loops.isEmpty() ? Optional.ofNullable(ended) : Optional.empty());
  }

  private static boolean isEnough(List<Loop> loops, Set<Integer> rules, int most) {
    return loops.size() == most || loops.stream().anyMatch(loop -> loop.rules().containsAll(rules));
  }

  /** These rules, and those that publish to any topic that they read: they may break the circle. */
  private Set<Integer> around(Set<Integer> rules) {
    Set<Integer> around = new LinkedHashSet<>(rules);
    for (Integer number : rules) {
      for (TopicUse use : Mentions.of(house.rule(number)).topics()) {
        publishers.meeting(Pattern.of(use), MOST_RULES).stream()
            .filter(it -> !house.rule(it).event().filter(Loops::isScheduled).isPresent())
            .forEach(around::add);
      }
    }
    return around;
  }

  // ---- beginnings

  private List<Scenario> scenarios(Web.Knot knot, Set<Integer> rules) {
    List<Side> sides = house.sides.stream().filter(side -> rules.contains(side.rule())).toList();
    Set<String> names = new LinkedHashSet<>(List.of(Pattern.SOMEWHERE));
    sides.forEach(side -> names.addAll(Names.in(side)));
    sides.forEach(side -> side.sites().forEach(site -> fixed(site.topic(), names)));
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : names.stream().limit(MOST_NAMES).toList()) {
      for (Side side : sides) {
        List<Case> extras = extras(side, sides, knot.alerts(), name);
        for (TopicUse use : Stages.heard(house, side)) {
          scenarios.addAll(scenarios(side, use, name, extras));
        }
      }
    }
    return scenarios;
  }

  private static void fixed(Pattern topic, Set<String> names) {
    for (Pattern.Level level : topic.levels()) {
      if (level instanceof Pattern.Level.Fixed it) {
        names.add(it.text());
      }
    }
  }

  private static boolean readsClock(Side side) {
    return side.guards().stream().anyMatch(Side::readsClock)
        || (side.trigger() instanceof Trigger.Turn it && Side.readsClock(it.state()));
  }

  private List<Scenario> scenarios(Side side, TopicUse use, String name, List<Case> extras) {
    String topic = Pattern.of(use).example(name);
    Ground ground = Stages.ground(side, name);
    Optional<Ground> bound =
        side.heard().contains(use) ? ground.where(use, topic) : Optional.of(ground);
    List<Scenario> scenarios = new ArrayList<>();
    if (bound.isEmpty()) {
      return scenarios;
    }
    Part part = new Part(side, bound.get(), List.of());
    for (Case extra : extras) {
      for (Scenario each : house.plots.onMessage(topic, use, List.of(part), extra)) {
        long until = each.fromMillis() + LONG_MILLIS;
        scenarios.add(new Scenario(each.lines(), each.fromMillis(), until));
      }
    }
    return scenarios;
  }

  /**
   * What the other rules want so that they take part: their guards, and that a topic which changes
   * said something before.
   */
  private List<Case> extras(Side beginner, List<Side> sides, Set<String> alerts, String name) {
    Case guards = Case.ANY;
    for (String alert : alerts) {
      guards = with(guards, house.conditions.of(new Expr.Firing(alert), true, NOWHERE));
    }
    Case both = Case.ANY;
    for (Side side : sides) {
      if (side == beginner) {
        continue;
      }
      Ground ground = Stages.ground(side, name);
      for (Expr guard : side.guards()) {
        guards = with(guards, house.conditions.of(guard, true, ground));
      }
      both = with(both, earlier(side, ground));
    }
    both = with(both, List.of(guards));
    List<Case> extras = new ArrayList<>(List.of(both));
    extras.add(guards);
    extras.add(Case.ANY);
    return extras.stream().distinct().toList();
  }

  private static Case with(Case so, List<Case> more) {
    return more.stream().flatMap(each -> so.and(each).stream()).findFirst().orElse(so);
  }

  /** What a side's topic may have said so that its next message is an event. */
  private List<Case> earlier(Side side, Ground ground) {
    List<Case> cases = new ArrayList<>();
    List<Case> ways =
        side.trigger() instanceof Trigger.Turn it
            ? house.conditions.of(it.state(), !it.begins(), ground)
            : side.ways(house.conditions, ground);
    for (Case way : ways) {
      Map<Variable, Domain> facts = new LinkedHashMap<>();
      way.wants()
          .forEach((variable, domain) -> {
            if (side.trigger() instanceof Trigger.Turn) {
              facts.put(variable, domain);
            } else if (variable instanceof Variable.Before it && domain != Domain.Plain.UNKNOWN) {
              facts.put(new Variable.Newest(it.topic(), it.path()), domain);
            }
          });
      if (!facts.isEmpty()) {
        cases.add(new Case(facts, 0));
      }
    }
    return cases;
  }

  // ---- seeing it

  /** The rules without what their own schedules bring about. */
  private Program withoutSchedules(Set<Integer> rules, Set<String> alerts) {
    return house.program(rules, alerts, Loops::withoutSchedules);
  }

  private static CheckedRule withoutSchedules(CheckedRule rule) {
    if (rule.event().isEmpty()) {
      return rule;
    }
    return new CheckedRule(
        rule.name(),
        rule.captures(),
        Optional.of(withoutSchedules(rule.event().get())),
        rule.state(),
        rule.limit(),
        rule.mode(),
        rule.then(),
        rule.last());
  }

  /** Of two events between which there is a choice, the one that is no schedule. */
  private static Happening withoutSchedules(Happening happening) {
    if (!(happening instanceof Happening.Either it)) {
      return happening;
    }
    Happening left = withoutSchedules(it.left());
    Happening right = withoutSchedules(it.right());
    if (isScheduled(left)) {
      return right;
    }
    return isScheduled(right) ? left : new Happening.Either(left, right);
  }

  private static boolean isScheduled(Happening happening) {
    return switch (happening) {
      case Happening.Scheduled ignored -> true;
      case Happening.Guarded it -> isScheduled(it.event());
      case Happening.Times it -> isScheduled(it.event());
      default -> false;
    };
  }

  /** The number of the rule whose effect something is. */
  private int number(Origin origin) {
    for (int i = 0; i < house.model.rules().size(); i++) {
      if (house.rule(i).name().equals(origin.name())) {
        return i;
      }
    }
    throw new IllegalArgumentException(origin.name());
  }
}
