package dev.belfry.program;

import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Model;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes alerts ready to run: first their states, each after those it asks, then who is told. */
final class AlertCompiler {
  /** Keeps apart what the halves of an alert remember; no author can write it. */
  private static final String TELLING = "\ntelling";

  private final Model model;
  private final List<CheckedAlert> alerts;
  private final Pool pool;
  private final Map<String, CheckedAlert> left = new LinkedHashMap<>();
  private final List<RuleProgram> units = new ArrayList<>();

  private AlertCompiler(Model model, Pool pool) {
    this.model = model;
    this.alerts = model.alerts();
    this.pool = pool;
    alerts.forEach(alert -> left.put(alert.name(), alert));
  }

  static List<RuleProgram> compile(Model model, Pool pool) {
    AlertCompiler compiler = new AlertCompiler(model, pool);
    model.alerts().forEach(alert -> compiler.addState(alert.name()));
    model.alerts().forEach(compiler::addTelling);
    return compiler.units;
  }

  private void addState(String name) {
    CheckedAlert alert = left.remove(name);
    if (alert == null) {
      return;
    }
    TopicUses.alerts(alert.state()).forEach(this::addState);
    CheckedRule rule = rule(name, alert.captures(), Optional.of(alert.state()));
    AlertPart part = new AlertPart.State(alerts.size() + alerts.indexOf(alert));
    units.add(compiler(name, rule).compile().asAlert(name, part));
  }

  private void addTelling(CheckedAlert alert) {
    CheckedRule rule = rule(alert.name() + TELLING, alert.captures(), Optional.empty());
    RuleCompiler compiler = compiler(alert.name(), rule);
    AlertPart part = telling(alert, compiler);
    units.add(compiler.compile().asAlert(alert.name(), part));
  }

  private RuleCompiler compiler(String alert, CheckedRule half) {
    return new RuleCompiler(units.size(), half, model.written(alert), pool);
  }

  private static CheckedRule rule(String name, List<String> captures, Optional<Expr> state) {
    return new CheckedRule(
        name,
        captures,
        Optional.empty(),
        state,
        Optional.empty(),
        CheckedRule.Mode.SINGLE,
        List.of(),
        List.of());
  }

  private static AlertPart telling(CheckedAlert alert, RuleCompiler compiler) {
    Optional<Integer> unless = alert.unless().map(compiler::inhibitor);
    return new AlertPart.Telling(
        alert.severity(),
        priority(alert.severity()),
        compiler.expressions().compile(alert.message()),
        alert.tellings().stream().map(telling -> notice(alert, telling, compiler)).toList(),
        alert.remindMillis(),
        alert.escalation(),
        unless,
        alert.resolved().map(telling -> notice(alert, telling, compiler)),
        compiler.alarm(alert.state()));
  }

  private static ActionNode.Notify notice(
      CheckedAlert alert, CheckedAlert.Telling telling, RuleCompiler compiler) {
    return ScriptCompiler.notice(
        new Deed.Notify(
            telling.channels(),
            telling.text().orElse(alert.message()),
            Optional.of(
                telling.title().orElseGet(() -> new Expr.Const(new Value.Text(alert.name())))),
            Optional.of(telling.priority().orElse(priority(alert.severity()))),
            telling.attachments()),
        compiler.expressions());
  }

  private static Effect.Priority priority(CheckedAlert.Severity severity) {
    return switch (severity) {
      case INFO -> Effect.Priority.LOW;
      case WARNING -> Effect.Priority.NORMAL;
      case CRITICAL -> Effect.Priority.CRITICAL;
    };
  }
}
