package dev.belfry.check;

import dev.belfry.formula.FormulaProblem;
import dev.belfry.formula.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about formulas. */
final class FormulaWording {
  private static final String ALLOWED =
      "a formula has numbers, texts, `+ - * / % **`, `< <= > >= == !=`, `&& || !`, `? :`,"
          + " parentheses and functions like `min`, `round`, `sqrt`";

  private static final Map<String, String> INSTEAD =
      Map.of(
          "and", "write `&&`",
          "or", "write `||`",
          "not", "write `!`",
          "is", "write `==`",
          "if", "write `condition ? this : that`",
          "=", "write `==` to compare",
          ".", "a point stands between the digits of a number only: `0.5`",
          "^", "write `**` for a power",
          ";", "a formula is one expression; write a second `let` for another");

  private FormulaWording() {}

  static String message(FormulaProblem problem) {
    return switch (problem) {
      case FormulaProblem.Foreign it -> "a formula can't have `" + shown(it.written()) + "`";
      case FormulaProblem.UnknownWord it ->
          "`"
              + it.word()
              + "` is no "
              + (it.called() ? "function" : "parameter")
              + " of this formula";
      case FormulaProblem.Expected it -> it.wanted() + " is missing in this formula";
      case FormulaProblem.Unclosed ignored -> "a text in this formula has no end";
      case FormulaProblem.WrongCount it ->
          "`" + it.function() + "` takes " + count(it) + ", not " + it.given();
      case FormulaProblem.Mismatch it ->
          "this is " + described(it.given()) + ", and " + described(it.wanted()) + " is needed";
      case FormulaProblem.TooLong it -> "a formula has at most " + it.limit() + " characters";
      case FormulaProblem.TooDeep it -> "brackets in a formula lie at most " + it.limit() + " deep";
    };
  }

  static String label(FormulaProblem problem) {
    return switch (problem) {
      case FormulaProblem.Foreign ignored -> "not allowed here";
      case FormulaProblem.UnknownWord ignored -> "unknown name";
      case FormulaProblem.Expected it -> it.wanted() + " is needed here";
      case FormulaProblem.Unclosed ignored -> "begins here";
      case FormulaProblem.WrongCount it -> "takes " + count(it);
      case FormulaProblem.Mismatch it -> described(it.wanted()) + " is needed";
      case FormulaProblem.TooLong ignored -> "too long";
      case FormulaProblem.TooDeep ignored -> "too deep";
    };
  }

  static @Nullable String help(FormulaProblem problem) {
    return switch (problem) {
      case FormulaProblem.Foreign it -> instead(it.written());
      case FormulaProblem.UnknownWord it ->
          INSTEAD.containsKey(it.word())
              ? INSTEAD.get(it.word())
              : Saying.nearOr(
                  it.word(),
                  it.known(),
                  it.known().isEmpty() ? ALLOWED : "it has " + Saying.listed(it.known()));
      case FormulaProblem.Expected it ->
          it.wanted().startsWith("`") ? sign(it) : instead(it.found());
      case FormulaProblem.Unclosed ignored -> "end it with the quote it began with";
      case FormulaProblem.WrongCount ignored -> null;
      case FormulaProblem.Mismatch it ->
          it.given() == Kind.TEXT
              ? "texts can only be compared, by `==` and `!=`"
              : it.wanted() == Kind.NUMBER ? "choose a number by it: `x ? 1 : 0`" : null;
      case FormulaProblem.TooLong ignored -> "give a part of it a `let` of its own";
      case FormulaProblem.TooDeep ignored -> "give a part of it a `let` of its own";
    };
  }

  private static @Nullable String sign(FormulaProblem.Expected it) {
    return INSTEAD.containsKey(it.found())
        ? INSTEAD.get(it.found())
        : switch (it.wanted()) {
          case "`)`" -> "each `(` needs its `)`";
          case "`:`" -> "say both: `condition ? this : that`";
          default -> null;
        };
  }

  private static String instead(String written) {
    if (written.startsWith("Math.")) {
      return "write the function alone: `" + written.substring("Math.".length()) + "(…)`";
    }
    boolean number = !written.isEmpty() && Character.isDigit(written.charAt(0));
    return INSTEAD.getOrDefault(number ? "." : written, ALLOWED);
  }

  /** Signs that can't be seen are named. */
  private static String shown(String written) {
    int character = written.codePointAt(0);
    return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
        ? String.format("\\u{%X}", character)
        : written;
  }

  private static String count(FormulaProblem.WrongCount it) {
    String fewest = it.fewest() == 1 ? "1 argument" : it.fewest() + " arguments";
    return it.fewest() == it.most()
        ? fewest
        : it.most() > 2 ? "one argument or more" : it.fewest() + " or " + it.most() + " arguments";
  }

  private static String described(Kind kind) {
    return kind.type().described();
  }
}
