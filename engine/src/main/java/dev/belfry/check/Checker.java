package dev.belfry.check;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.model.CheckedAlert;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Model;
import dev.belfry.model.Written;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the files of one program together. */
public final class Checker {
  /**
   * The model as far as it could be built, and what is wrong with the rest.
   *
   * @param unused topics and lets that nothing mentions
   */
  public record Checked(Model model, List<Diagnostic> problems, List<Unused> unused) {}

  /** A declared name that nothing mentions. */
  public record Unused(String kind, SourceFile file, Name name) {}

  private final Problems problems = new Problems();
  private final Names names;
  private final ValueChecker values;
  private final ActionChecker actions;
  private final TopicChecker topics;
  private final FormulaChecker formulas;
  private final RuleChecker ruleChecker;
  private final AlertChecker alertChecker;
  private final List<CheckedAlert> alerts = new ArrayList<>();
  private final List<CheckedRule> rules = new ArrayList<>();
  private final List<CheckedTest> tests = new ArrayList<>();
  private final Map<String, Written> written = new HashMap<>();

  private Checker(Catalog catalog) {
    this.names = new Names(catalog);
    this.values = new ValueChecker(problems, names);
    this.actions = new ActionChecker(problems, names, values);
    this.topics = new TopicChecker(problems, values);
    ScheduleChecker schedules = new ScheduleChecker(problems, catalog.site());
    this.ruleChecker = new RuleChecker(problems, values, schedules, actions);
    this.alertChecker = new AlertChecker(problems, values, actions, ruleChecker);
    this.formulas = new FormulaChecker(problems, values);
  }

  /** Checks files in the order in which their rules run. */
  public static Checked check(List<SyntaxTree> trees, Catalog catalog) {
    Checker checker = new Checker(catalog);
    trees.forEach(checker::declare);
    trees.forEach(checker::checkBodies);
    checker.alertChecker.checkTogether(checker.alerts);
    checker.checkTests(trees);
    return new Checked(
        new Model(
            catalog.site(),
            List.copyOf(checker.alerts),
            List.copyOf(checker.rules),
            List.copyOf(checker.tests),
            Map.copyOf(checker.written),
            catalog.limits()),
        checker.problems.all(),
        checker.unused(trees));
  }

  private List<Unused> unused(List<SyntaxTree> trees) {
    List<Unused> unused = new ArrayList<>();
    for (SyntaxTree tree : trees) {
      for (Declaration declaration : tree.declarations()) {
        boolean named =
            declaration instanceof Declaration.Topic || declaration instanceof Declaration.Let;
        if (named && !names.isMentioned(declaration.name().text())) {
          unused.add(new Unused(kind(declaration), tree.file(), declaration.name()));
        }
      }
    }
    return unused;
  }

  private void declare(SyntaxTree tree) {
    tree.broken().forEach(names::addBroken);
    for (Declaration declaration : tree.declarations()) {
      if (isFirst(declaration, tree.file())) {
        declare(declaration, tree.file());
      }
    }
  }

  private boolean isFirst(Declaration declaration, SourceFile file) {
    String name = declaration.name().text();
    String kind = kind(declaration);
    Names.Declared here =
        new Names.Declared(kind, new CheckProblem.Place(file, declaration.name().span()));
    return names
        .declare(space(declaration), name, here)
        .map(first -> {
          problems.add(
              file,
              new CheckProblem.DeclaredTwice(
                  here.place().span(), first.kind(), kind, name, first.place()));
          return false;
        })
        .orElse(true);
  }

  private static String kind(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Topic ignored -> "topic";
      case Declaration.Let ignored -> "let";
      case Declaration.Rule ignored -> "rule";
      case Declaration.Alert ignored -> "alert";
      case Declaration.Test ignored -> "test";
    };
  }

  /** Topics and lets share one space of names, rules and alerts another. */
  private static String space(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Let ignored -> "topic";
      case Declaration.Alert ignored -> "rule";
      default -> kind(declaration);
    };
  }

  private void declare(Declaration declaration, SourceFile file) {
    switch (declaration) {
      case Declaration.Topic topic ->
          topics
              .check(topic, file)
              .ifPresentOrElse(names::add, () -> names.addBroken(topic.name().text()));
      case Declaration.Let let -> {
        names.add(new Names.Let(let, file));
        if (let.definition() instanceof Declaration.Definition.Formula formula) {
          formulas.check(let, formula, file);
        }
      }
      case Declaration.Alert alert -> names.addAlert(alert.name().text());
      case Declaration.Rule ignored -> {}
      case Declaration.Test ignored -> {}
    }
  }

  /** A let that nobody uses is checked as well; one with parameters means nothing without them. */
  private void checkAlone(Declaration.Let let, SourceFile file) {
    boolean mentioned = names.isMentioned(let.name().text());
    values.value(
        new Expression.Reference(let.name(), false, List.of(), let.name().span()),
        Scope.of(file, Scope.Place.HEADER));
    if (!mentioned) {
      names.forgetMention(let.name().text());
    }
  }

  private void checkBodies(SyntaxTree tree) {
    for (Declaration declaration : tree.declarations()) {
      if (declaration instanceof Declaration.Rule rule) {
        rules.add(ruleChecker.check(rule, tree.file()));
        written.put(rule.name().text(), Manuscripts.of(rule, tree.file()));
      } else if (declaration instanceof Declaration.Alert alert) {
        alerts.add(alertChecker.check(alert, tree.file()));
        written.put(alert.name().text(), Manuscripts.of(alert, tree.file()));
      } else if (declaration instanceof Declaration.Let let && let.parameters().isEmpty()) {
        checkAlone(let, tree.file());
      }
    }
  }

  /** Tests name instances of alerts, whose captures are known by now. */
  private void checkTests(List<SyntaxTree> trees) {
    TestChecker checker = new TestChecker(problems, values, actions, List.copyOf(alerts));
    for (SyntaxTree tree : trees) {
      for (Declaration declaration : tree.declarations()) {
        if (declaration instanceof Declaration.Test test) {
          tests.add(checker.check(test, tree.file()));
        }
      }
    }
  }
}
