package dev.belfry.analysis;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import dev.belfry.machine.Causes;
import dev.belfry.machine.Report;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Sees in what happened whether rules go round. */
final class Rounds {
  /** How often a circle through time must come round. */
  private static final int ROUNDS = 12;

  private final Scenario scenario;
  private final ToIntFunction<Origin> number;

  private Rounds(Scenario scenario, ToIntFunction<Origin> number) {
    this.scenario = scenario;
    this.number = number;
  }

  /**
   * The loop that is seen in what happened, if there is one.
   *
   * @param clock whether the clock alone may make these rules run
   * @param number tells the number of a rule in the program
   */
  static Optional<Loops.Loop> in(
      Trial.Course course, Scenario scenario, boolean clock, ToIntFunction<Origin> number) {
    return new Rounds(scenario, number).in(course, clock);
  }

  private Optional<Loops.Loop> in(Trial.Course course, boolean clock) {
    List<Trial.Instant> instants = course.instants();
    for (Trial.Instant instant : instants) {
      if (instant.reports().stream().anyMatch(Report.ChainCut.class::isInstance)) {
        return loop(publishes(List.of(instant)), false);
      }
    }
    return course.goesOn() && comesRound(instants, clock)
        ? loop(publishes(instants), true)
        : Optional.empty();
  }

  /** What rules and alerts published, in order. */
  static List<Effect.Publish> publishes(List<Trial.Instant> instants) {
    List<Effect.Publish> all = new ArrayList<>();
    for (Trial.Instant instant : instants) {
      for (Effect effect : instant.effects()) {
        if (effect instanceof Effect.Publish publish) {
          all.add(publish);
        }
      }
    }
    return all;
  }

  /**
   * Whether rules run again and again with nothing coming in.
   *
   * @param clock whether the clock alone may make them run: then only what messages of theirs
   *     brought about counts, of every one of them
   */
  private static boolean comesRound(List<Trial.Instant> instants, boolean clock) {
    Set<String> said = new HashSet<>();
    Map<String, Integer> rounds = new LinkedHashMap<>();
    for (Trial.Instant instant : instants) {
      for (Effect.Publish it : publishes(List.of(instant))) {
        said.add(Causes.message(it.topic(), it.payload()));
      }
      Map<String, Integer> ran = new LinkedHashMap<>();
      for (Report report : instant.reports()) {
        if (report instanceof Report.Fired it) {
          ran.merge(it.origin().name(), !clock || said.contains(it.cause()) ? 1 : 0, Math::max);
        }
      }
      ran.forEach((rule, count) -> rounds.merge(rule, count, Integer::sum));
    }
    return clock
        ? !rounds.isEmpty() && rounds.values().stream().allMatch(count -> count >= ROUNDS)
        : rounds.values().stream().anyMatch(count -> count >= ROUNDS);
  }

  /** One round, from the second half of what was published: by then nothing else goes on. */
  private Optional<Loops.Loop> loop(List<Effect.Publish> all, boolean timed) {
    List<Effect.Publish> settled = all.subList(all.size() / 2, all.size());
    List<Effect.Publish> round = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Effect.Publish each : settled) {
      String step = each.origin() + " " + each.topic();
      if (seen.contains(step)) {
        break;
      }
      seen.add(step);
      round.add(each);
    }
    List<Integer> rules =
        round.stream()
            .map(Effect.Publish::origin)
            .filter(Rounds::isRule)
            .map(number::applyAsInt)
            .distinct()
            .toList();
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new Loops.Loop(rules, round, scenario, timed, all.getLast().timeMillis()));
  }

  private static boolean isRule(Origin origin) {
    return origin.kind() == Origin.Kind.RULE;
  }
}
