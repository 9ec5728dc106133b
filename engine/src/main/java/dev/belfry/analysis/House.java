package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Model;
import dev.belfry.program.Program;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A program taken apart: its rules' sides, and programs made of a few of its rules. */
final class House {
  private static final int MOST_REPETITIONS = 50;

  final Model model;

  /** The whole of it, but for rules that repeat something very often. */
  final Program program;

  final List<Side> sides = new ArrayList<>();
  final Map<String, CheckedAlert> alerts = new LinkedHashMap<>();
  final Conditions conditions;
  final Plots plots;

  House(Model model, Program program) {
    this.model = model;
    this.program = hasHeavy(model) ? withoutHeavy(model) : program;
    model.alerts().forEach(alert -> alerts.put(alert.name(), alert));
    for (int i = 0; i < model.rules().size(); i++) {
      sides.addAll(Sides.of(i, model.rules().get(i)));
    }
    this.conditions = new Conditions(alerts);
    this.plots = new Plots(conditions, model.site());
  }

  private static boolean hasHeavy(Model model) {
    return model.rules().stream().anyMatch(House::isHeavy);
  }

  private static Program withoutHeavy(Model model) {
    List<CheckedRule> light = model.rules().stream().filter(rule -> !isHeavy(rule)).toList();
    return Program.of(model.of(model.alerts(), light));
  }

  /** Whether one run of a rule does so much that trying it takes too long. */
  static boolean isHeavy(CheckedRule rule) {
    return Math.max(Deeds.repetitions(rule.then()), Deeds.repetitions(rule.last()))
        > MOST_REPETITIONS;
  }

  CheckedRule rule(int number) {
    return model.rules().get(number);
  }

  /** A program of these rules, changed, and the alerts that they, and these alerts, ask for. */
  Program program(
      Collection<Integer> rules, Collection<String> wanted, UnaryOperator<CheckedRule> change) {
    List<CheckedRule> chosen = new TreeSet<>(rules).stream().map(this::rule).map(change).toList();
    Set<String> names = new LinkedHashSet<>();
    wanted.forEach(name -> addAlert(name, names));
    for (CheckedRule rule : chosen) {
      Mentions.of(rule).alerts().forEach(name -> addAlert(name, names));
    }
    List<CheckedAlert> kept =
        model.alerts().stream().filter(alert -> names.contains(alert.name())).toList();
    return Program.of(model.of(kept, chosen));
  }

  private void addAlert(String name, Set<String> names) {
    if (names.add(name)) {
      Optional.ofNullable(alerts.get(name))
          .ifPresent(alert -> {
            Mentions.of(alert).alerts().forEach(each -> addAlert(each, names));
          });
    }
  }
}
