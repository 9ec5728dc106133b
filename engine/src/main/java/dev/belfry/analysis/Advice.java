package dev.belfry.analysis;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.program.Compilation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is suspicious about a program without errors.
 *
 * @param findings in order of file and position
 * @param circles rules that hear each other and with which no loop was found
 * @param notLookedAt how many pairs of rules were left out because there are too many
 */
public record Advice(List<Finding> findings, List<Circle> circles, int notLookedAt) {
  private static final Advice NONE = new Advice(List.of(), List.of(), 0);

  /** Looks for what is suspicious; with errors in the files there is nothing to say yet. */
  public static Advice about(Compilation compilation) {
    return about(compilation, Optional.empty());
  }

  /**
   * Looks for what is suspicious, also in the light of what clients published.
   *
   * @param traffic absent where that is not known
   */
  public static Advice about(Compilation compilation, Optional<Traffic> traffic) {
    if (compilation.program().isEmpty()) {
      return NONE;
    }
    Sources sources = new Sources(compilation.trees(), compilation.checked().model());
    House house = new House(compilation.checked().model(), compilation.program().get());
    Budget budget = new Budget();
    Wording wording = new Wording(sources, compilation.checked().model().site().zone());
    List<Finding> findings = new ArrayList<>();
    List<Circle> circles = new ArrayList<>();
    for (Loops.Tried tried : new Loops(house, budget).find()) {
      tried.loops().forEach(loop -> findings.add(wording.loop(loop)));
      if (tried.loops().isEmpty() && tried.ended().isPresent()) {
        circles.add(wording.circle(tried));
      }
    }
    new Conflicts(house, budget).find().forEach(it -> findings.add(wording.conflict(it)));
    findings.addAll(new Impossible(house, sources).find());
    findings.addAll(new Unstarted(house, sources).find());
    findings.addAll(new NearTopics(compilation.trees(), house, sources).find());
    traffic.ifPresent(it -> findings.addAll(new Unheard(house, sources, it).find()));
    findings.addAll(Secrets.in(sources));
    findings.addAll(ForeignHoles.in(sources));
    sources.rules.forEach(rule -> wording.mute(rule).ifPresent(findings::add));
    compilation.checked().unused().forEach(it -> findings.add(wording.unused(it)));
    List<Finding> kept = new Allowances(compilation.trees()).applied(findings, budget.left() == 0);
    return new Advice(sorted(kept), List.copyOf(circles), budget.left());
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing((Finding it) -> it.diagnostic().file().name())
                .thenComparingInt(it -> it.diagnostic().span().start()))
        .toList();
  }

  /** What there is to say, without the witnesses. */
  public List<Diagnostic> diagnostics() {
    return findings.stream().map(Finding::diagnostic).toList();
  }
}
