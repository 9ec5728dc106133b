package dev.belfry.program;

import dev.belfry.catalog.Site;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Model;
import java.util.ArrayList;
import java.util.List;

/** Checked rules, ready to run. Immutable. */
public final class Program {
  /** A place of a rule that a topic matches, with what the captures are. */
  public record Match(RuleProgram rule, Use use, List<String> captures) {}

  private final Site site;
  private final List<RuleProgram> rules;
  private final List<CheckedTest> tests;
  private final Index index;

  private Program(Site site, List<RuleProgram> rules, List<CheckedTest> tests) {
    this.site = site;
    this.rules = rules;
    this.tests = tests;
    this.index = new Index(rules);
  }

  /** Makes a checked model ready to run. */
  public static Program of(Model model) {
    Pool pool = new Pool();
    List<RuleProgram> rules = new ArrayList<>();
    for (int i = 0; i < model.rules().size(); i++) {
      rules.add(new RuleCompiler(i, model.rules().get(i), pool).compile());
    }
    return new Program(model.site(), List.copyOf(rules), model.tests());
  }

  public Site site() {
    return site;
  }

  /** The rules in the order in which they are evaluated. */
  public List<RuleProgram> rules() {
    return rules;
  }

  /** The names of its rules, in order of file and position. */
  public List<String> ruleNames() {
    return rules.stream().map(RuleProgram::name).toList();
  }

  /** The tests about the rules, in order of file and position. */
  public List<CheckedTest> tests() {
    return tests;
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
