package dev.belfry.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, among many patterns, those that share a topic with another; a tree of levels. */
final class PatternIndex<T> {
  private record Entry<T>(Pattern pattern, T item) {}

  private static final class Branch<T> {
    final Map<String, Branch<T>> fixed = new LinkedHashMap<>();
    final List<Entry<T>> ends = new ArrayList<>();
    final List<Entry<T>> rests = new ArrayList<>();
    @Nullable Branch<T> one;

    private Branch<T> next(Pattern.Level level) {
      if (level instanceof Pattern.Level.Fixed it) {
        return fixed.computeIfAbsent(it.text(), text -> new Branch<>());
      }
      Branch<T> next = one == null ? new Branch<>() : one;
      one = next;
      return next;
    }
  }

  private final Branch<T> root = new Branch<>();

  void add(Pattern pattern, T item) {
    Branch<T> at = root;
    for (Pattern.Level level : pattern.levels()) {
      if (level instanceof Pattern.Level.Rest) {
        at.rests.add(new Entry<>(pattern, item));
        return;
      }
      at = at.next(level);
    }
    at.ends.add(new Entry<>(pattern, item));
  }

  /** What was added under patterns that share a topic with this one; at most so many. */
  List<T> meeting(Pattern pattern, int most) {
    List<T> found = new ArrayList<>();
    collect(root, pattern, 0, found, most);
    return found;
  }

  private void collect(Branch<T> at, Pattern pattern, int depth, List<T> found, int most) {
    take(at.rests, pattern, found, most);
    if (found.size() >= most) {
      return;
    }
    if (depth == pattern.levels().size()) {
      take(at.ends, pattern, found, most);
      return;
    }
    switch (pattern.levels().get(depth)) {
      case Pattern.Level.Fixed it -> {
        Branch<T> same = at.fixed.get(it.text());
        if (same != null) {
          collect(same, pattern, depth + 1, found, most);
        }
      }
      case Pattern.Level.One ignored ->
          at.fixed.values().forEach(next -> collect(next, pattern, depth + 1, found, most));
      case Pattern.Level.Rest ignored -> {
        all(at, pattern, found, most);
        return;
      }
    }
    if (at.one != null) {
      collect(at.one, pattern, depth + 1, found, most);
    }
  }

  private void all(Branch<T> at, Pattern pattern, List<T> found, int most) {
    take(at.ends, pattern, found, most);
    for (Branch<T> next : at.fixed.values()) {
      if (found.size() >= most) {
        return;
      }
      take(next.rests, pattern, found, most);
      all(next, pattern, found, most);
    }
    if (at.one != null) {
      take(at.one.rests, pattern, found, most);
      all(at.one, pattern, found, most);
    }
  }

  private void take(List<Entry<T>> entries, Pattern pattern, List<T> found, int most) {
    for (Entry<T> entry : entries) {
      if (found.size() < most && entry.pattern().meets(pattern)) {
        found.add(entry.item());
      }
    }
  }
}
