package dev.belfry.machine;

import dev.belfry.catalog.Site;
import dev.belfry.model.CheckedRule;
import dev.belfry.program.RuleProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people do with rules: they switch them off and on, and trigger them. A switch stays with a
 * name until no rule bears it.
 */
final class Switches {
  private final NavigableSet<String> off = new TreeSet<>();
  private final Timers timers;
  private final Changes changes;
  private final Evaluation evaluation;
  private final List<Report> reports;
  private List<RuleState> rules = List.of();

  Switches(Timers timers, Changes changes, Evaluation evaluation, List<Report> reports) {
    this.timers = timers;
    this.changes = changes;
    this.evaluation = evaluation;
    this.reports = reports;
  }

  /** Puts back what was stored. */
  void restore(String rule) {
    off.add(rule);
  }

  /** Takes over the rules of a program; switches of other names are forgotten. */
  void adopt(List<RuleState> units) {
    rules = units.stream().filter(rule -> rule.program.alert().isEmpty()).toList();
    List<String> names = rules.stream().map(rule -> rule.program.name()).toList();
    List<String> gone = off.stream().filter(name -> !names.contains(name)).toList();
    gone.forEach(name -> set(name, true));
    rules.forEach(rule -> rule.off = off.contains(rule.program.name()));
  }

  private void set(String rule, boolean on) {
    if (on) {
      off.remove(rule);
    } else {
      off.add(rule);
    }
    changes.ofSwitch(rule, on);
  }

  boolean isOn(String rule) {
    return !off.contains(rule);
  }

  /** The names of the rules that are off, in text order. */
  List<String> off() {
    return List.copyOf(off);
  }

  // ---- switching

  /** Switches a rule: one that is off is as if it were not there. */
  void turn(String name, boolean on, Site site) {
    RuleState rule = find(name);
    if (rule == null || rule.off != on) {
      return;
    }
    set(name, on);
    rule.off = !on;
    if (on) {
      evaluation.prepare(List.of(rule), site);
      evaluation.onLoad(List.of(rule), false);
    } else {
      rule.memories.forEach(memory -> evaluation.onRemoval(rule, memory));
      evaluation.perform();
      rule.memories.forEach(this::clear);
    }
  }

  private void clear(Memory memory) {
    for (Cell cell : memory.cells().values()) {
      timers.cancel(cell);
      changes.forgotten(memory, cell);
    }
    memory.clear();
  }

  // ---- triggering

  /** Lets a rule run with these captures. */
  void trigger(String name, Map<String, String> key) {
    RuleState rule = find(name);
    if (rule == null) {
      return;
    }
    List<String> captures = new ArrayList<>(rule.program.captures());
    captures.removeIf(CheckedRule.RANGING::equals);
    List<String> missing = captures.stream().filter(it -> !key.containsKey(it)).toList();
    List<String> unknown =
        key.keySet().stream().filter(it -> !captures.contains(it)).sorted().toList();
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      reports.add(new Report.WrongCaptures(name, missing, unknown));
      return;
    }
    String[] slots = slots(rule.program, key);
    if (rule.off) {
      reports.add(new Report.Dropped(rule.origin(slots), "it is switched off"));
    } else {
      evaluation.onHand(rule, slots);
    }
  }

  private static String[] slots(RuleProgram rule, Map<String, String> key) {
    return rule.captures().stream()
        .map(name -> key.getOrDefault(name, Key.UNBOUND))
        .toArray(String[]::new);
  }

  /** The rule of this name; reports it if there is none. */
  private @Nullable RuleState find(String name) {
    for (RuleState rule : rules) {
      if (rule.program.name().equals(name)) {
        return rule;
      }
    }
    reports.add(new Report.NoSuchRule(name));
    return null;
  }
}
