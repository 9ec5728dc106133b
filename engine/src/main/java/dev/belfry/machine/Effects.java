package dev.belfry.machine;

import dev.belfry.effect.Effect;
import dev.belfry.effect.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step brings about, in order. At one instant, rules bring about so much at most; what
 * alerts do is never left out.
 */
final class Effects {
  /** How many effects of rules there are at one instant at most. */
  static final int MOST = 100_000;

  private final List<Report> reports;
  private final List<Effect> list = new ArrayList<>();
  private int ofRules;
  private boolean said;

  Effects(List<Report> reports) {
    this.reports = reports;
  }

  /** Another instant begins. */
  void nextInstant() {
    ofRules = 0;
    said = false;
  }

  /** Whether a rule may bring about one more at this instant; reports it if not. */
  boolean hasRoomFor(Origin rule) {
    if (ofRules < MOST) {
      return true;
    }
    if (!said) {
      said = true;
      reports.add(
          new Report.Overflow(
              "effects of rules at one instant",
              MOST,
              "those of \"" + rule.name() + "\", and what others want after it, are left out"));
    }
    return false;
  }

  /** Adds an effect of a rule. */
  void addOfRule(Effect effect) {
    ofRules++;
    list.add(effect);
  }

  /** Adds what an alert does. */
  void add(Effect effect) {
    list.add(effect);
  }

  Effect get(int index) {
    return list.get(index);
  }

  int size() {
    return list.size();
  }

  /** Hands them out. */
  List<Effect> take() {
    List<Effect> taken = List.copyOf(list);
    list.clear();
    return taken;
  }
}
