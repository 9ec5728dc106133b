package dev.belfry.check;

import dev.belfry.codec.Decoder;
import dev.belfry.codec.Type;
import dev.belfry.event.TopicFilter;
import dev.belfry.model.Expr;
import dev.belfry.model.TopicUse;
import dev.belfry.source.Span;
import dev.belfry.syntax.Expression;
import dev.belfry.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves topics: which one is meant, and what its captures are bound to. */
final class TopicReferences {
  private final Problems problems;
  private final Names names;
  private final ValueChecker values;

  TopicReferences(Problems problems, Names names, ValueChecker values) {
    this.problems = problems;
    this.names = names;
    this.values = values;
  }

  /** A declared topic as a value. */
  Typed value(Names.Topic topic, Expression.Reference it, Scope scope) {
    if (scope.place == Scope.Place.TEST) {
      problems.add(scope.file, new CheckProblem.NoMessageHere(it.span(), topic.name()));
      return Typed.wrong(it.span());
    }
    requireOneTopic(topic.filter(), it.span(), scope);
    return use(topic, it, scope)
        .map(use ->
            new Typed(new Expr.Fact(use), topic.type(), it.span(), topic.name(), topic.typePlace()))
        .orElseGet(() -> Typed.wrong(it.span()));
  }

  /** Actions read one topic each; what headers may read is asked where they are checked. */
  private void requireOneTopic(TopicFilter filter, Span at, Scope scope) {
    boolean many =
        filter.levels().stream()
            .anyMatch(level ->
                level instanceof TopicFilter.Level.One || level instanceof TopicFilter.Level.Rest);
    if (many && scope.place == Scope.Place.ACTION) {
      problems.add(scope.file, new CheckProblem.ManyTopics(at, "`" + filter.pattern() + "`"));
    }
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
      topic.filter().captures().forEach(scope::bind);
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

  /** What a capture must be. */
  TopicUse.Argument argument(Expression written, Scope scope) {
    if (written instanceof Expression.Any any) {
      if (scope.isRanging()) {
        return new TopicUse.Argument.Slot(scope.range());
      }
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
    requireOneTopic(filter, it.span(), scope);
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
}
