package dev.belfry.analysis;

import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rules and alerts whose conditions contradict each other, so that they never run. */
final class Impossible {
  private final House house;
  private final Sources sources;

  Impossible(House house, Sources sources) {
    this.house = house;
    this.sources = sources;
  }

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < sources.rules.size(); i++) {
      Sources.Rule rule = sources.rules.get(i);
      if (neverRuns(Sides.of(i, rule.checked()))) {
        findings.add(finding(rule, Sides.of(i, rule.checked()).getFirst()));
      }
    }
    for (Sources.Alert alert : sources.alerts) {
      Ground ground = Ground.open(alert.checked().captures().size(), Optional.empty());
      if (house.conditions.of(alert.checked().state(), true, ground).isEmpty()) {
        findings.add(never(state(alert), "this alert never fires", BY_ITSELF));
      }
    }
    return findings;
  }

  private boolean neverRuns(List<Side> sides) {
    List<Side> beginnings = sides.stream().filter(Impossible::begins).toList();
    return !beginnings.isEmpty() && beginnings.stream().allMatch(this::neverRuns);
  }

  private static boolean begins(Side side) {
    return !(side.trigger() instanceof Trigger.Turn it) || it.begins();
  }

  private boolean neverRuns(Side side) {
    int captures = side.of().captures().size();
    Ground ground = Ground.open(captures, side.event());
    if (!side.isLater()) {
      return side.ways(house.conditions, ground).isEmpty();
    }
    // By then everything may be different from what it was when the message came.
    return side.triggered(house.conditions, ground).isEmpty()
        || side.guarded(house.conditions, Ground.open(captures, Optional.empty())).isEmpty();
  }

  // ---- saying it

  private Finding finding(Sources.Rule rule, Side side) {
    String never = "this rule never runs";
    Optional<Expression> state = rule.written().whileState();
    if (state.isEmpty()) {
      Expression event = rule.written().when().orElseThrow();
      return never(
          new Sources.Place(rule.file(), event.span()),
          never,
          new Why("this event never happens", "never happens", NOT_THEN));
    }
    Ground ground = Ground.open(side.of().captures().size(), Optional.empty());
    boolean byItself =
        house.conditions.of(rule.checked().state().orElseThrow(), true, ground).isEmpty();
    return never(
        new Sources.Place(rule.file(), state.get().span()),
        never,
        byItself
            ? BY_ITSELF
            : new Why(
                "this is never true when its event happens",
                "never true then",
                side.trigger() instanceof Trigger.Arrival ? AT_ONCE : NOT_THEN));
  }

  private static Sources.Place state(Sources.Alert alert) {
    for (Declaration.Clause clause : alert.written().clauses()) {
      if (clause instanceof Declaration.Clause.While it) {
        return new Sources.Place(alert.file(), it.state().span());
      }
    }
    return alert.name();
  }

  /** Why something never comes, in words. */
  private record Why(String words, String label, String help) {}

  private static final String AT_ONCE =
      "its message has already changed its topic: `previous` is what was there before, and"
          + " `changes from … to …` names both";

  private static final String NOT_THEN =
      "let the event happen while this can be so, or leave one of them out";

  private static final Why BY_ITSELF =
      new Why(
          "this is never true",
          "never true",
          "write `or` where one of two is enough; a range is written `between LOW and HIGH`");

  private static Finding never(Sources.Place at, String never, Why why) {
    return Finding.of(
        Wording.warning(
            "W0703",
            at,
            never + ": " + why.words(),
            why.label(),
            List.of(),
            why.help(),
            List.of()));
  }
}
