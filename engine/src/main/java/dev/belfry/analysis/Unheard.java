package dev.belfry.analysis;

import dev.belfry.codec.Printed;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.effect.AlertStatus;
import dev.belfry.event.Message;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds topics that rules wait for, and on which nothing came while messages were recorded. */
final class Unheard {
  private static final long MINUTE_MILLIS = 60_000;

  private final Sources sources;
  private final Traffic traffic;
  private final PatternIndex<String> seen = new PatternIndex<>();
  private final PatternIndex<Side.Site> published = new PatternIndex<>();

  Unheard(House house, Sources sources, Traffic traffic) {
    this.sources = sources;
    this.traffic = traffic;
    traffic.topics().forEach(topic -> seen.add(Pattern.ofTopic(topic), topic));
    for (Side side : house.sides) {
      side.sites().forEach(site -> published.add(site.topic(), site));
    }
  }

  List<Finding> find() {
    Map<Pattern, Sources.Place> read = new LinkedHashMap<>();
    for (Sources.Rule rule : sources.rules) {
      Mentions.of(rule.checked()).topics().forEach(use -> put(use, rule.name(), read));
    }
    for (Sources.Alert alert : sources.alerts) {
      Mentions.of(alert.checked()).topics().forEach(use -> put(use, alert.name(), read));
    }
    List<Finding> findings = new ArrayList<>();
    read.forEach((pattern, by) -> {
      if (seen.meeting(pattern, 1).isEmpty() && published.meeting(pattern, 1).isEmpty()) {
        findings.add(finding(pattern, by));
      }
    });
    return findings;
  }

  private static void put(TopicUse use, Sources.Place by, Map<Pattern, Sources.Place> read) {
    String written = use.filter().pattern();
    if (!written.startsWith(Message.CLIENTS) && !written.startsWith(AlertStatus.ROOT)) {
      read.putIfAbsent(Pattern.of(use), by);
    }
  }

  private Finding finding(Pattern pattern, Sources.Place by) {
    long millis = traffic.untilMillis() - traffic.fromMillis();
    String stretch = Printed.stretch(millis - millis % MINUTE_MILLIS);
    return Finding.of(
        Wording.warning(
            "W0717",
            by,
            "no message came on " + pattern + " in " + stretch + " of recordings",
            "waits for it",
            List.of(),
            Nearest.of(pattern.toString(), traffic.topics())
                .map(topic -> "did you mean \"" + topic + "\"?")
                .orElse("look whether the device is there, and what it publishes to"),
            List.of()));
  }
}
