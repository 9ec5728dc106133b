package dev.belfry.analysis;

import java.util.List;

/**
 * What one rule has to do in a scenario.
 *
 * @param asked what must be true or false on the way to the action that is wanted
 */
record Part(Side side, Ground ground, List<Side.Asked> asked) {
  /** The ways in which it comes to that. */
  List<Case> ways(Conditions conditions) {
    List<Case> ways = side.ways(conditions, ground);
    for (Side.Asked each : asked) {
      ways = Conditions.both(ways, conditions.of(each.state(), each.wanted(), ground));
    }
    return ways;
  }
}
