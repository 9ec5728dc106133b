package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Model;
import dev.belfry.model.TopicUses;
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
  final Model model;
  final List<Side> sides = new ArrayList<>();
  final Map<String, CheckedAlert> alerts = new LinkedHashMap<>();
  final Conditions conditions;
  final Plots plots;

  House(Model model) {
    this.model = model;
    model.alerts().forEach(alert -> alerts.put(alert.name(), alert));
    for (int i = 0; i < model.rules().size(); i++) {
      sides.addAll(Side.of(i, model.rules().get(i)));
    }
    this.conditions = new Conditions(alerts);
    this.plots = new Plots(conditions, model.site());
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
      asked(rule).forEach(name -> addAlert(name, names));
    }
    List<CheckedAlert> kept =
        model.alerts().stream().filter(alert -> names.contains(alert.name())).toList();
    return Program.of(new Model(model.site(), kept, chosen, List.of()));
  }

  /** The alerts that a rule asks for. */
  private static Set<String> asked(CheckedRule rule) {
    List<Expr> asked = new ArrayList<>(Deeds.expressions(rule.then()));
    asked.addAll(Deeds.expressions(rule.last()));
    rule.state().ifPresent(asked::add);
    for (Side side : Side.of(0, rule)) {
      asked.addAll(side.guards());
      if (side.trigger() instanceof Trigger.Turn turn) {
        asked.add(turn.state());
      }
    }
    Set<String> names = new LinkedHashSet<>();
    asked.forEach(expr -> names.addAll(TopicUses.alerts(expr)));
    return names;
  }

  private void addAlert(String name, Set<String> names) {
    if (names.add(name)) {
      Optional.ofNullable(alerts.get(name))
          .ifPresent(alert -> {
            TopicUses.alerts(alert.state()).forEach(each -> addAlert(each, names));
            alert
                .unless()
                .ifPresent(
                    unless -> TopicUses.alerts(unless).forEach(each -> addAlert(each, names)));
          });
    }
  }
}
