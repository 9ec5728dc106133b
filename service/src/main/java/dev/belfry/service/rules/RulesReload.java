package dev.belfry.service.rules;

import dev.belfry.catalog.Catalog;
import dev.belfry.program.Compilation;
import dev.belfry.program.Program;
import dev.belfry.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scans, decides and compiles: the way from the folder to the program. Not thread-safe: one thread
 * scans.
 */
public final class RulesReload {
  private final Path root;
  private final Catalog catalog;
  private final Settling settling = new Settling();
  private final RuleFolder folder;
  private final ProgramLoader loader;
  private final Consumer<LoadedRules> changed;
  private final Consumer<LoadedRules> advised;

  /**
   * A reload that has not looked yet.
   *
   * @param declaredNames see {@link DeclaredNames}
   * @param before the files of the last run: at a start, too, a file with an error keeps its last
   *     good version
   * @param changed told whenever the program, the diagnostics or the problems are others
   * @param advised told afterwards what is suspicious about a program
   */
  public RulesReload(
      Path root,
      Catalog catalog,
      Function<SourceFile, Set<String>> declaredNames,
      List<SourceFile> before,
      Consumer<LoadedRules> changed,
      Consumer<LoadedRules> advised) {
    this.root = root;
    this.catalog = catalog;
    this.folder = new RuleFolder(declaredNames);
    this.loader = new ProgramLoader(files -> Compilation.of(files, catalog), declaredNames, before);
    this.changed = changed;
    this.advised = advised;
  }

  /**
   * Looks at the folder once. What has changed since the last look must settle first.
   *
   * @param timeMillis of a clock that never goes back
   * @return when to look again at the latest, if something waits for a second look
   */
  public OptionalLong scan(long timeMillis) {
    Optional<RuleScan> settled = settling.looked(FolderScan.of(root), timeMillis);
    if (settled.isEmpty()) {
      return OptionalLong.of(timeMillis + Settling.SETTLING_MILLIS);
    }
    RuleFolder.Decision decision = folder.scanned(settled.get(), timeMillis);
    LoadedRules before = loader.loaded();
    LoadedRules after = loader.load(decision.files(), decision.problems());
    if (!after.equals(before)) {
      changed.accept(after);
    }
    return decision.againAtMillis();
  }

  /** Looks for what is suspicious about rules that are new; they are in force already. */
  public void advise() {
    loader.advised().ifPresent(advised);
  }

  /** What other files make with the same configuration, unless one of them has an error. */
  public Optional<Program> program(List<SourceFile> files) {
    return Compilation.of(files, catalog).program();
  }

  /** The rules in force. */
  public LoadedRules loaded() {
    return loader.loaded();
  }
}
