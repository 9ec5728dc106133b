package dev.belfry.check;

import dev.belfry.model.CheckedAlert;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds alerts that wait for each other. */
final class AlertCircles {
  private final Map<String, Set<String>> asked = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();

  private AlertCircles(List<CheckedAlert> alerts) {
    for (CheckedAlert alert : alerts) {
      asked.put(alert.name(), TopicUses.alerts(alert.state()));
    }
  }

  /** The circles among states of alerts: the names of each, in the order in which they ask. */
  static List<List<String>> of(List<CheckedAlert> alerts) {
    AlertCircles circles = new AlertCircles(alerts);
    List<List<String>> found = new ArrayList<>();
    alerts.forEach(alert -> circles.follow(alert.name(), new ArrayList<>(), found));
    return found;
  }

  private void follow(String name, List<String> path, List<List<String>> found) {
    int before = path.indexOf(name);
    if (before >= 0) {
      found.add(List.copyOf(path.subList(before, path.size())));
      return;
    }
    if (!done.contains(name)) {
      path.add(name);
      asked.getOrDefault(name, Set.of()).forEach(next -> follow(next, path, found));
      path.removeLast();
      done.add(name);
    }
  }
}
