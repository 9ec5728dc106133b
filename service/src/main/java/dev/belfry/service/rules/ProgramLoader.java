package dev.belfry.service.rules;

import dev.belfry.analysis.Advice;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a program of the files that are wanted. A file with an error keeps its last good version
 * while all other changes take effect; in the end the old set always works.
 */
final class ProgramLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramLoader.class);

  /** How many combinations are tried before the old set stays as it is. */
  static final int MOST_ATTEMPTS = 64;

  private final Function<List<SourceFile>, Compilation> compiler;
  private final Function<SourceFile, Set<String>> declaredNames;
  private final List<SourceFile> before;
  private SortedMap<String, SourceFile> good = new TreeMap<>();
  private SortedMap<String, SourceFile> lastWanted = new TreeMap<>();
  private LoadedRules loaded;

  /** What is in force and was not looked at for what is suspicious. */
  private @Nullable Compilation unadvised;

  /**
   * A loader that has not loaded yet.
   *
   * @param before the last good set of the last run; one that does not work any more is as good as
   *     none
   */
  ProgramLoader(
      Function<List<SourceFile>, Compilation> compiler,
      Function<SourceFile, Set<String>> declaredNames,
      List<SourceFile> before) {
    this.compiler = compiler;
    this.declaredNames = declaredNames;
    this.before = before;
    Program empty = compiler.apply(List.of()).program().orElseThrow();
    this.loaded = new LoadedRules(0, empty, List.of(), List.of(), List.of());
  }

  LoadedRules loaded() {
    return loaded;
  }

  /** One combination of files, and what came of it. */
  private record Attempt(SortedMap<String, SourceFile> files, Compilation compilation) {
    boolean works() {
      return compilation.program().isPresent();
    }
  }

  /** The rules to run from now on; the same as before where nothing changed. */
  LoadedRules load(SortedMap<String, SourceFile> wanted, List<RuleProblem> problems) {
    if (loaded.generation() > 0 && sameTexts(wanted, lastWanted)) {
      loaded = loaded.withProblems(problems);
      return loaded;
    }
    Attempt whole = attempt(wanted);
    if (!whole.works() && loaded.generation() == 0) {
      goOnFromBefore();
    }
    Attempt best = whole.works() ? whole : fallBack(whole);
    unadvised = whole.works() ? whole.compilation() : null;
    lastWanted = wanted;
    List<Diagnostic> diagnostics = whole.compilation().diagnostics();
    if (loaded.generation() > 0 && sameTexts(best.files(), good)) {
      loaded =
          new LoadedRules(
              loaded.generation(), loaded.program(), loaded.files(), diagnostics, problems);
    } else {
      good = best.files();
      loaded =
          new LoadedRules(
              loaded.generation() + 1,
              best.compilation().program().orElseThrow(),
              List.copyOf(good.values()),
              diagnostics,
              problems);
    }
    return loaded;
  }

  private void goOnFromBefore() {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    before.forEach(file -> files.put(file.name(), file));
    if (attempt(files).works()) {
      good = files;
    }
  }

  /** The rules in force with what is suspicious about them, if that is not known yet. */
  Optional<LoadedRules> advised() {
    Compilation compilation = unadvised;
    unadvised = null;
    if (compilation == null) {
      return Optional.empty();
    }
    try {
      List<Diagnostic> advice = Advice.about(compilation).diagnostics();
      loaded = loaded.withDiagnostics(advice);
      return advice.isEmpty() ? Optional.empty() : Optional.of(loaded);
    } catch (RuntimeException | StackOverflowError bug) {
      // Good rules stay in force whatever is wrong with the advice.
      LOG.error("what is suspicious about the rules can't be said; please report this", bug);
      return Optional.empty();
    }
  }

  private Attempt attempt(SortedMap<String, SourceFile> files) {
    return new Attempt(files, compiler.apply(List.copyOf(files.values())));
  }

  /** First without the files that have errors, then, if the fault shows elsewhere, one by one. */
  private Attempt fallBack(Attempt failed) {
    SortedMap<String, SourceFile> wanted = failed.files();
    Attempt attempt = failed;
    for (int i = 0; i < MOST_ATTEMPTS && !attempt.works(); i++) {
      Set<String> culprits = erroneous(attempt);
      culprits.retainAll(changed(attempt.files()));
      if (culprits.isEmpty()) {
        return oneByOne(wanted);
      }
      SortedMap<String, SourceFile> files = new TreeMap<>(attempt.files());
      culprits.forEach(name -> revert(files, name));
      keepDeclared(files, wanted);
      attempt = attempt(files);
    }
    return attempt.works() ? attempt : attempt(new TreeMap<>(good));
  }

  private static Set<String> erroneous(Attempt attempt) {
    Set<String> names = new TreeSet<>();
    for (Diagnostic diagnostic : attempt.compilation().diagnostics()) {
      if (diagnostic.isError()) {
        names.add(diagnostic.file().name());
      }
    }
    return names;
  }

  /** Adds each change to the old set by itself, and keeps those that work. */
  private Attempt oneByOne(SortedMap<String, SourceFile> wanted) {
    Attempt best = attempt(new TreeMap<>(good));
    List<String> left = new ArrayList<>(changed(wanted));
    int attempts = 0;
    boolean progress = true;
    // A change may need another one that comes later in the order of names: hence the rounds.
    while (progress && attempts < MOST_ATTEMPTS) {
      progress = false;
      for (String name : List.copyOf(left)) {
        SortedMap<String, SourceFile> files = new TreeMap<>(best.files());
        put(files, name, wanted.get(name));
        if (attempts++ < MOST_ATTEMPTS && lostNames(files, wanted).isEmpty()) {
          Attempt next = attempt(files);
          if (next.works()) {
            best = next;
            left.remove(name);
            progress = true;
          }
        }
      }
    }
    return best;
  }

  /** The names of the files that are not as they last were in a good set. */
  private Set<String> changed(Map<String, SourceFile> files) {
    Set<String> names = new TreeSet<>(files.keySet());
    names.addAll(good.keySet());
    names.removeIf(name -> sameText(files.get(name), good.get(name)));
    return names;
  }

  private void revert(SortedMap<String, SourceFile> files, String name) {
    put(files, name, good.get(name));
  }

  /**
   * A declaration that moves from one file to another must not fall between them: where the file
   * that gets it is reverted, so is the one that gives it away.
   */
  private void keepDeclared(SortedMap<String, SourceFile> files, Map<String, SourceFile> wanted) {
    Set<String> lost = lostNames(files, wanted);
    // A file put back takes its own new declarations away again, so others may have to follow.
    while (!lost.isEmpty()) {
      for (Map.Entry<String, SourceFile> old : good.entrySet()) {
        if (declaredNames.apply(old.getValue()).stream().anyMatch(lost::contains)) {
          files.put(old.getKey(), old.getValue());
        }
      }
      lost = lostNames(files, wanted);
    }
  }

  /** What is declared now, shall be declared further, and would not be. */
  private Set<String> lostNames(Map<String, SourceFile> files, Map<String, SourceFile> wanted) {
    Set<String> lost = declared(good);
    lost.retainAll(declared(wanted));
    lost.removeAll(declared(files));
    return lost;
  }

  private Set<String> declared(Map<String, SourceFile> files) {
    Set<String> names = new HashSet<>();
    files.values().forEach(file -> names.addAll(declaredNames.apply(file)));
    return names;
  }

  private static void put(
      SortedMap<String, SourceFile> files, String name, @Nullable SourceFile file) {
    if (file == null) {
      files.remove(name);
    } else {
      files.put(name, file);
    }
  }

  private static boolean sameTexts(Map<String, SourceFile> a, Map<String, SourceFile> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(name -> sameText(a.get(name), b.get(name)));
  }

  private static boolean sameText(@Nullable SourceFile a, @Nullable SourceFile b) {
    return Optional.ofNullable(a)
        .map(SourceFile::text)
        .equals(Optional.ofNullable(b).map(SourceFile::text));
  }
}
