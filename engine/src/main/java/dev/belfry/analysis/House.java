package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.Model;
import dev.belfry.model.TopicUse;
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

  /** The whole of it. */
  final Program program;

  final List<Side> sides = new ArrayList<>();
  final Map<String, CheckedAlert> alerts = new LinkedHashMap<>();
  final Conditions conditions;
  final Plots plots;

  House(Model model, Program program) {
    this.model = model;
    this.program = program;
    model.alerts().forEach(alert -> alerts.put(alert.name(), alert));
    for (int i = 0; i < model.rules().size(); i++) {
      sides.addAll(Sides.of(i, model.rules().get(i)));
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
    Set<String> names = new LinkedHashSet<>();
    expressions(rule).forEach(expr -> names.addAll(TopicUses.alerts(expr)));
    return names;
  }

  /** Every mention of a topic whose messages or value mean something to a rule. */
  static List<TopicUse> reads(CheckedRule rule) {
    List<TopicUse> reads = new ArrayList<>();
    expressions(rule).forEach(expr -> reads.addAll(TopicUses.of(expr)));
    rule.event().ifPresent(event -> addMessages(event, reads));
    return reads;
  }

  private static void addMessages(Happening event, List<TopicUse> reads) {
    switch (event) {
      case Happening.OnMessage it -> reads.add(it.topic());
      case Happening.Silence it -> reads.add(it.state().topic());
      case Happening.Times it -> addMessages(it.event(), reads);
      case Happening.Guarded it -> addMessages(it.event(), reads);
      case Happening.Followed it -> {
        addMessages(it.first(), reads);
        addMessages(it.second(), reads);
      }
      case Happening.NotFollowed it -> {
        addMessages(it.first(), reads);
        addMessages(it.second(), reads);
      }
      case Happening.Either it -> {
        addMessages(it.left(), reads);
        addMessages(it.right(), reads);
      }
      case Happening.Held ignored -> {}
      case Happening.Scheduled ignored -> {}
      case Happening.Startup ignored -> {}
    }
  }

  private static List<Expr> expressions(CheckedRule rule) {
    List<Expr> all = new ArrayList<>(Deeds.expressions(rule.then()));
    all.addAll(Deeds.expressions(rule.last()));
    rule.state().ifPresent(all::add);
    for (Side side : Sides.of(0, rule)) {
      all.addAll(side.guards());
      if (side.trigger() instanceof Trigger.Turn turn) {
        all.add(turn.state());
      }
    }
    return all;
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
