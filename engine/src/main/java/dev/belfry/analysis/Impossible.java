package dev.belfry.analysis;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rules and alerts whose conditions contradict each other, so that they never run. */
final class Impossible {
  private final House house;
  private final Sources sources;

  Impossible(House house, Sources sources) {
    this.house = house;
    this.sources = sources;
  }

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < sources.rules.size(); i++) {
      Sources.Rule rule = sources.rules.get(i);
      rule(i, rule).ifPresent(findings::add);
    }
    for (Sources.Alert alert : sources.alerts) {
      Ground ground = Ground.open(alert.checked().captures().size(), Optional.empty());
      if (house.conditions.of(alert.checked().state(), true, ground).isEmpty()) {
        findings.add(never(alert.name(), "alert", "its `while` is never true"));
      }
    }
    return findings;
  }

  private Optional<Finding> rule(int number, Sources.Rule rule) {
    CheckedRule checked = rule.checked();
    List<Side> sides = Side.of(number, checked).stream().filter(Impossible::begins).toList();
    boolean never =
        !sides.isEmpty()
            && sides.stream().allMatch(side -> side.ways(house.conditions, ground(side)).isEmpty());
    return never ? Optional.of(never(rule.name(), "rule", why(checked, sides))) : Optional.empty();
  }

  private static boolean begins(Side side) {
    return !(side.trigger() instanceof Trigger.Turn it) || it.begins();
  }

  /** What happens later than its message sees other facts than those of the message. */
  private static Ground ground(Side side) {
    boolean later = side.trigger() instanceof Trigger.Arrival it && it.delayMillis() > 0;
    return Ground.open(side.of().captures().size(), later ? Optional.empty() : side.event());
  }

  private String why(CheckedRule rule, List<Side> sides) {
    if (rule.event().isEmpty()) {
      return "its `while` is never true";
    }
    Ground ground = ground(sides.getFirst());
    Optional<Expr> state = rule.state();
    boolean byItself =
        state.isPresent() && house.conditions.of(state.get(), true, ground).isEmpty();
    return byItself
        ? "its `while` is never true"
        : state.isPresent()
            ? "its `while` is never true when its event happens"
            : "its event never happens";
  }

  private static Finding never(Sources.Place name, String kind, String why) {
    Diagnostic diagnostic =
        Wording.warning(
            "W0703",
            name,
            "this " + kind + " never " + (kind.equals("alert") ? "fires" : "runs") + ": " + why,
            "never " + (kind.equals("alert") ? "fires" : "runs"),
            List.of(),
            "its conditions contradict each other; a fact is already the new one when its message"
                + " is an event (`previous` is the old one)",
            List.of());
    return Finding.of(diagnostic);
  }
}
