package dev.belfry.secondopinion;

import dev.belfry.model.CheckedRule;
import dev.belfry.model.Deed;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state of a rule that has a memory, with what it remembers. It is kept as long as the rule has
 * it.
 *
 * @param state what is followed
 * @param captures the numbers of the captures that tell its instances from one another
 * @param carriers the mentions of topics that carry all of these
 * @param sinceMillis when the rule was first loaded with it
 * @param diaries by key
 */
record Followed(
    Expr state,
    List<Integer> captures,
    List<TopicUse> carriers,
    long sinceMillis,
    Map<Captures, Diary> diaries) {
  static Followed of(Expr state, long nowMillis) {
    List<Integer> captures = free(state);
    List<TopicUse> carriers =
        TopicUses.of(state).stream().filter(use -> use.slots().containsAll(captures)).toList();
    return new Followed(state, captures, carriers, nowMillis, new TreeMap<>());
  }

  /** The captures of a state but for those that stand for what a quantifier in it ranges over. */
  static List<Integer> free(Expr state) {
    List<Integer> captures = new ArrayList<>(TopicUses.slots(state));
    captures.removeAll(ranging(state));
    return captures;
  }

  private static List<Integer> ranging(Expr expr) {
    List<Integer> ranging = new ArrayList<>();
    if (expr instanceof Expr.Quantified it) {
      ranging.addAll(it.ranging());
    }
    TopicUses.parts(expr).forEach(part -> ranging.addAll(ranging(part)));
    return ranging;
  }

  /** The states of a rule that are looked at over and over. */
  static List<Expr> states(CheckedRule rule) {
    List<Expr> states = new ArrayList<>();
    if (rule.event().isEmpty()) {
      rule.state().ifPresent(states::add);
    }
    for (Expr part : Parts.of(rule)) {
      if (part instanceof Expr.Lasting || part instanceof Expr.Until) {
        states.add(part);
      }
    }
    for (Deed deed : Parts.of(rule.then())) {
      if (deed instanceof Deed.WaitUntil it) {
        states.add(it.state());
      }
    }
    return states;
  }
}
