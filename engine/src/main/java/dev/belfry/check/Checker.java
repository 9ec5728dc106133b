package dev.belfry.check;

import dev.belfry.catalog.Catalog;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.model.CheckedRule;
import dev.belfry.model.CheckedTest;
import dev.belfry.model.Model;
import dev.belfry.source.SourceFile;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Checks the files of one program together. */
public final class Checker {
  /** The model as far as it could be built, and what is wrong with the rest. */
  public record Checked(Model model, List<Diagnostic> problems) {}

  private final Problems problems = new Problems();
  private final Names names;
  private final ValueChecker values;
  private final TopicChecker topics;
  private final FormulaChecker formulas;
  private final RuleChecker ruleChecker;
  private final TestChecker testChecker;
  private final List<CheckedRule> rules = new ArrayList<>();
  private final List<CheckedTest> tests = new ArrayList<>();

  private Checker(Catalog catalog) {
    this.names = new Names(catalog);
    this.values = new ValueChecker(problems, names);
    ActionChecker actions = new ActionChecker(problems, names, values);
    this.topics = new TopicChecker(problems, values);
    ScheduleChecker schedules = new ScheduleChecker(problems, catalog.site());
    this.ruleChecker = new RuleChecker(problems, values, schedules, actions);
    this.formulas = new FormulaChecker(problems, values);
    this.testChecker = new TestChecker(values, actions);
  }

  /** Checks files in the order in which their rules run. */
  public static Checked check(List<SyntaxTree> trees, Catalog catalog) {
    Checker checker = new Checker(catalog);
    trees.forEach(checker::declare);
    trees.forEach(checker::checkBodies);
    return new Checked(
        new Model(
            catalog.site(), List.of(), List.copyOf(checker.rules), List.copyOf(checker.tests)),
        checker.problems.all());
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
    return names
        .declare(space(declaration), name, new CheckProblem.Place(file, declaration.name().span()))
        .map(first -> {
          problems.add(
              file,
              new CheckProblem.DeclaredTwice(
                  declaration.name().span(), kind(declaration), name, first));
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

  /** Topics and lets share one space of names. */
  private static String space(Declaration declaration) {
    return declaration instanceof Declaration.Let ? "topic" : kind(declaration);
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
      case Declaration.Alert alert ->
          problems.add(file, new CheckProblem.NotYet(alert.name().span(), "`alert`"));
      case Declaration.Rule ignored -> {}
      case Declaration.Test ignored -> {}
    }
  }

  /** A let that nobody uses is checked as well; one with parameters means nothing without them. */
  private void checkAlone(Declaration.Let let, SourceFile file) {
    values.value(
        new Expression.Reference(let.name(), false, List.of(), let.name().span()),
        Scope.of(file, Scope.Place.HEADER));
  }

  private void checkBodies(SyntaxTree tree) {
    for (Declaration declaration : tree.declarations()) {
      if (declaration instanceof Declaration.Rule rule) {
        rules.add(ruleChecker.check(rule, tree.file()));
      } else if (declaration instanceof Declaration.Test test) {
        tests.add(testChecker.check(test, tree.file()));
      } else if (declaration instanceof Declaration.Let let && let.parameters().isEmpty()) {
        checkAlone(let, tree.file());
      }
    }
  }
}
