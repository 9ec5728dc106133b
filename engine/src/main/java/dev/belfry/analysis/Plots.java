package dev.belfry.analysis;

import dev.belfry.catalog.Site;
import dev.belfry.event.Message;
import dev.belfry.model.TopicUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Thinks of scenarios in which several rules run at once. */
final class Plots {
  private static final int MOST_WAYS = 8;
  private static final int MOST_BEFORE = 4;
  private static final int VARIANTS = 2;

  private final Conditions conditions;
  private final Site site;

  Plots(Conditions conditions, Site site) {
    this.conditions = conditions;
    this.site = site;
  }

  /**
   * The ways in which all of them come to what they have to do; none if they exclude each other.
   */
  List<Case> ways(List<Part> parts) {
    List<Case> ways = List.of(Case.ANY);
    for (Part part : parts) {
      ways = Conditions.both(ways, part.ways(conditions));
    }
    return ways.subList(0, Math.min(MOST_WAYS, ways.size()));
  }

  /**
   * Scenarios in which a message on this topic does it.
   *
   * @param parts the first of them mentions the topic
   * @param extra what else shall be so
   */
  List<Scenario> onMessage(String topic, TopicUse mention, List<Part> parts, Case extra) {
    boolean watch = parts.stream().anyMatch(part -> part.side().takesTime());
    int times = 1;
    List<Message> first = new ArrayList<>();
    for (Part part : parts) {
      if (part.side().trigger() instanceof Trigger.Arrival it) {
        times = Math.max(times, it.times());
        it.first().ifPresent(early -> first.addAll(Staging.of(early, part.ground())));
      }
    }
    List<Scenario> scenarios = new ArrayList<>();
    for (Case way : ways(parts)) {
      for (Case before : before(topic, parts, way)) {
        Optional<Case> whole = way.and(before).flatMap(it -> it.and(extra));
        for (int variant = 0; variant < VARIANTS && whole.isPresent(); variant++) {
          scenarios.add(
              new Staging(whole.get(), variant)
                  .onMessage(topic, Staging.usual(mention, variant), times, first, watch, site));
        }
      }
    }
    return scenarios;
  }

  /** What the topic may have said before, so that states begin or end by its message. */
  private List<Case> before(String topic, List<Part> parts, Case way) {
    List<Case> all = new ArrayList<>();
    List<Case> together = List.of(Case.ANY);
    for (Part part : parts) {
      if (part.side().trigger() instanceof Trigger.Turn it) {
        List<Case> own =
            conditions.of(it.state(), !it.begins(), part.ground()).stream()
                .flatMap(other -> earlier(topic, other, way).stream())
                .distinct()
                .limit(MOST_BEFORE)
                .toList();
        if (!own.isEmpty()) {
          together = Conditions.both(together, own);
          all.addAll(own);
        }
      }
    }
    List<Case> tried = new ArrayList<>(together);
    tried.addAll(all);
    tried.add(Case.ANY);
    return tried.stream().distinct().limit(MOST_BEFORE + 1).toList();
  }

  /** What a way wants of the topic, as something that was so before the message. */
  private static Optional<Case> earlier(String topic, Case other, Case way) {
    Map<Variable, Domain> before = new LinkedHashMap<>();
    Map<Variable, Domain> rest = new LinkedHashMap<>();
    other
        .wants()
        .forEach((variable, domain) -> {
          if (variable instanceof Variable.Newest it && it.topic().equals(topic)) {
            before.put(new Variable.Before(topic, it.path()), domain);
          } else {
            rest.put(variable, domain);
          }
        });
    return before.isEmpty() || way.and(new Case(rest, 0)).isEmpty()
        ? Optional.empty()
        : Optional.of(new Case(before, other.holdMillis()));
  }

  /** Scenarios in which the clock does it. */
  List<Scenario> byClock(List<Part> parts) {
    return ways(parts).stream().map(way -> new Staging(way, 0).byClock(site)).toList();
  }

  /** Scenarios in which the start of the engine does it. */
  List<Scenario> atStart(List<Part> parts) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Case way : ways(parts)) {
      scenarios.add(new Staging(way, 0).atStart(false, site));
      scenarios.add(new Staging(way, 0).atStart(true, site));
    }
    return scenarios;
  }
}
