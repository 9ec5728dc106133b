package dev.belfry.analysis;

import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.model.TopicUses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds topics that only rules publish which already ask what is on them: while nobody else says
 * something, they stay unknown for ever.
 */
final class Unstarted {
  private final House house;
  private final Sources sources;

  Unstarted(House house, Sources sources) {
    this.house = house;
    this.sources = sources;
  }

  List<Finding> find() {
    Map<String, List<Side>> publishers = new LinkedHashMap<>();
    PatternIndex<Side> open = new PatternIndex<>();
    for (Side side : house.sides) {
      for (Side.Site site : side.sites()) {
        if (site.topic().isExact()) {
          publishers.computeIfAbsent(site.topic().toString(), topic -> new ArrayList<>()).add(side);
        } else {
          open.add(site.topic(), side);
        }
      }
    }
    publishers.keySet().removeIf(topic -> !open.meeting(Pattern.ofTopic(topic), 1).isEmpty());
    List<Finding> findings = new ArrayList<>();
    publishers.forEach((topic, sides) -> {
      if (sides.stream().allMatch(side -> needs(side, topic))) {
        finding(topic, sides).ifPresent(findings::add);
      }
    });
    return findings;
  }

  /** Whether it runs only when something is known on a topic that has no default. */
  private boolean needs(Side side, String topic) {
    List<Expr> asked = new ArrayList<>(side.guards());
    if (side.trigger() instanceof Trigger.Turn it && it.begins()) {
      asked.add(it.state());
    }
    Ground ground = Ground.open(side.of().captures().size(), side.event());
    Set<Variable> variables = new LinkedHashSet<>();
    asked.stream()
        .flatMap(expr -> TopicUses.of(expr).stream())
        .filter(use -> isUnknownAtFirst(use, topic))
        .forEach(use -> variables.add(new Variable.Newest(ground.topic(use), List.of())));
    List<Case> ways = side.ways(house.conditions, ground);
    return !variables.isEmpty()
        && !ways.isEmpty()
        && ways.stream()
            .allMatch(way -> variables.stream().anyMatch(it -> isKnown(way.wants().get(it))));
  }

  private static boolean isKnown(@Nullable Domain wanted) {
    return wanted != null && wanted != Domain.Plain.UNKNOWN;
  }

  private static boolean isUnknownAtFirst(TopicUse use, String topic) {
    return use.filter().isExact()
        && use.filter().pattern().equals(topic)
        && use.initial().isEmpty();
  }

  private String help(String topic, Side side) {
    Ground ground = Ground.of(side.of().captures(), side.event());
    String value =
        side.ways(house.conditions, ground).stream()
            .map(way -> way.wants().get(new Variable.Newest(topic, List.of())))
            .filter(Unstarted::isKnown)
            .flatMap(domain -> domain.picks().stream())
            .findFirst()
            .map(pick -> pick instanceof Value.Text ? Printed.json(pick) : Printed.text(pick))
            .orElse("\"…\"");
    return "say at the end of the topic's line what holds while nothing was said: `= "
        + value
        + "`";
  }

  private Optional<Finding> finding(String topic, List<Side> sides) {
    Sources.Rule rule = sources.rules.get(sides.getFirst().rule());
    String who =
        sides.stream().map(side -> Wording.quoted(side.of())).distinct().count() == 1
            ? "only " + Wording.quoted(rule.checked()) + " publishes it, and it"
            : "the rules that publish it";
    String ask = who.startsWith("only") ? " asks" : " all ask";
    return Optional.of(
        Finding.of(
            Wording.warning(
                "W0713",
                rule.name(),
                topic + " may stay unknown for ever: " + who + ask + " first what is on it",
                "waits for " + topic,
                List.of(),
                help(topic, sides.getFirst()),
                List.of())));
  }
}
