package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.model.Function;

/** What is said about names. */
final class NameWording {
  private final Saying say;

  NameWording(Saying say) {
    this.say = say;
  }

  Diagnostic of(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.UnknownName it ->
          say.error(
              "E0201",
              it.at(),
              "nothing here is called `" + it.name() + "`",
              "unknown name",
              new Meant(say).unknown(it));
      case CheckProblem.DeclaredTwice it ->
          say.withPlace(
              "E0202",
              it.at(),
              (it.firstKind().equals(it.kind())
                      ? "there are two " + it.kind() + "s called `"
                      : oneOf(it.firstKind()) + " and " + oneOf(it.kind()) + " are both called `")
                  + it.name()
                  + "`",
              "the second one",
              it.first(),
              "the first one",
              "give one of them another name");
      case CheckProblem.Unbound it ->
          say.error(
              "E0203",
              it.at(),
              "`" + it.name() + "` is not bound: no topic of the header captures it",
              "bound to nothing",
              new Meant(say).unbound(it));
      case CheckProblem.CaptureIsDeclared it ->
          say.error(
              "E0205",
              it.at(),
              "`" + it.name() + "` is the name of a declaration and can't be a capture as well",
              "already a name",
              "choose another name for the capture, or quote a text that is meant");
      case CheckProblem.Recursive it ->
          say.error(
              "E0204",
              it.at(),
              "`" + it.name() + "` is defined by itself",
              "leads back here",
              "a let may use other lets, but never itself");
      case CheckProblem.TooManyLets it ->
          say.error(
              "E0209",
              it.at(),
              "with `"
                  + it.name()
                  + "` this is made of more than "
                  + it.limit()
                  + " lets, lets of lets counted",
              "too many lets",
              "publish the value on a topic in a rule of its own, and read that topic");
      case CheckProblem.WrongCount it ->
          say.error(
              "E0206",
              it.at(),
              "`" + it.name() + "` takes " + arguments(it.wanted()) + ", not " + it.given(),
              "takes " + arguments(it.wanted()),
              it.wanted() == 0
                  ? "write `" + it.name() + "` alone"
                  : "write `" + it.name() + "(…)` with a name, a text or `_` for each");
      case CheckProblem.WrongCall it -> wrongCall(it);
      case CheckProblem.UnknownField it ->
          say.error(
              "E0207",
              it.at(),
              it.of() + " has no field `" + it.field() + "`: it has " + Saying.listed(it.known()),
              "no such field",
              Saying.near(it.field(), it.known()));
      case CheckProblem.NoMessageHere it ->
          say.error(
              "E0208",
              it.at(),
              "`" + it.name() + "` belongs to a message, and there is none here",
              "no message here",
              "it stands behind `and` in a `when`, and in the actions of a rule with a `when`");
      default -> new TypeWording(say).of(problem);
    };
  }

  private Diagnostic wrongCall(CheckProblem.WrongCall it) {
    Function function = it.function();
    String fewest = arguments(function.fewest());
    String takes =
        function.takesMany()
            ? "one argument or more"
            : function.fewest() == function.most()
                ? fewest
                : function.fewest() + " or " + arguments(function.most());
    return say.error(
        "E0206",
        it.at(),
        "`" + function.word() + "` takes " + takes + ", not " + it.given(),
        "takes " + takes,
        "write `" + function.usage() + "`");
  }

  private static String arguments(int count) {
    return count == 0 ? "no arguments" : count == 1 ? "1 argument" : count + " arguments";
  }

  private static String oneOf(String kind) {
    return (kind.equals("alert") ? "an " : "a ") + kind;
  }
}
