package dev.belfry.agreement;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.Happening;
import dev.belfry.model.Model;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often each construct of the language appeared. */
final class Constructs {
  /** How many programs are looked through. */
  private static final int MOST_PROGRAMS = 2_000;

  /** What has a second source of its own in other tests: formulas and the sun. */
  private static final List<String> NEVER = List.of("Expr.Formula", "Dial.SUN", "Schedule.Sun");

  private final Map<String, Integer> counts = new TreeMap<>();
  private long effects;
  private int programs;

  Constructs() {
    expect(Expr.class, Happening.class, Happening.Change.class, Happening.Schedule.class);
    expect(Deed.class, Deed.Attachment.class, Scenario.Act.class, Expr.Extent.class);
    for (Enum<?> constant : CheckedRule.Mode.values()) {
      counts.put(name(constant), 0);
    }
    for (Enum<?> constant : Expr.Measure.values()) {
      counts.put(name(constant), 0);
    }
    for (Enum<?> constant : Expr.Quantity.values()) {
      counts.put(name(constant), 0);
    }
    for (Enum<?> constant : Expr.Dial.values()) {
      counts.put(name(constant), 0);
    }
    counts.put(name(CheckedAlert.class), 0);
    counts.put(name(CheckedAlert.Escalation.class), 0);
    NEVER.forEach(counts::remove);
  }

  private void expect(Class<?>... sums) {
    for (Class<?> sum : sums) {
      for (Class<?> kind : sum.getPermittedSubclasses()) {
        if (kind.isRecord()) {
          counts.put(name(kind), 0);
        }
      }
    }
  }

  private static String name(Class<?> kind) {
    Class<?> outer = kind.getDeclaringClass();
    return outer == null
        ? kind.getSimpleName()
        : outer.getSimpleName() + "." + kind.getSimpleName();
  }

  private static String name(Enum<?> constant) {
    return constant.getDeclaringClass().getSimpleName() + "." + constant;
  }

  void count(Scenario.Act act) {
    counts.merge(name(act.getClass()), 1, Integer::sum);
  }

  void effects(int more) {
    effects += more;
  }

  /** Counts what others counted. */
  void add(Constructs other) {
    other.counts.forEach((name, count) -> counts.merge(name, count, Integer::sum));
    effects += other.effects;
    programs += other.programs;
  }

  /** Whether more programs are to be counted: all if there are to be few, else some. */
  boolean isWanting() {
    return programs < MOST_PROGRAMS;
  }

  void count(Model model) {
    programs++;
    model.rules().forEach(this::walk);
    model.alerts().forEach(this::walk);
  }

  private void walk(Object part) {
    switch (part) {
      case Collection<?> all -> all.forEach(this::walk);
      case Optional<?> it -> it.ifPresent(this::walk);
      case Enum<?> it -> counts.merge(name(it), 1, Integer::sum);
      case Record it -> {
        counts.merge(name(it.getClass()), 1, Integer::sum);
        for (RecordComponent component : it.getClass().getRecordComponents()) {
          walk(read(component, it));
        }
      }
      default -> {}
    }
  }

  private static Object read(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The constructs that never appeared. */
  List<String> missing() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  String table() {
    StringBuilder text = new StringBuilder();
    counts.forEach((name, count) -> text.append(String.format("%8d  %s%n", count, name)));
    return text.append(String.format("%8d  effects%n", effects)).toString();
  }
}
