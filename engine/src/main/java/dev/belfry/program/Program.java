package dev.belfry.program;

import dev.belfry.catalog.Limits;
import dev.belfry.catalog.Site;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checked rules, ready to run. Immutable. */
public final class Program {
  /** A place of a rule that a topic matches, with what the captures are. */
  public record Match(RuleProgram rule, Use use, List<String> captures) {}

  private final Site site;
  private final Limits limits;
  private final List<RuleProgram> units;
  private final List<CheckedTest> tests;
  private final Index index;

  private Program(Model model, List<RuleProgram> units) {
    this.site = model.site();
    this.limits = model.limits();
    this.units = units;
    this.tests = model.tests();
    this.index = new Index(units);
  }

  /** Makes a checked model ready to run. */
  public static Program of(Model model) {
    Pool pool = new Pool();
    List<RuleProgram> units = new ArrayList<>(AlertCompiler.compile(model, pool));
    for (CheckedRule rule : model.rules()) {
      units.add(new RuleCompiler(units.size(), rule, model.written(rule.name()), pool).compile());
    }
    return new Program(model, List.copyOf(units));
  }

  public Site site() {
    return site;
  }

  /** How much a machine remembers at most that runs it. */
  public Limits limits() {
    return limits;
  }

  /** The halves of alerts and the rules, in the order in which they are evaluated. */
  public List<RuleProgram> units() {
    return units;
  }

  /** The rules, in order of file and position. */
  public List<RuleProgram> rules() {
    return units.stream().filter(unit -> unit.alert().isEmpty()).toList();
  }

  /** The names of its rules, in order of file and position. */
  public List<String> ruleNames() {
    return rules().stream().map(RuleProgram::name).toList();
  }

  /** The names of its alerts, in the order in which they are evaluated. */
  public List<String> alertNames() {
    return units.stream()
        .filter(unit -> unit.alert().filter(AlertPart.Telling.class::isInstance).isPresent())
        .map(RuleProgram::name)
        .toList();
  }

  /** The tests about the rules, in order of file and position. */
  public List<CheckedTest> tests() {
    return tests;
  }

  /** What rules read, each filter once. */
  public Set<TopicFilter> filters() {
    return units.stream()
        .flatMap(unit -> unit.uses().stream())
        .map(Use::filter)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether any rule reads this topic. */
  public boolean reads(String topic) {
    return !index.find(topic).isEmpty();
  }

  /** Where rules mention this topic, in order of rules. */
  public List<Match> matches(String topic) {
    List<Index.Entry> entries = index.find(topic);
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>(entries.size());
    for (Index.Entry entry : entries) {
      String[] captures = entry.use().filter().match(topic);
      if (captures != null) {
        matches.add(new Match(entry.rule(), entry.use(), List.of(captures)));
      }
    }
    return matches;
  }
}
