package dev.belfry.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a formula for MVEL. Nothing of the author's text is in it: parameters are {@code p0},
 * {@code p1} …, numbers and texts are variables {@code c0}, {@code c1} …, every operation stands in
 * brackets, and calls go to {@link SafeArithmetic}.
 */
final class MvelText {
  private final Kinds kinds;
  private final List<Object> constants = new ArrayList<>();

  MvelText(Kinds kinds) {
    this.kinds = kinds;
  }

  /** The values of {@code c0}, {@code c1} … */
  List<Object> constants() {
    return constants;
  }

  String write(Term term) {
    return switch (term) {
      case Term.Constant it -> {
        constants.add(it.value());
        yield "c" + (constants.size() - 1);
      }
      case Term.Parameter it -> "p" + it.index();
      case Term.Negative it -> "(0.0 - " + write(it.operand()) + ")";
      case Term.Not it -> call("negation", it.operand());
      case Term.Choice it ->
          "(" + write(it.condition()) + " ? " + write(it.yes()) + " : " + write(it.no()) + ")";
      case Term.Call it -> call(it);
      case Term.Binary it -> binary(it);
    };
  }

  private String binary(Term.Binary it) {
    return switch (it.sign()) {
      case POWER -> "pow(" + write(it.left()) + ", " + write(it.right()) + ")";
      case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST -> comparison(it);
      case OR, AND, PLUS, MINUS, TIMES, DIVIDED_BY, MODULO -> "(" + chain(it) + ")";
    };
  }

  /**
   * Equally binding signs in a row need no brackets, as they bind from the left; the time that MVEL
   * takes grows with the cube of how deep brackets lie.
   */
  private String chain(Term.Binary it) {
    String left =
        it.left() instanceof Term.Binary inner && inner.sign().bindsLike(it.sign())
            ? chain(inner)
            : write(it.left());
    boolean divides = it.sign() == Term.Sign.DIVIDED_BY || it.sign() == Term.Sign.MODULO;
    String right = divides ? call("divisor", it.right()) : write(it.right());
    return left + " " + it.sign().written + " " + right;
  }

  private String comparison(Term.Binary it) {
    boolean numbers =
        !it.sign().isEquality()
            || kinds.kind(it.left()).or(() -> kinds.kind(it.right())).orElse(null) == Kind.NUMBER;
    if (numbers) {
      return "("
          + call("finite", it.left())
          + " "
          + it.sign().written
          + " "
          + call("finite", it.right())
          + ")";
    }
    String same = "same(" + write(it.left()) + ", " + write(it.right()) + ")";
    return it.sign() == Term.Sign.EQUAL ? same : "negation(" + same + ")";
  }

  private String call(Term.Call it) {
    List<String> arguments = it.arguments().stream().map(this::write).toList();
    return switch (it.operation()) {
      case MIN, MAX -> furthest(it.operation().word(), arguments);
      case ROUND ->
          "round("
              + arguments.getFirst()
              + ", "
              + (arguments.size() < 2 ? "0.0" : arguments.get(1))
              + ")";
      default ->
          arguments.stream().collect(Collectors.joining(", ", it.operation().word() + "(", ")"));
    };
  }

  /** Two at a time; one alone is the furthest itself. */
  private static String furthest(String word, List<String> arguments) {
    String result = arguments.getFirst();
    for (String argument : arguments.subList(1, arguments.size())) {
      result = word + "(" + result + ", " + argument + ")";
    }
    return result;
  }

  private String call(String word, Term argument) {
    return word + "(" + write(argument) + ")";
  }
}
