package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import org.jspecify.annotations.Nullable;

/** What is said about values that do not go together. */
final class TypeWording {
  private final Saying say;

  TypeWording(Saying say) {
    this.say = say;
  }

  Diagnostic of(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.Mismatch it ->
          say.error(
              "E0301",
              it.at(),
              it.left()
                  + " is "
                  + it.leftType().described()
                  + ", and "
                  + it.right()
                  + " is "
                  + it.rightType().described(),
              "these two don't go together",
              new Meant(say).compared(it));
      case CheckProblem.Never it -> never(it);
      case CheckProblem.NotAState it ->
          say.error(
              "E0303",
              it.at(),
              it.what() + " is " + it.type().described() + ", not a state",
              "true or false is needed",
              new Meant(say).notAState(it.at()));
      case CheckProblem.Unfit it -> unfit(it);
      case CheckProblem.WrongType it ->
          say.error(
              "E0305",
              it.at(),
              it.what() + " is " + it.type().described() + ", and " + it.wanted() + " is needed",
              it.wanted() + " is needed",
              conversion(it));
      case CheckProblem.BadRegex it ->
          say.error(
              "E0306",
              it.at(),
              "\"" + it.regex() + "\" is no regular expression: " + it.why(),
              "not a regular expression",
              "a sign that is meant itself stands behind a backslash: `\\(`");
      case CheckProblem.BadFormat it ->
          say.error(
              "E0307",
              it.at(),
              "\"" + it.pattern() + "\" is no pattern for " + formatted(it.of()),
              "not a pattern",
              it.of() == Type.Simple.CLOCK || it.of() == Type.Simple.MOMENT
                  ? "write \"HH:mm\" for 07:30; other characters stand in single quotes"
                  : "`0` is a digit that is always there, `#` one that may be, `,` parts thousands;"
                      + " other text stands outside: \"{format(x, \"0.0\")} °C\"");
      case CheckProblem.BadFormula it ->
          say.error(
              "E0308",
              it.at(),
              FormulaWording.message(it.problem()),
              FormulaWording.label(it.problem()),
              FormulaWording.help(it.problem()));
      default -> new PlaceWording(say).of(problem);
    };
  }

  private static String formatted(Type type) {
    return type == Type.Simple.ANY ? "a number or a time" : type.described();
  }

  private Diagnostic never(CheckProblem.Never it) {
    String message =
        it.subject() + " is never \"" + it.text() + "\": it is " + Saying.alternatives(it.texts());
    String help = Nearest.of(it.text(), it.texts()).map(Saying::didYouMean).orElse(null);
    return say.withDeclared("E0302", it.at(), message, "not one of them", it.declared(), help);
  }

  private Diagnostic unfit(CheckProblem.Unfit it) {
    String takes =
        it.wanted() instanceof Type.OneOf oneOf
            ? Saying.alternatives(oneOf.texts())
            : it.wanted().described();
    String given =
        it.given().startsWith("\"")
            ? it.given()
            : it.given() + ", which is " + it.type().described();
    String help =
        it.wanted() instanceof Type.OneOf oneOf
            ? Nearest.of(it.given().replace("\"", ""), oneOf.texts())
                .map(Saying::didYouMean)
                .orElse(null)
            : null;
    return say.withDeclared(
        "E0304",
        it.at(),
        it.topic() + " takes " + takes + ", not " + given,
        "does not fit",
        it.declared(),
        help);
  }

  private static boolean isText(Type type) {
    return type == Type.Simple.TEXT || type instanceof Type.OneOf;
  }

  private static @Nullable String toNumber(CheckProblem.WrongType it) {
    if (!isText(it.type())) {
      return null;
    }
    return it.what().startsWith("\"")
        ? "write a number, without quotes"
        : "make a number of it: `number(…)`, or declare it as one";
  }

  /** How to make what is needed of what is there. */
  private @Nullable String conversion(CheckProblem.WrongType it) {
    return switch (it.wanted()) {
      case "a number" -> toNumber(it);
      case "a text" -> it.type() == Type.Simple.NUMBER ? "make a text of it: `text(…)`" : null;
      case "an object" ->
          "leave its type out, or name its fields: `: { " + say.written(it.at()) + ": text }`";
      case "a list" -> "a list is declared in brackets: `[number]`";
      case "a value that never changes" -> "write the value itself";
      default -> null;
    };
  }
}
