package dev.belfry.check;

import dev.belfry.codec.NumberPattern;
import dev.belfry.codec.TimePattern;
import dev.belfry.codec.Type;
import dev.belfry.model.Expr;
import dev.belfry.model.Function;
import dev.belfry.syntax.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks calls of functions: how many arguments there are, and what they may be. */
final class FunctionChecker {
  private static final Map<String, Function> FUNCTIONS =
      Arrays.stream(Function.values())
          .collect(Collectors.toUnmodifiableMap(Function::word, it -> it));

  private final Problems problems;
  private final ValueChecker values;

  FunctionChecker(Problems problems, ValueChecker values) {
    this.problems = problems;
    this.values = values;
  }

  /** The words of all functions. */
  static Set<String> words() {
    return FUNCTIONS.keySet();
  }

  /** The function that is called, if it is one; `min` and `max` over time are none. */
  static Optional<Function> function(Expression.Reference it) {
    Function function = it.called() ? FUNCTIONS.get(it.name().text()) : null;
    return Optional.ofNullable(function).filter(found -> !found.takesMany() || !isWindow(it));
  }

  private static boolean isWindow(Expression.Reference it) {
    return it.arguments().size() == 2
        && (it.arguments().getLast() instanceof Expression.Duration
            || it.arguments().getLast() instanceof Expression.Last);
  }

  Typed call(Function function, Expression.Reference it, Scope scope) {
    List<Typed> given = it.arguments().stream().map(each -> values.value(each, scope)).toList();
    if (given.size() < function.fewest() || given.size() > function.most()) {
      problems.add(
          scope.file, new CheckProblem.WrongCall(it.name().span(), function, given.size()));
      return Typed.wrong(it.span());
    }
    boolean fits = true;
    for (int i = 0; i < given.size(); i++) {
      fits &= fits(function, i, given, scope);
    }
    if (!fits) {
      return Typed.wrong(it.span());
    }
    if (function == Function.FORMAT) {
      requirePattern(given.getFirst(), given.getLast(), scope);
    }
    Expr call = new Expr.Apply(function, given.stream().map(Typed::expr).toList());
    return Typed.of(call, result(function, given), it.span(), "this");
  }

  private boolean fits(Function function, int index, List<Typed> given, Scope scope) {
    Typed argument = given.get(index);
    boolean onlyList = function.takesMany() && given.size() == 1;
    if (onlyList && argument.type() instanceof Type.ListOf) {
      return true;
    }
    Function.Takes takes = function.takes(index);
    boolean alike = takes == Function.Takes.SAME || takes == Function.Takes.AMOUNTS;
    Type common = amount(given);
    String wanted;
    if (alike && common != Type.Simple.ANY) {
      if (argument.type() == Type.Simple.ANY || argument.kind().equals(common)) {
        return true;
      }
      wanted = common.described();
    } else if (takes == Function.Takes.SAME || takes.accepts(argument.kind())) {
      return true;
    } else {
      wanted = takes.described();
    }
    problems.add(
        scope.file,
        new CheckProblem.WrongType(argument.span(), argument.subject(), wanted, argument.type()));
    return false;
  }

  /** What the first argument is of which it is known, as far as it is an amount. */
  private static Type amount(List<Typed> given) {
    return given.stream()
        .map(Typed::kind)
        .filter(type -> type != Type.Simple.ANY)
        .findFirst()
        .filter(Function.Takes.AMOUNTS::accepts)
        .orElse(Type.Simple.ANY);
  }

  private static Type result(Function function, List<Typed> given) {
    return switch (function.gives()) {
      case NUMBER -> Type.Simple.NUMBER;
      case TEXT -> Type.Simple.TEXT;
      case BOOL -> Type.Simple.BOOL;
      case TEXTS -> new Type.ListOf(Type.Simple.TEXT);
      case JSON -> {
        Type type = given.getFirst().kind();
        yield type == Type.Simple.TEXT || type == Type.Simple.ANY
            ? Type.Simple.ANY
            : Type.Simple.TEXT;
      }
      case AS_GIVEN ->
          given.getFirst().type() instanceof Type.ListOf list ? list.element() : amount(given);
    };
  }

  /** A pattern that is written down is checked where it stands. */
  private void requirePattern(Typed value, Typed pattern, Scope scope) {
    pattern
        .literalText()
        .filter(text -> !isPattern(text, value.type()))
        .ifPresent(text ->
            problems.add(
                scope.file, new CheckProblem.BadFormat(pattern.span(), text, value.type())));
  }

  private static boolean isPattern(String text, Type of) {
    boolean number = NumberPattern.of(text).isPresent();
    Optional<TimePattern> time = TimePattern.of(text);
    if (of == Type.Simple.NUMBER) {
      return number;
    }
    return of == Type.Simple.CLOCK
        ? time.isPresent() && time.get().takesTimesOfDay()
        : time.isPresent() || (number && of == Type.Simple.ANY);
  }
}
