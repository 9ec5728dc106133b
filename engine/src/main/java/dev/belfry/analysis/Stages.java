package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;

/** Where a side can be made to run: the topics it hears, directly or through alerts. */
final class Stages {
  private Stages() {}

  /**
   * Captures that all stand for this name, before a topic says more. What a quantifier ranges over
   * is found somewhere else for each rule.
   */
  static Ground ground(Side side, String name) {
    List<String> slots =
        side.of().captures().stream()
            .map(capture -> capture.equals(CheckedRule.RANGING) ? "other" + side.rule() : name)
            .toList();
    return Ground.of(slots, side.event());
  }

  /** The topics that can make it run, those of alerts that it asks for included. */
  static List<TopicUse> heard(House house, Side side) {
    List<TopicUse> heard = new ArrayList<>(side.heard());
    for (String name : side.alerts()) {
      CheckedAlert alert = house.alerts.get(name);
      if (alert != null) {
        heard.addAll(TopicUses.of(alert.state()));
      }
    }
    return heard.stream().distinct().toList();
  }
}
