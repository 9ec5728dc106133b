package dev.belfry.machine;

import dev.belfry.program.Program;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which rules a person switched off. A switch stays with a name until no rule bears it. */
final class Switches {
  private final NavigableSet<String> off = new TreeSet<>();
  private final Changes changes;

  Switches(Changes changes) {
    this.changes = changes;
  }

  /** Puts back what was stored. */
  void restore(String rule) {
    off.add(rule);
  }

  /** Takes over the rules of a program: names that it does not have are forgotten. */
  void adopt(Program program, List<RuleState> rules) {
    List<String> names = program.ruleNames();
    List<String> gone = off.stream().filter(name -> !names.contains(name)).toList();
    gone.forEach(name -> set(name, true));
    rules.forEach(rule -> rule.off = off.contains(rule.program.name()));
  }

  void set(String rule, boolean on) {
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
}
