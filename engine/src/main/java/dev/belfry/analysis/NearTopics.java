package dev.belfry.analysis;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds topics that are probably misspelt: one that a rule reads and nobody publishes, a letter
 * away from one that a rule publishes and nobody reads; and what a test sends to nobody.
 */
final class NearTopics {
  private static final Ground NOWHERE = Ground.of(List.of(), Optional.empty());

  private final List<SyntaxTree> trees;
  private final Sources sources;
  private final List<CheckedTest> tests;
  private final PatternIndex<String> read = new PatternIndex<>();
  private final PatternIndex<String> published = new PatternIndex<>();

  /** Topics that rules read and publish, and a rule that does. */
  private final Map<String, Sources.Place> exactRead = new LinkedHashMap<>();

  private final Map<String, Sources.Place> exactPublished = new LinkedHashMap<>();

  NearTopics(List<SyntaxTree> trees, House house, Sources sources) {
    this.trees = trees;
    this.sources = sources;
    this.tests = house.model.tests();
    for (Sources.Rule rule : sources.rules) {
      addReads(Mentions.of(rule.checked()), rule.name());
      Sides.of(0, rule.checked())
          .forEach(side -> side.sites().forEach(site -> addPublished(site, rule)));
    }
    for (Sources.Alert alert : sources.alerts) {
      addReads(Mentions.of(alert.checked()), alert.name());
    }
  }

  private void addReads(Mentions mentions, Sources.Place by) {
    mentions.topics().forEach(use -> addRead(use, by));
    mentions.graphs().stream()
        .map(NOWHERE::constant)
        .flatMap(Optional::stream)
        .forEach(text -> read.add(Pattern.ofTopic(text), text));
  }

  private void addRead(TopicUse use, Sources.Place by) {
    Pattern pattern = Pattern.of(use);
    read.add(pattern, pattern.toString());
    if (pattern.isExact()) {
      exactRead.putIfAbsent(pattern.toString(), by);
    }
  }

  private void addPublished(Side.Site site, Sources.Rule rule) {
    published.add(site.topic(), site.topic().toString());
    if (site.topic().isExact()) {
      exactPublished.putIfAbsent(site.topic().toString(), sources.of(site.publish(), rule));
    }
  }

  List<Finding> find() {
    List<Finding> findings = new ArrayList<>(oneLetterApart());
    for (CheckedTest test : tests) {
      for (CheckedTest.Step step : test.steps()) {
        switch (step.move()) {
          case CheckedTest.Move.Given it -> sent(test, step, it.topic()).ifPresent(findings::add);
          case CheckedTest.Move.Send it -> sent(test, step, it.topic()).ifPresent(findings::add);
          case CheckedTest.Move.Expect it -> {
            if (it.expectation() instanceof CheckedTest.Expectation.Never never
                && never.likeness() instanceof CheckedTest.Likeness.Published likeness) {
              neverSent(test, step, likeness.topic()).ifPresent(findings::add);
            }
          }
          default -> {}
        }
      }
    }
    return findings;
  }

  // ---- tests

  private Optional<Finding> sent(CheckedTest test, CheckedTest.Step step, Expr topic) {
    String text = NOWHERE.text(topic);
    if (text == null || !read.meeting(Pattern.ofTopic(text), 1).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        lost(test, step, "no rule reads " + text, near(text, exactRead.keySet(), read)));
  }

  private Optional<Finding> neverSent(CheckedTest test, CheckedTest.Step step, Expr topic) {
    String text = NOWHERE.text(topic);
    if (text == null || !published.meeting(Pattern.ofTopic(text), 1).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        lost(
            test,
            step,
            "no rule publishes to " + text + ", so that this can't fail",
            near(text, exactPublished.keySet(), published)));
  }

  private static Finding lost(
      CheckedTest test, CheckedTest.Step step, String message, Optional<String> near) {
    return Finding.of(
        Wording.warning(
            "W0712",
            new Sources.Place(test.file(), step.span()),
            message,
            "tests nothing",
            List.of(),
            near.map(topic -> "did you mean \"" + topic + "\"?").orElse(null),
            List.of()));
  }

  /** The nearest topic that is known, open levels taken from this one. */
  private static Optional<String> near(
      String text, Set<String> exact, PatternIndex<String> patterns) {
    Set<String> candidates = new LinkedHashSet<>(exact);
    String[] parts = text.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      List<Pattern.Level> open = new ArrayList<>(Pattern.ofTopic(text).levels());
      open.set(i, new Pattern.Level.One());
      for (String pattern : patterns.meeting(new Pattern(open), 100)) {
        candidates.add(filled(pattern.split("/", -1), parts));
      }
    }
    return Nearest.of(text, candidates);
  }

  private static String filled(String[] pattern, String[] parts) {
    List<String> filled = new ArrayList<>();
    for (int i = 0; i < pattern.length; i++) {
      boolean open = pattern[i].equals("+") || pattern[i].equals("#");
      filled.add(open && i < parts.length ? parts[i] : pattern[i]);
    }
    return String.join("/", filled);
  }

  // ---- rules

  private List<Finding> oneLetterApart() {
    Map<String, List<String>> shortened = new HashMap<>();
    for (String topic : exactPublished.keySet()) {
      if (read.meeting(Pattern.ofTopic(topic), 1).isEmpty()) {
        Letters.without(topic)
            .forEach(it -> shortened.computeIfAbsent(it, key -> new ArrayList<>()).add(topic));
      }
    }
    List<Finding> findings = new ArrayList<>();
    exactRead.forEach((topic, by) -> {
      if (published.meeting(Pattern.ofTopic(topic), 1).isEmpty()) {
        Letters.without(topic).stream()
            .flatMap(it -> shortened.getOrDefault(it, List.of()).stream())
            .filter(other -> Letters.areMisspelt(topic, other))
            .findFirst()
            .ifPresent(other -> findings.add(apart(topic, by, other)));
      }
    });
    return findings;
  }

  private Finding apart(String topic, Sources.Place by, String other) {
    Sources.Place place = exactPublished.getOrDefault(other, by);
    return Finding.of(
        Wording.warning(
            "W0712",
            written(topic).orElse(by),
            "nobody publishes to " + topic + ", and nobody reads " + other,
            "one letter from the other",
            List.of(new Diagnostic.Label(place.file(), place.span(), "publishes to " + other)),
            "did you mean \"" + other + "\"?",
            List.of()));
  }

  /** Where a topic is declared by its whole name. */
  private Optional<Sources.Place> written(String topic) {
    for (SyntaxTree tree : trees) {
      for (Declaration declaration : tree.declarations()) {
        if (declaration instanceof Declaration.Topic it && it.pattern().text().equals(topic)) {
          Span span = it.pattern().span();
          return Optional.of(new Sources.Place(tree.file(), span));
        }
      }
    }
    return Optional.empty();
  }
}
