package dev.belfry.model;

import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import java.util.List;
import java.util.Map;

/**
 * A whole checked program: alerts and rules, each in order of file and position, and the tests
 * about them.
 *
 * @param written how authors wrote the rules and alerts, by their names
 */
public record Model(
    Site site,
    List<CheckedAlert> alerts,
    List<CheckedRule> rules,
    List<CheckedTest> tests,
    Map<String, Written> written,
    Limits limits) {
  /** The same with other alerts and rules, and no tests. */
  public Model of(List<CheckedAlert> otherAlerts, List<CheckedRule> otherRules) {
    return new Model(site, otherAlerts, otherRules, List.of(), written, limits);
  }

  /** How the author wrote a rule or an alert. */
  public Written written(String name) {
    return written.getOrDefault(name, Written.NOTHING);
  }
}
