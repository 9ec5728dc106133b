package dev.belfry.machine;

import dev.belfry.program.Operator;
import dev.belfry.program.Program;
import dev.belfry.program.Use;
import org.jspecify.annotations.Nullable;

/** A place where a rule mentions a certain topic, and what its captures are then. */
final class Match {
  final RuleState rule;
  final Use use;

  /** The rule's captures, those bound that the topic carries. */
  private final String[] slots;

  private final @Nullable Key[] keys;

  private Match(RuleState rule, Use use, String[] slots) {
    this.rule = rule;
    this.use = use;
    this.slots = slots;
    this.keys = new Key[rule.memories.size()];
  }

  /** The match, or null if one capture would have to be two texts. */
  static @Nullable Match of(Program.Match found, RuleState rule) {
    String[] slots = rule.unbound();
    for (int i = 0; i < found.captures().size(); i++) {
      int slot = found.use().slots().get(i);
      String text = found.captures().get(i);
      if (!slots[slot].equals(Key.UNBOUND) && !slots[slot].equals(text)) {
        return null;
      }
      slots[slot] = text;
    }
    return new Match(rule, found.use(), slots);
  }

  /** Its captures, not to be changed. */
  String[] slots() {
    return slots;
  }

  /** The captures of one instance of an operator, not to be changed. */
  String[] slotsOf(Operator operator, Key key) {
    boolean all = operator.shape().slots().size() == slots.length;
    return all ? slots : rule.slotsOf(operator, key);
  }

  boolean binds(int slot) {
    return !slots[slot].equals(Key.UNBOUND);
  }

  /** The one instance of the operator that the topic concerns, or null if it concerns several. */
  @Nullable Key keyOf(Operator operator) {
    int index = operator.shape().index();
    Key key = keys[index];
    if (key == null && operator.shape().slots().stream().allMatch(this::binds)) {
      key = Key.of(slots, operator.shape().slots());
      keys[index] = key;
    }
    return key;
  }
}
