package dev.belfry.machine;

import dev.belfry.effect.Origin;
import dev.belfry.model.CheckedRule;
import dev.belfry.program.Operator;
import dev.belfry.program.RuleProgram;
import dev.belfry.program.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule of the current program with what it remembers. */
final class RuleState {
  final RuleProgram program;
  final Room room;
  final List<Memory> memories = new ArrayList<>();

  private final Origin.Kind kind;

  /** Whether it was said that a state of it asks about too many topics. */
  boolean saidTooMany;

  /** Whether it was said that keys of it are forgotten, and that new ones are left out. */
  boolean saidForgetting;

  boolean saidFull;

  /** The captures that make its key. */
  private final List<Integer> keySlots = new ArrayList<>();

  /** Whether a person switched it off: then it is as if it were not there. */
  boolean off;

  /** Of a rule without captures. */
  private final Origin origin;

  RuleState(RuleProgram program, Room room) {
    this.program = program;
    this.room = room;
    this.kind = program.alert().isPresent() ? Origin.Kind.ALERT : Origin.Kind.RULE;
    this.origin = new Origin(kind, program.name(), Map.of());
    for (int i = 0; i < program.captures().size(); i++) {
      if (!isRanging(i)) {
        keySlots.add(i);
      }
    }
    for (Operator operator : program.operators()) {
      memories.add(new Memory(this, operator));
    }
  }

  /** Slots of which none is bound. */
  String[] unbound() {
    String[] slots = new String[program.captures().size()];
    Arrays.fill(slots, Key.UNBOUND);
    return slots;
  }

  /** Slots with the captures of an operator's key. */
  String[] slotsOf(Operator operator, Key key) {
    String[] slots = unbound();
    key.into(slots, operator.shape().slots());
    return slots;
  }

  Key keyOf(String[] slots) {
    return keySlots.size() == slots.length ? new Key(List.of(slots)) : Key.of(slots, keySlots);
  }

  /** Whether a capture only stands for what a quantifier ranges over. */
  boolean isRanging(int slot) {
    return program.captures().get(slot).equals(CheckedRule.RANGING);
  }

  Origin origin(String[] slots) {
    if (slots.length == 0) {
      return origin;
    }
    Map<String, String> key = new LinkedHashMap<>();
    for (int i : keySlots) {
      if (!slots[i].equals(Key.UNBOUND)) {
        key.put(program.captures().get(i), slots[i]);
      }
    }
    return new Origin(kind, program.name(), key);
  }

  /** The topics of an operator that carry its whole key. */
  static List<Use> carriers(Operator operator) {
    return operator.shape().uses().stream()
        .filter(use -> use.slots().containsAll(operator.shape().slots()))
        .toList();
  }
}
