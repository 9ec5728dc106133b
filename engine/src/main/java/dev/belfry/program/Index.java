package dev.belfry.program;

import dev.belfry.event.TopicFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that a topic concerns: exact topics by hash, filters by a tree of their levels.
 * The cost grows with the filters that match, not with the rules that are loaded.
 */
final class Index {
  /** A rule and the place in it where the topic is mentioned. */
  record Entry(RuleProgram rule, Use use) {}

  private final Map<String, List<Entry>> exact = new HashMap<>();
  private final Branch root = new Branch();

  Index(List<RuleProgram> rules) {
    for (RuleProgram rule : rules) {
      for (Use use : rule.uses()) {
        Entry entry = new Entry(rule, use);
        use.exact()
            .ifPresentOrElse(
                topic -> exact.computeIfAbsent(topic, t -> new ArrayList<>()).add(entry),
                () -> root.add(use.filter().levels(), 0, entry));
      }
    }
  }

  /** The entries that match, in order of rules and of their places within them. */
  List<Entry> find(String topic) {
    List<Entry> found = new ArrayList<>(exact.getOrDefault(topic, List.of()));
    root.find(topic.split("/", -1), 0, topic.startsWith("$"), found);
    found.sort(
        Comparator.comparingInt((Entry entry) -> entry.rule().order())
            .thenComparingInt(entry -> entry.use().index()));
    return found;
  }

  private static final class Branch {
    private final Map<String, Branch> fixed = new HashMap<>();
    private @Nullable Branch one;
    private final List<Entry> here = new ArrayList<>();
    private final List<Entry> rest = new ArrayList<>();
    private final List<Entry> restOfOne = new ArrayList<>();

    void add(List<TopicFilter.Level> levels, int at, Entry entry) {
      if (at == levels.size()) {
        here.add(entry);
        return;
      }
      switch (levels.get(at)) {
        case TopicFilter.Level.Fixed level ->
            fixed.computeIfAbsent(level.text(), t -> new Branch()).add(levels, at + 1, entry);
        case TopicFilter.Level.Capture ignored -> one().add(levels, at + 1, entry);
        case TopicFilter.Level.One ignored -> one().add(levels, at + 1, entry);
        case TopicFilter.Level.CaptureRest ignored -> restOfOne.add(entry);
        case TopicFilter.Level.Rest ignored -> rest.add(entry);
      }
    }

    private Branch one() {
      if (one == null) {
        one = new Branch();
      }
      return one;
    }

    /** A wildcard at the beginning does not match a topic that begins with a dollar sign. */
    void find(String[] parts, int at, boolean dollar, List<Entry> found) {
      boolean wildcards = !dollar || at > 0;
      if (wildcards) {
        found.addAll(rest);
      }
      if (at == parts.length) {
        found.addAll(here);
        return;
      }
      if (wildcards) {
        found.addAll(restOfOne);
        if (one != null) {
          one.find(parts, at + 1, dollar, found);
        }
      }
      Branch next = fixed.get(parts[at]);
      if (next != null) {
        next.find(parts, at + 1, dollar, found);
      }
    }
  }
}
