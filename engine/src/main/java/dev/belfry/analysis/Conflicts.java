package dev.belfry.analysis;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Printed;
import dev.belfry.codec.Value;
import dev.belfry.effect.Effect;
import dev.belfry.machine.Causes;
import dev.belfry.machine.Report;
import dev.belfry.model.TopicUse;
import dev.belfry.program.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds two rules that publish different values to one topic on the same event. Pairs that may meet
 * are found by their topics; those whose conditions exclude each other are left out; of the others
 * a scenario is sought in which the machine really does both.
 */
final class Conflicts {
  /** How many others a rule is compared with. */
  private static final int MOST_OTHERS = 300;

  private static final int MOST_EFFECTS = 400;

  /** No schedule is due at such distances. */
  private static final long ODD_MILLIS = 7_777;

  /** How many conflicts about one topic are told. */
  private static final int MOST_OF_A_TOPIC = 3;

  /** How many scenarios are tried of one pair. */
  private static final int MOST_TRIALS = 48;

  private final House house;
  private final Budget budget;
  private final PatternIndex<Side.Site> published = new PatternIndex<>();
  private final PatternIndex<Side> heard = new PatternIndex<>();
  private final Set<List<Integer>> found = new HashSet<>();
  private final Map<String, Integer> ofTopic = new HashMap<>();

  /** Two sites that met, how it was brought about, and what each of them published. */
  record Conflict(
      Side.Site first,
      Side.Site second,
      Scenario scenario,
      Effect.Publish one,
      Effect.Publish other) {}

  Conflicts(House house, Budget budget) {
    this.house = house;
    this.budget = budget;
    for (Side side : house.sides) {
      side.sites().forEach(site -> published.add(site.topic(), site));
      Stages.heard(house, side).forEach(use -> heard.add(Pattern.of(use), side));
    }
  }

  /** One conflict of each pair of rules that have one. */
  List<Conflict> find() {
    List<Conflict> conflicts = new ArrayList<>();
    for (Side side : house.sides) {
      for (Side.Site site : side.sites()) {
        for (Side.Site other : others(site)) {
          if (isNew(site, other) && mayMeet(site, other)) {
            judge(site, other)
                .ifPresent(conflict -> {
                  found.add(List.of(side.rule(), other.side().rule()));
                  ofTopic.merge(conflict.one().topic(), 1, Integer::sum);
                  conflicts.add(conflict);
                });
          }
        }
      }
    }
    return conflicts;
  }

  private boolean isNew(Side.Site site, Side.Site other) {
    boolean told =
        site.topic().isExact()
            && ofTopic.getOrDefault(site.topic().toString(), 0) >= MOST_OF_A_TOPIC;
    return !told && !found.contains(List.of(site.side().rule(), other.side().rule()));
  }

  /** Sites of later rules that publish another value to the same topic. */
  private List<Side.Site> others(Side.Site site) {
    Stream<Side.Site> candidates = alsoHearing(site);
    return candidates
        .filter(other -> other.side().rule() > site.side().rule())
        .filter(other -> mayDiffer(site, other))
        .sorted(Comparator.comparingInt(other -> other.side().rule()))
        .toList();
  }

  /** Those that hear the same are mostly fewer than those that publish to the same. */
  private Stream<Side.Site> alsoHearing(Side.Site site) {
    Side side = site.side();
    if (side.followsClock() || starts(side) || !side.alerts().isEmpty()) {
      return samePublished(site);
    }
    Set<Side> hearing = new LinkedHashSet<>();
    Stages.heard(house, side)
        .forEach(use -> hearing.addAll(heard.meeting(Pattern.of(use), MOST_OTHERS)));
    return hearing.size() >= MOST_OTHERS
        ? samePublished(site)
        : hearing.stream()
            .flatMap(other -> other.sites().stream())
            .filter(other -> other.topic().meets(site.topic()));
  }

  private Stream<Side.Site> samePublished(Side.Site site) {
    List<Side.Site> same = published.meeting(site.topic(), MOST_OTHERS);
    if (same.size() == MOST_OTHERS) {
      budget.leave();
    }
    return same.stream();
  }

  private static boolean mayDiffer(Side.Site a, Side.Site b) {
    return a.constant().isEmpty()
        || b.constant().isEmpty()
        || differ(a.constant().get(), b.constant().get());
  }

  /** Whether both can't be meant at once: of objects, whether a field differs that both have. */
  private static boolean differ(Value a, Value b) {
    if (a instanceof Value.Fields x && b instanceof Value.Fields y) {
      return x.fields().entrySet().stream()
          .anyMatch(field -> {
            Value other = y.fields().get(field.getKey());
            return other != null && differ(field.getValue(), other);
          });
    }
    return !Printed.text(a).equals(Printed.text(b));
  }

  private boolean mayMeet(Side.Site a, Side.Site b) {
    Side one = a.side();
    Side other = b.side();
    boolean clock = one.followsClock() && other.followsClock();
    return clock
        || (starts(one) && starts(other))
        || sharesAlert(one, other)
        || Stages.heard(house, one).stream()
            .anyMatch(use -> Stages.heard(house, other).stream().anyMatch(its -> meet(use, its)));
  }

  /** Whether the start of the engine can make it run. */
  private static boolean starts(Side side) {
    return side.trigger() instanceof Trigger.Start
        || (side.trigger() instanceof Trigger.Turn it && it.begins());
  }

  private static boolean meet(TopicUse a, TopicUse b) {
    return Pattern.of(a).meets(Pattern.of(b));
  }

  private static boolean sharesAlert(Side a, Side b) {
    return a.alerts().stream().anyMatch(b.alerts()::contains);
  }

  // ---- judging a pair

  private Optional<Conflict> judge(Side.Site a, Side.Site b) {
    if (House.isHeavy(a.side().of()) || House.isHeavy(b.side().of())) {
      budget.leave();
      return Optional.empty();
    }
    if (!budget.take()) {
      return Optional.empty();
    }
    List<Scenario> scenarios = scenarios(a, b);
    Program program = null;
    int tried = 0;
    for (Scenario scenario : scenarios) {
      if (tried++ == MOST_TRIALS || !budget.hasMore()) {
        return Optional.empty();
      }
      if (program == null) {
        program =
            house.program(
                Set.of(a.side().rule(), b.side().rule()), Set.of(), UnaryOperator.identity());
      }
      if (seen(program, scenario, a, b).isPresent()) {
        // The other rules may keep it from happening.
        Optional<Conflict> conflict = seen(house.program, scenario, a, b);
        if (conflict.isPresent()) {
          return conflict;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Conflict> seen(Program program, Scenario scenario, Side.Site a, Side.Site b) {
    Optional<Conflict> seen = first(program, scenario, a, b);
    boolean later = seen.filter(it -> it.one().timeMillis() > scenario.fromMillis()).isPresent();
    // What happens later is one event only if it does not matter when it began.
    return later && scenario.isByMessage()
        ? first(program, scenario.later(ODD_MILLIS), a, b).flatMap(it -> seen)
        : seen;
  }

  private Optional<Conflict> first(Program program, Scenario scenario, Side.Site a, Side.Site b) {
    return Trial.run(program, scenario, MOST_EFFECTS, budget).instants().stream()
        .flatMap(instant -> in(instant, a, b, scenario).stream())
        .findFirst();
  }

  private List<Scenario> scenarios(Side.Site a, Side.Site b) {
    Set<String> names = new LinkedHashSet<>(List.of(Pattern.SOMEWHERE));
    names.addAll(Names.in(a.side()));
    names.addAll(Names.in(b.side()));
    return names.stream().limit(5).flatMap(name -> scenarios(a, b, name).stream()).toList();
  }

  private List<Scenario> scenarios(Side.Site a, Side.Site b, String name) {
    List<Scenario> scenarios = new ArrayList<>();
    Stages.heard(house, a.side())
        .forEach(use ->
            Stages.heard(house, b.side())
                .forEach(its ->
                    Pattern.of(use)
                        .meet(Pattern.of(its))
                        .ifPresent(met -> {
                          String topic = met.example(name);
                          Optional<Part> one = part(a, use, topic, name);
                          Optional<Part> other = part(b, its, topic, name);
                          if (one.isPresent() && other.isPresent()) {
                            scenarios.addAll(
                                house.plots.onMessage(
                                    topic, use, List.of(one.get(), other.get()), Case.ANY));
                          }
                        })));
    List<Part> parts = List.of(part(a, name), part(b, name));
    if (a.side().followsClock() && b.side().followsClock()) {
      scenarios.addAll(house.plots.byClock(parts));
    }
    if (starts(a.side()) && starts(b.side())) {
      scenarios.addAll(house.plots.atStart(parts));
    }
    return scenarios;
  }

  private static Part part(Side.Site site, String name) {
    return new Part(site.side(), Stages.ground(site.side(), name), site.asked());
  }

  private static Optional<Part> part(Side.Site site, TopicUse use, String topic, String name) {
    Part part = part(site, name);
    return site.side().heard().contains(use)
        ? part.ground().where(use, topic).map(it -> new Part(site.side(), it, site.asked()))
        : Optional.of(part);
  }

  // ---- seeing it

  private Optional<Conflict> in(
      Trial.Instant instant, Side.Site a, Side.Site b, Scenario scenario) {
    List<Effect.Publish> ofA = publishes(instant, a);
    List<Effect.Publish> ofB = ofA.isEmpty() ? List.of() : publishes(instant, b);
    if (ofB.isEmpty() || !happenTogether(instant, a.side(), b.side())) {
      return Optional.empty();
    }
    Map<String, Effect.Publish> byTopic = new HashMap<>();
    ofB.forEach(theirs -> byTopic.put(theirs.topic(), theirs));
    for (Effect.Publish mine : ofA) {
      Effect.Publish theirs = byTopic.get(mine.topic());
      if (theirs != null && differ(mine, theirs)) {
        return Optional.of(new Conflict(a, b, scenario, mine, theirs));
      }
    }
    return Optional.empty();
  }

  /** What was published that this action may have published. */
  private static List<Effect.Publish> publishes(Trial.Instant instant, Side.Site site) {
    String rule = site.side().of().name();
    return instant.effects().stream()
        .filter(effect -> effect instanceof Effect.Publish && effect.origin().name().equals(rule))
        .map(Effect.Publish.class::cast)
        .filter(effect -> site.topic().meets(Pattern.ofTopic(effect.topic())))
        .filter(effect ->
            site.constant().stream()
                .allMatch(value -> Printed.payload(value).equals(effect.payload())))
        .toList();
  }

  private static boolean differ(Effect.Publish a, Effect.Publish b) {
    return !a.payload().equals(b.payload())
        && differ(Decoder.UNTYPED.decode(a.payload()), Decoder.UNTYPED.decode(b.payload()));
  }

  /** Whether neither reacts to what the other, or somebody in between, has just published. */
  private static boolean happenTogether(Trial.Instant instant, Side a, Side b) {
    Set<String> ofA = causes(instant, a.of().name());
    Set<String> ofB = causes(instant, b.of().name());
    if (!ofA.isEmpty() && !ofB.isEmpty()) {
      return ofA.stream().anyMatch(ofB::contains)
          || Stream.concat(ofA.stream(), ofB.stream()).noneMatch(cause -> cause.endsWith("\""));
    }
    return isFree(instant, ofA, a) && isFree(instant, ofB, b);
  }

  private static Set<String> causes(Trial.Instant instant, String rule) {
    return instant.reports().stream()
        .map(report ->
            report instanceof Report.Fired fired && fired.origin().name().equals(rule)
                ? fired.cause()
                : null)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** Whether nothing that was published at this instant can have made it run. */
  private static boolean isFree(Trial.Instant instant, Set<String> causes, Side side) {
    return instant.effects().stream()
        .filter(Effect.Publish.class::isInstance)
        .map(Effect.Publish.class::cast)
        .noneMatch(effect ->
            causes.isEmpty()
                ? side.heard().stream().anyMatch(use -> use.filter().match(effect.topic()) != null)
                : causes.contains(Causes.message(effect.topic(), effect.payload())));
  }
}
