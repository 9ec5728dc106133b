package dev.belfry.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.model.Expr;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks expressions that amount to a value; states are values that are true or false. */
final class ValueChecker {
  private final Problems problems;
  private final ReferenceChecker references;
  private final PartChecker parts;
  private final Comparisons comparisons;

  ValueChecker(Problems problems, Names names) {
    this.problems = problems;
    this.comparisons = new Comparisons(problems);
    this.references = new ReferenceChecker(problems, names, this);
    this.parts = new PartChecker(problems, names, this);
  }

  ReferenceChecker references() {
    return references;
  }

  /** Checks an expression where a value must stand. */
  Typed value(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Numeral it -> constant(new Value.Num(it.value()), Type.Simple.NUMBER, it);
      case Expression.Duration it ->
          constant(new Value.Stretch(it.millis()), Type.Simple.STRETCH, it);
      case Expression.TimeOfDay it -> constant(new Value.Clock(it.time()), Type.Simple.CLOCK, it);
      case Expression.Bool it -> constant(Value.Truth.of(it.value()), Type.Simple.BOOL, it);
      case Expression.Null it -> constant(Value.Null.NULL, Type.Simple.ANY, it);
      case Expression.Text it -> template(it.template(), scope);
      case Expression.ListOf it -> list(it, scope);
      case Expression.ObjectOf it -> object(it, scope);
      case Expression.Reference it -> references.reference(it, scope);
      case Expression.TopicPattern it -> references.topics().pattern(it, scope);
      case Expression.Field it -> parts.field(it, scope);
      case Expression.Index it -> parts.index(it, scope);
      case Expression.Negative it -> negative(it, scope);
      case Expression.Arithmetic it -> arithmetic(it, scope);
      case Expression.Choice it -> choice(it, scope);
      case Expression.Any it -> notATopicArgument(it.span(), "`_`", scope);
      case Expression.Last it -> references.builtIns().clock().misplacedLast(it.span(), scope);
      case Expression.AlertName it -> alertAlone(it, scope);
      case Expression.Event it -> eventInState(it, scope);
      default -> stateOf(expression, scope);
    };
  }

  private Typed stateOf(Expression expression, Scope scope) {
    Span span = expression.span();
    return switch (expression) {
      case Expression.Comparison it -> comparison(it, scope);
      case Expression.Between it -> between(it, scope);
      case Expression.In it -> in(it, scope);
      case Expression.TextTest it -> textTest(it, scope);
      case Expression.Matches it -> matches(it, scope);
      case Expression.Known it -> bool(new Expr.Known(value(it.value(), scope).expr()), span);
      case Expression.Not it -> bool(new Expr.Not(state(it.operand(), scope)), span);
      case Expression.And it ->
          bool(new Expr.And(state(it.left(), scope), state(it.right(), scope)), span);
      case Expression.Or it ->
          bool(new Expr.Or(state(it.left(), scope), state(it.right(), scope)), span);
      case Expression.Lasting it -> lasting(it, scope);
      case Expression.Until it -> until(it, scope);
      case Expression.Silent it -> references.builtIns().clock().silent(it, scope);
      case Expression.Connected it -> references.builtIns().clock().connected(it, scope);
      case Expression.Firing it -> firing(it, scope);
      default -> throw new IllegalStateException(expression.toString());
    };
  }

  /** Checks an expression where a state must stand. */
  Expr state(Expression expression, Scope scope) {
    Typed value = value(expression, scope);
    if (value.type() != Type.Simple.BOOL && value.type() != Type.Simple.ANY) {
      problems.add(
          scope.file, new CheckProblem.NotAState(value.span(), value.subject(), value.type()));
    }
    return value.expr();
  }

  private Typed lasting(Expression.Lasting it, Scope scope) {
    Expr state = state(it.state(), scope.withMessage(Optional.empty()));
    Expr lasting = new Expr.Lasting(state, it.millis(), it.toleratedMillis().orElse(0L));
    return followed(lasting, it.span(), scope);
  }

  /** What is followed over time is asked whenever it may change: there is no message then. */
  private Typed until(Expression.Until it, Scope scope) {
    Scope followed = scope.withMessage(Optional.empty());
    Expr from = state(it.from(), followed);
    return followed(new Expr.Until(from, state(it.to(), followed)), it.span(), scope);
  }

  /** What is followed in an action is followed for its key, whatever the run is about. */
  private Typed followed(Expr state, Span span, Scope scope) {
    if (scope.place == Scope.Place.ACTION) {
      new FollowedStates(problems).check(state, span, scope);
    }
    return bool(state, span);
  }

  private Typed comparison(Expression.Comparison it, Scope scope) {
    Typed left = value(it.left(), scope);
    Typed right = value(it.right(), scope);
    Expression.Relation relation = it.relation();
    comparisons.requireComparable(relation, left, right, scope.file);
    return bool(new Expr.Compare(relation, left.expr(), right.expr()), it.span());
  }

  private Typed between(Expression.Between it, Scope scope) {
    Typed value = value(it.value(), scope);
    Typed low = value(it.low(), scope);
    Typed high = value(it.high(), scope);
    comparisons.requireComparable(Expression.Relation.AT_LEAST, value, low, scope.file);
    comparisons.requireComparable(Expression.Relation.AT_MOST, value, high, scope.file);
    return bool(new Expr.Between(value.expr(), low.expr(), high.expr()), it.span());
  }

  private Typed in(Expression.In it, Scope scope) {
    Typed value = value(it.value(), scope);
    if (it.list() instanceof Expression.ListOf written) {
      List<Expr> items = new ArrayList<>();
      for (Expression item : written.elements()) {
        Typed checked = value(item, scope);
        comparisons.requireComparable(Expression.Relation.EQUAL, value, checked, scope.file);
        items.add(checked.expr());
      }
      return bool(new Expr.In(value.expr(), new Expr.ListOf(items)), it.span());
    }
    Typed list = value(it.list(), scope);
    if (!(list.type() instanceof Type.ListOf) && list.type() != Type.Simple.ANY) {
      wrongType(list, "a list", scope.file);
    }
    return bool(new Expr.In(value.expr(), list.expr()), it.span());
  }

  private Typed textTest(Expression.TextTest it, Scope scope) {
    Typed value = value(it.value(), scope);
    Typed part = value(it.part(), scope);
    if (value.type() instanceof Type.ListOf list
        && it.relation() == Expression.TextRelation.CONTAINS) {
      Typed item = Typed.of(value.expr(), list.element(), value.span(), "an item of the list");
      comparisons.requireComparable(Expression.Relation.EQUAL, item, part, scope.file);
    } else {
      requireTextual(value, scope.file);
      requireTextual(part, scope.file);
    }
    return bool(new Expr.TextTest(it.relation(), value.expr(), part.expr()), it.span());
  }

  private Typed matches(Expression.Matches it, Scope scope) {
    Typed value = value(it.value(), scope);
    requireTextual(value, scope.file);
    try {
      Pattern.compile(it.regex().text());
    } catch (PatternSyntaxException wrong) {
      problems.add(
          scope.file,
          new CheckProblem.BadRegex(it.regex().span(), it.regex().text(), wrong.getDescription()));
      return Typed.wrong(it.span());
    }
    return bool(new Expr.Matches(value.expr(), it.regex().text()), it.span());
  }

  /** Text operators see a number as printed; lists and objects have no text. */
  private void requireTextual(Typed value, SourceFile file) {
    Type kind = value.kind();
    if (kind != Type.Simple.TEXT && kind != Type.Simple.NUMBER && kind != Type.Simple.ANY) {
      wrongType(value, "a text", file);
    }
  }

  private void wrongType(Typed value, String wanted, SourceFile file) {
    problems.add(
        file, new CheckProblem.WrongType(value.span(), value.subject(), wanted, value.type()));
  }

  private Typed negative(Expression.Negative it, Scope scope) {
    Typed operand = value(it.operand(), scope);
    boolean stretch = operand.type() == Type.Simple.STRETCH;
    Type type = stretch ? Type.Simple.STRETCH : Type.Simple.NUMBER;
    if (!stretch && operand.type() != Type.Simple.NUMBER && operand.type() != Type.Simple.ANY) {
      wrongType(operand, "a number", scope.file);
    }
    return Typed.of(new Expr.Negative(operand.expr()), type, it.span(), "this");
  }

  private Typed arithmetic(Expression.Arithmetic it, Scope scope) {
    if (references.isBarePath(it, scope)) {
      problems.add(scope.file, new CheckProblem.BarePath(it.span()));
      return Typed.wrong(it.span());
    }
    Typed left = value(it.left(), scope);
    Typed right = value(it.right(), scope);
    Expression.Operator operator = it.operator();
    Type type = comparisons.arithmeticType(operator, left, right, scope.file);
    return Typed.of(
        new Expr.Arithmetic(operator, left.expr(), right.expr()), type, it.span(), "this");
  }

  private Typed choice(Expression.Choice it, Scope scope) {
    Expr condition = state(it.condition(), scope);
    Typed yes = value(it.yes(), scope);
    Typed no = value(it.no(), scope);
    Type type = yes.kind().equals(no.kind()) ? yes.kind() : Type.Simple.ANY;
    return Typed.of(new Expr.Choice(condition, yes.expr(), no.expr()), type, it.span(), "this");
  }

  private Typed list(Expression.ListOf it, Scope scope) {
    List<Typed> items = it.elements().stream().map(item -> value(item, scope)).toList();
    if (items.stream().allMatch(item -> item.expr() instanceof Expr.Const)) {
      List<Value> constants =
          items.stream().map(item -> ((Expr.Const) item.expr()).value()).toList();
      return Typed.of(
          new Expr.Const(new Value.Items(constants)),
          new Type.ListOf(Type.Simple.ANY),
          it.span(),
          "this list");
    }
    return Typed.of(
        new Expr.ListOf(items.stream().map(Typed::expr).toList()),
        new Type.ListOf(Type.Simple.ANY),
        it.span(),
        "this list");
  }

  private Typed object(Expression.ObjectOf it, Scope scope) {
    List<Expr.Pair> pairs = new ArrayList<>();
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Expression.Pair pair : it.pairs()) {
      Typed value = value(pair.value(), scope);
      pairs.add(new Expr.Pair(pair.key().text(), value.expr()));
      fields.put(pair.key().text(), value.type());
    }
    return Typed.of(new Expr.ObjectOf(pairs), new Type.Shape(fields), it.span(), "this object");
  }

  /** A text and what is put into it. */
  Typed template(Template template, Scope scope) {
    List<Expr> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (Template.Part part : template.parts()) {
      switch (part) {
        case Template.Plain it -> {
          plain.append(it.text());
          parts.add(new Expr.Const(new Value.Text(it.text())));
        }
        case Template.Hole hole -> parts.add(value(hole.expression(), scope).expr());
      }
    }
    boolean literal = template.parts().stream().allMatch(Template.Plain.class::isInstance);
    Expr expr = literal ? new Expr.Const(new Value.Text(plain.toString())) : new Expr.Joined(parts);
    String shown = scope.file.text(template.span());
    return Typed.of(expr, Type.Simple.TEXT, template.span(), shown);
  }

  private Typed alertAlone(Expression.AlertName it, Scope scope) {
    problems.add(scope.file, new CheckProblem.OfAlert.NameAlone(it.span(), it.name().text()));
    return Typed.wrong(it.span());
  }

  private Typed firing(Expression.Firing it, Scope scope) {
    if (!(it.alert() instanceof Expression.AlertName alert)) {
      problems.add(scope.file, new CheckProblem.OfAlert.NoAlert(it.alert().span()));
      return Typed.wrong(it.span());
    }
    references.requireAlert(alert.name(), scope);
    if (scope.place == Scope.Place.TEST) {
      problems.add(scope.file, new CheckProblem.OfAlert.InTest(it.span()));
    }
    return bool(new Expr.Firing(alert.name().text()), it.span());
  }

  private Typed eventInState(Expression.Event event, Scope scope) {
    problems.add(scope.file, new CheckProblem.EventInState(event.span(), EventChecker.word(event)));
    return Typed.wrong(event.span());
  }

  private Typed notATopicArgument(Span span, String what, Scope scope) {
    problems.add(scope.file, new CheckProblem.ManyTopics(span, what));
    return Typed.wrong(span);
  }

  private static Typed constant(Value value, Type type, Expression it) {
    return Typed.of(new Expr.Const(value), type, it.span(), "this");
  }

  private static Typed bool(Expr expr, Span span) {
    return Typed.of(expr, Type.Simple.BOOL, span, "this");
  }

  /** Requires that a value can be sent to a topic of a type. */
  void requireFits(
      Typed value,
      Type type,
      String topic,
      Optional<CheckProblem.Place> declared,
      SourceFile file) {
    comparisons.requireFits(value, type, topic, declared, file);
  }

  Comparisons comparisons() {
    return comparisons;
  }
}
