package dev.belfry.analysis;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.List;

/** Where a side can be made to run: the topics it hears, directly or through alerts. */
final class Stages {
  private Stages() {}

  /** Captures that all stand for this name, before a topic says more. */
  static Ground ground(Side side, String name) {
    return Ground.of(name, side.of().captures().size(), side.event());
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
