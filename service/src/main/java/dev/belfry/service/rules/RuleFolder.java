package dev.belfry.service.rules;

import dev.belfry.source.SourceFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides, scan after scan, which files to use.
 *
 * <p>What is new or changed is taken at once. What would make a declaration vanish waits until two
 * scans a second apart agree on the very same content: the beginning of a file that is still being
 * written is often a valid, smaller program, and a file that is replaced is often gone for a
 * moment. A declaration that moved to another file has not vanished. Knows no clock and no disk.
 */
final class RuleFolder {
  static final long VANISHING_MILLIS = 1_000;

  private final Function<SourceFile, Set<String>> declaredNames;
  private SortedMap<String, SourceFile> used = new TreeMap<>();
  private Map<String, Waiting> waiting = new HashMap<>();

  /**
   * An empty folder.
   *
   * @param declaredNames the names that a file declares, whether or not it is free of mistakes
   */
  RuleFolder(Function<SourceFile, Set<String>> declaredNames) {
    this.declaredNames = declaredNames;
  }

  /**
   * The files to use from now on.
   *
   * @param againAtMillis when to scan again, because something waits for a second look
   */
  record Decision(
      SortedMap<String, SourceFile> files,
      List<RuleProblem> problems,
      OptionalLong againAtMillis) {}

  /** A change that would make something vanish: the file as it was first seen so, and when. */
  private record Waiting(Optional<String> text, long sinceMillis) {}

  /** Takes a scan made at a time, which never goes back. */
  Decision scanned(RuleScan scan, long timeMillis) {
    Map<String, Waiting> candidates = new HashMap<>();
    SortedMap<String, SourceFile> next = new TreeMap<>(used);
    for (String name : changedNames(scan)) {
      SourceFile now = scan.files().get(name);
      Optional<String> text = Optional.ofNullable(now).map(SourceFile::text);
      candidates.put(name, firstSeen(name, text, timeMillis));
      replace(next, name, now);
    }
    Map<String, Waiting> held = hold(candidates, next, timeMillis);
    used = next;
    waiting = held;
    OptionalLong again =
        held.values().stream().mapToLong(each -> each.sinceMillis() + VANISHING_MILLIS).min();
    return new Decision(new TreeMap<>(used), scan.problems(), again);
  }

  private Set<String> changedNames(RuleScan scan) {
    Set<String> names = new TreeSet<>(used.keySet());
    names.addAll(scan.files().keySet());
    names.removeIf(name -> {
      SourceFile before = used.get(name);
      SourceFile now = scan.files().get(name);
      return now == null
          ? scan.couldNotSee(name)
          : before != null && before.text().equals(now.text());
    });
    return names;
  }

  private Waiting firstSeen(String name, Optional<String> text, long timeMillis) {
    Waiting earlier = waiting.get(name);
    return earlier != null && earlier.text().equals(text) ? earlier : new Waiting(text, timeMillis);
  }

  /** Puts back, in {@code next}, every file whose change must wait, until nothing vanishes. */
  private Map<String, Waiting> hold(
      Map<String, Waiting> candidates, SortedMap<String, SourceFile> next, long timeMillis) {
    Map<String, Waiting> held = new HashMap<>();
    boolean again = !candidates.isEmpty();
    // A file put back takes its own new declarations away again, so others may have to follow.
    while (again) {
      Set<String> offered = declared(next);
      again = false;
      for (Map.Entry<String, Waiting> candidate : candidates.entrySet()) {
        SourceFile before = used.get(candidate.getKey());
        if (before != null
            && !held.containsKey(candidate.getKey())
            && timeMillis - candidate.getValue().sinceMillis() < VANISHING_MILLIS
            && loses(before, candidate.getValue().text(), offered)) {
          held.put(candidate.getKey(), candidate.getValue());
          next.put(candidate.getKey(), before);
          again = true;
        }
      }
    }
    return held;
  }

  private boolean loses(SourceFile before, Optional<String> now, Set<String> offered) {
    Set<String> names = declaredNames.apply(before);
    if (!offered.containsAll(names)) {
      return true;
    }
    if (now.isEmpty() || now.get().isBlank()) {
      return names.isEmpty();
    }
    // All names are there, but the last declaration may have lost its end.
    return before.text().startsWith(now.get().stripTrailing());
  }

  private Set<String> declared(Map<String, SourceFile> files) {
    Set<String> names = new HashSet<>();
    files.values().forEach(file -> names.addAll(declaredNames.apply(file)));
    return names;
  }

  private static void replace(
      SortedMap<String, SourceFile> files, String name, @Nullable SourceFile file) {
    if (file == null) {
      files.remove(name);
    } else {
      files.put(name, file);
    }
  }
}
