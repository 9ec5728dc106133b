package dev.belfry.check;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.codec.Value;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.source.Span;
import dev.belfry.syntax.Declaration;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves names: captures, topics, lets, and what belongs to the message of an event. */
final class ReferenceChecker {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "round",
          "floor",
          "ceil",
          "min",
          "max",
          "clamp",
          "scale",
          "sqrt",
          "pow",
          "log",
          "sin",
          "cos",
          "lower",
          "upper",
          "trim",
          "length",
          "replace",
          "split",
          "join",
          "substring",
          "number",
          "text",
          "bool",
          "json",
          "previous",
          "age",
          "distance",
          "format",
          "avg",
          "sum",
          "count",
          "stddev",
          "change",
          "any",
          "all",
          "none",
          "client");
  private static final Set<String> CLOCK_VALUES = Set.of("time", "date", "weekday", "sun", "now");
  private static final Map<String, Expr.Property> PROPERTIES =
      Map.of(
          "topic", Expr.Property.TOPIC,
          "time", Expr.Property.TIME,
          "retained", Expr.Property.RETAINED,
          "qos", Expr.Property.QOS);

  private final Problems problems;
  private final Names names;
  private final ValueChecker values;

  ReferenceChecker(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
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
      return fact(topic, it, scope);
    }
    Names.Let let = names.let(name);
    return let != null ? let(let, it, scope) : builtIn(it, scope);
  }

  private Typed builtIn(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (!it.called() && Set.of("value", "previous", "message").contains(name)) {
      return ofMessage(it, scope);
    }
    if (it.called() ? FUNCTIONS.contains(name) : CLOCK_VALUES.contains(name)) {
      return values.notYet(it.name().span(), "`" + name + "`", scope);
    }
    if (!names.isBroken(name)) {
      problems.add(scope.file, unknown(it, scope));
    }
    return Typed.wrong(it.span());
  }

  private CheckProblem unknown(Expression.Reference it, Scope scope) {
    String name = it.name().text();
    if (scope.place == Scope.Place.ACTION && !it.called()) {
      Set<String> bound = scope.bound();
      return new CheckProblem.Unbound(it.name().span(), name, bound);
    }
    Set<String> known = new HashSet<>(names.all());
    known.addAll(scope.bound());
    known.addAll(scope.parameterNames());
    known.addAll(it.called() ? FUNCTIONS : CLOCK_VALUES);
    return new CheckProblem.UnknownName(it.name().span(), name, it.called(), known);
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

  // ---- topics

  private Typed fact(Names.Topic topic, Expression.Reference it, Scope scope) {
    if (scope.place == Scope.Place.TEST) {
      problems.add(scope.file, new CheckProblem.NoMessageHere(it.span(), topic.name()));
      return Typed.wrong(it.span());
    }
    return use(topic, it, scope)
        .map(use ->
            new Typed(new Expr.Fact(use), topic.type(), it.span(), topic.name(), topic.typePlace()))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  /** A declared topic with its arguments. */
  private Optional<TopicUse> use(Names.Topic topic, Expression.Reference it, Scope scope) {
    return arguments(topic, it.arguments(), it.name().span(), scope)
        .map(arguments ->
            new TopicUse(
                topic.filter(), topic.decoder(), topic.initial(), topic.staleMillis(), arguments));
  }

  /** What the captures of a declared topic must be, in the order of its filter. */
  Optional<List<TopicUse.Argument>> arguments(
      Names.Topic topic, List<Expression> written, Span at, Scope scope) {
    int wanted = topic.parameters().size();
    if (written.size() != wanted) {
      problems.add(
          scope.file, new CheckProblem.WrongCount(at, topic.name(), wanted, written.size()));
      return Optional.empty();
    }
    List<TopicUse.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      Expression argument = written.get(topic.parameters().get(i));
      arguments.add(argument(argument, scope));
      requireLevel(arguments.get(i), topic.filter().takesRest(i), argument.span(), scope);
    }
    return Optional.of(arguments);
  }

  /** A capture stands for one level, the last one perhaps for several. */
  private void requireLevel(TopicUse.Argument argument, boolean rest, Span at, Scope scope) {
    if (argument instanceof TopicUse.Argument.Fixed fixed) {
      String why =
          fixed.text().indexOf('/') >= 0 && !rest
              ? "a capture is one level, without a slash"
              : TopicFilter.whyNoTopic("/" + fixed.text());
      if (why != null) {
        problems.add(scope.file, new CheckProblem.BadPattern(at, fixed.text(), why));
      }
    }
  }

  private TopicUse.Argument argument(Expression written, Scope scope) {
    if (written instanceof Expression.Any any) {
      if (scope.place != Scope.Place.HEADER) {
        problems.add(scope.file, new CheckProblem.ManyTopics(any.span(), "`_`"));
      }
      return new TopicUse.Argument.Any();
    }
    if (written instanceof Expression.Reference name && !name.called()) {
      Optional<Scope.Given> given = scope.parameter(name.name().text());
      if (given.isPresent()) {
        return argument(given.get().expression(), given.get().scope());
      }
      if (scope.place == Scope.Place.HEADER || scope.isBound(name.name().text())) {
        return capture(name.name(), scope);
      }
    }
    return computed(values.value(written, scope));
  }

  private static TopicUse.Argument computed(Typed value) {
    return value
        .literalText()
        .<TopicUse.Argument>map(TopicUse.Argument.Fixed::new)
        .orElseGet(() ->
            value.expr() instanceof Expr.Slot slot
                ? new TopicUse.Argument.Slot(slot.slot())
                : new TopicUse.Argument.Computed(value.expr()));
  }

  private TopicUse.Argument capture(Name name, Scope scope) {
    if (!scope.isBound(name.text()) && scope.isInsideLet()) {
      problems.add(
          scope.file,
          new CheckProblem.UnknownName(name.span(), name.text(), false, scope.parameterNames()));
      return new TopicUse.Argument.Any();
    }
    if (names.isDeclared(name.text())) {
      problems.add(scope.file, new CheckProblem.CaptureIsDeclared(name.span(), name.text()));
    }
    return new TopicUse.Argument.Slot(scope.bind(name.text()));
  }

  /** {@code topic "home/{room}/door"} as a value. */
  Typed pattern(Expression.TopicPattern it, Scope scope) {
    return patternUse(it, scope)
        .map(use -> Typed.of(new Expr.Fact(use), Type.Simple.ANY, it.span(), "this topic"))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  private Optional<TopicUse> patternUse(Expression.TopicPattern it, Scope scope) {
    TopicFilter filter;
    try {
      filter = TopicFilter.parse(it.pattern().text());
    } catch (TopicFilter.Malformed malformed) {
      problems.add(
          scope.file,
          new CheckProblem.BadPattern(
              it.pattern().span(), it.pattern().text(), String.valueOf(malformed.getMessage())));
      return Optional.empty();
    }
    List<TopicUse.Argument> arguments = new ArrayList<>();
    for (String capture : filter.captures()) {
      Name name = new Name(capture, it.pattern().span());
      if (scope.place != Scope.Place.HEADER && !scope.isBound(capture)) {
        problems.add(scope.file, new CheckProblem.Unbound(name.span(), capture, scope.bound()));
        return Optional.empty();
      }
      arguments.add(capture(name, scope));
    }
    return Optional.of(
        new TopicUse(filter, Decoder.UNTYPED, Optional.empty(), Optional.empty(), arguments));
  }

  // ---- lets

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
      case Declaration.Definition.Formula ignored -> Typed.wrong(it.span());
    };
  }

  // ---- parts of values

  Typed field(Expression.Field it, Scope scope) {
    if (it.of() instanceof Expression.Reference name
        && !name.called()
        && name.name().text().equals("message")
        && names.topic("message") == null) {
      return property(it, scope);
    }
    Typed of = values.value(it.of(), scope);
    String field = it.field().text();
    Type type = Type.Simple.ANY;
    if (of.type() instanceof Type.Shape shape) {
      Type declared = shape.fields().get(field);
      if (declared == null) {
        problems.add(
            scope.file,
            new CheckProblem.UnknownField(
                it.field().span(), field, of.subject(), shape.fields().keySet()));
      } else {
        type = declared;
      }
    } else if (of.type() != Type.Simple.ANY) {
      problems.add(
          scope.file,
          new CheckProblem.WrongType(it.field().span(), of.subject(), "an object", of.type()));
    }
    return new Typed(new Expr.Field(of.expr(), field), type, it.span(), field, of.declared());
  }

  private Typed property(Expression.Field it, Scope scope) {
    Expr.Property property = PROPERTIES.get(it.field().text());
    if (scope.messageType().isEmpty()) {
      problems.add(scope.file, new CheckProblem.NoMessageHere(it.span(), "message"));
      return Typed.wrong(it.span());
    }
    if (property == null) {
      problems.add(
          scope.file,
          new CheckProblem.UnknownField(
              it.field().span(), it.field().text(), "a message", PROPERTIES.keySet()));
      return Typed.wrong(it.span());
    }
    Type type =
        switch (property) {
          case TOPIC, TIME -> Type.Simple.TEXT;
          case RETAINED -> Type.Simple.BOOL;
          case QOS -> Type.Simple.NUMBER;
        };
    return Typed.of(new Expr.EventMessage(property), type, it.span(), "this");
  }

  Typed index(Expression.Index it, Scope scope) {
    Typed of = values.value(it.of(), scope);
    Typed index = values.value(it.index(), scope);
    Type type = of.type() instanceof Type.ListOf list ? list.element() : Type.Simple.ANY;
    if (!(of.type() instanceof Type.ListOf) && of.type() != Type.Simple.ANY) {
      problems.add(
          scope.file, new CheckProblem.WrongType(of.span(), of.subject(), "a list", of.type()));
    }
    if (index.type() != Type.Simple.NUMBER && index.type() != Type.Simple.ANY) {
      problems.add(
          scope.file,
          new CheckProblem.WrongType(index.span(), index.subject(), "a number", index.type()));
    }
    boolean literal =
        index.expr() instanceof Expr.Const constant && constant.value() instanceof Value.Num;
    return Typed.of(
        new Expr.Item(of.expr(), index.expr()), type, it.span(), literal ? "this item" : "this");
  }
}
