package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.model.Function;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Resolves names: captures, lets, and what belongs to the message of an event. */
final class ReferenceChecker {
  private static final Pattern BARE_PATH = Pattern.compile("[\\p{L}\\d_-]+(?:/[\\p{L}\\d_-]+)+");

  private final Problems problems;
  private final Names names;
  private final ValueChecker values;
  private final TopicReferences topics;
  private final FunctionChecker functions;
  private final BuiltIns builtIns;
  private final FormulaChecker formulas;

  ReferenceChecker(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
    this.topics = new TopicReferences(problems, names, values);
    this.functions = new FunctionChecker(problems, values);
    this.builtIns = new BuiltIns(problems, names, values);
    this.formulas = new FormulaChecker(problems, values);
  }

  TopicReferences topics() {
    return topics;
  }

  BuiltIns builtIns() {
    return builtIns;
  }

  /** A name with or without arguments. */
  Typed reference(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    Optional<Scope.Given> given = scope.parameter(name);
    if (given.isPresent() && !it.called()) {
      return values.value(given.get().expression(), given.get().scope()).at(it.span());
    }
    if (scope.isBound(name) && !it.called()) {
      return Typed.of(
          new Expr.Slot(scope.slot(name)), Type.Simple.TEXT, it.span(), "`" + name + "`");
    }
    Names.Topic topic = names.topic(name);
    if (topic != null) {
      return topics.value(topic, it, scope);
    }
    Names.Let let = names.let(name);
    return let != null ? let(let, it, scope) : builtIn(it, scope);
  }

  private Typed builtIn(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (!it.called() && Set.of("value", "previous", "message").contains(name)) {
      return ofMessage(it, scope);
    }
    Optional<Function> function = FunctionChecker.function(it);
    if (function.isPresent()) {
      return functions.call(function.get(), it, scope);
    }
    Optional<Typed> builtIn = builtIns.value(it, scope);
    if (builtIn.isPresent()) {
      return builtIn.get();
    }
    if (names.isBroken(name)) {
      bindAll(it, scope);
    } else {
      problems.add(scope.file, unknown(it, scope));
    }
    return Typed.wrong(it.span());
  }

  /** What a topic whose declaration is wrong would have bound is no mistake of the actions. */
  private static void bindAll(Expression.Reference it, Scope scope) {
    if (scope.place == Scope.Place.HEADER) {
      it.arguments().stream()
          .filter(argument -> argument instanceof Expression.Reference name && !name.called())
          .forEach(argument -> scope.bind(((Expression.Reference) argument).name().text()));
    }
  }

  /** Whether this is a topic whose quotes are missing: {@code home/hall/door}. */
  boolean isBarePath(Expression.Arithmetic it, Scope scope) {
    Expression first = it;
    while (first instanceof Expression.Arithmetic inner) {
      first = inner.left();
    }
    return first instanceof Expression.Reference name
        && !name.called()
        && BARE_PATH.matcher(scope.file.text(it.span())).matches()
        && !scope.isBound(name.name().text())
        && scope.parameter(name.name().text()).isEmpty()
        && names.topic(name.name().text()) == null
        && names.let(name.name().text()) == null
        && !BuiltIns.PLAIN.contains(name.name().text());
  }

  private CheckProblem unknown(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (scope.place == Scope.Place.ACTION && !it.called()) {
      Set<String> all = new HashSet<>(names.all());
      all.addAll(scope.bound());
      return new CheckProblem.Unbound(it.name().span(), name, all);
    }
    Set<String> known = new HashSet<>(names.all());
    known.addAll(scope.bound());
    known.addAll(scope.parameterNames());
    known.addAll(it.called() ? BuiltIns.CALLED : BuiltIns.PLAIN);
    if (it.called()) {
      known.addAll(FunctionChecker.words());
    }
    return new CheckProblem.UnknownName(it.name().span(), name, it.called(), known);
  }

  /** Requires that an alert bears this name. */
  void requireAlert(Name alert, Scope scope) {
    if (!names.isAlert(alert.text()) && !names.isBroken(alert.text())) {
      problems.add(
          scope.file, new CheckProblem.OfAlert.Unknown(alert.span(), alert.text(), names.alerts()));
    }
  }

  private Typed ofMessage(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (scope.messageType().isEmpty()) {
      problems.add(scope.file, new CheckProblem.NoMessageHere(it.span(), name));
      return Typed.wrong(it.span());
    }
    Type type = scope.messageType().get();
    Expr expr = name.equals("value") ? new Expr.EventValue() : new Expr.EventPrevious();
    return Typed.of(expr, type, it.span(), "`" + name + "`");
  }

  private Typed let(Names.Let let, Expression.Reference it, Scope scope) {
    Declaration.Let declaration = let.declaration();
    String name = declaration.name().text();
    if (scope.isInside(name)) {
      problems.add(scope.file, new CheckProblem.Recursive(it.span(), name));
      return Typed.wrong(it.span());
    }
    if (!scope.mayPutIn()) {
      problems.add(scope.file, new CheckProblem.TooManyLets(it.span(), name, Scope.MOST_LETS));
      return Typed.wrong(it.span());
    }
    if (declaration.parameters().size() != it.arguments().size()) {
      problems.add(
          scope.file,
          new CheckProblem.WrongCount(
              it.name().span(), name, declaration.parameters().size(), it.arguments().size()));
      return Typed.wrong(it.span());
    }
    Map<String, Scope.Given> given = new HashMap<>();
    for (int i = 0; i < it.arguments().size(); i++) {
      given.put(
          declaration.parameters().get(i).text(), new Scope.Given(it.arguments().get(i), scope));
    }
    return switch (declaration.definition()) {
      case Declaration.Definition.Of of ->
          values.value(of.expression(), scope.inside(name, let.file(), given)).at(it.span());
      case Declaration.Definition.Formula formula -> formulas.call(declaration, formula, it, scope);
    };
  }
}
