package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** What is said about alerts. */
final class AlertWording {
  private final Saying say;

  AlertWording(Saying say) {
    this.say = say;
  }

  Diagnostic of(CheckProblem.OfAlert problem) {
    return switch (problem) {
      case CheckProblem.OfAlert.Unknown it ->
          say.error(
              "E0221",
              it.at(),
              "there is no alert called `" + it.name() + "`",
              "unknown alert",
              Saying.nearOr(
                  it.name(),
                  it.known(),
                  it.known().isEmpty()
                      ? "declare it: `alert \"" + it.name() + "\" { while … }`"
                      : "there are " + Saying.listed(it.known())));
      case CheckProblem.OfAlert.Circle it ->
          say.error("E0222", it.at(), circle(it.names()), "leads back here", CIRCLE_HELP);
      case CheckProblem.OfAlert.SameTopic it ->
          say.withPlace(
              "E0223",
              it.at(),
              "the states of `"
                  + it.name()
                  + "` and `"
                  + it.other()
                  + "` would both be published on "
                  + it.topic(),
              "the second one",
              it.first(),
              "the first one",
              "give one of them another name");
      case CheckProblem.OfAlert.WrongKey it ->
          say.error(
              "E0224",
              it.at(),
              it.captures().isEmpty()
                  ? "`" + it.name() + "` has one instance only"
                  : "an instance of `"
                      + it.name()
                      + "` is named by "
                      + Saying.listed(it.captures()),
              "not an instance of it",
              it.captures().isEmpty()
                  ? "leave out `for`"
                  : "write `for "
                      + it.captures().stream().map(c -> "\"…\"").collect(Collectors.joining(", "))
                      + "`: a text for each");
      default -> ofClauses(problem);
    };
  }

  private static final String CIRCLE_HELP =
      "an alert may ask for others, but never for one that asks for it; `unless` may";

  private static String circle(List<String> names) {
    return names.size() == 1
        ? "`" + names.getFirst() + "` waits for itself"
        : Saying.listed(names) + " wait for each other";
  }

  private Diagnostic ofClauses(CheckProblem.OfAlert problem) {
    return switch (problem) {
      case CheckProblem.OfAlert.ClauseTwice it ->
          say.withPlace(
              "E0511",
              it.at(),
              "an alert has one `" + it.clause() + "`, and this has two",
              "the second one",
              it.first(),
              "the first one",
              it.clause().equals("while")
                  ? "join the two states with `and` or `or`"
                  : "leave one of the two out");
      case CheckProblem.OfAlert.NoState it ->
          say.error(
              "E0512",
              it.at(),
              "nothing says when this alert fires",
              "no `while`",
              "say in which state it fires: `while freezer > -15 for 10 min`");
      case CheckProblem.OfAlert.NobodyTold it ->
          say.error(
              "E0513",
              it.at(),
              "`" + it.clause() + "` is for those who were told, and this alert tells nobody",
              "nobody is told",
              "say who is told when it fires: `notify …`");
      case CheckProblem.OfAlert.TooOften it ->
          say.error(
              "E0514",
              it.at(),
              "reminders are at least 1 s apart",
              "too often",
              "write `remind every 30 min`");
      case CheckProblem.OfAlert.FreeInUnless it ->
          say.error(
              "E0515",
              it.at(),
              "`" + it.name() + "` is not bound: no topic of the alert's `while` captures it",
              "bound to nothing",
              "put a text in quotes: \""
                  + it.name()
                  + "\", or use a capture of the alert's `while`");
      case CheckProblem.OfAlert.NameAlone it ->
          say.error(
              "E0516",
              it.at(),
              "the name of an alert is no value",
              "not a value",
              "ask whether it fires: `alert \"" + it.name() + "\" is firing`");
      case CheckProblem.OfAlert.NoAlert it ->
          say.error(
              "E0517",
              it.at(),
              "only an alert can be firing",
              "not an alert",
              "name it: `alert \"…\" is firing`");
      case CheckProblem.OfAlert.InTest it ->
          say.error(
              "E0518",
              it.at(),
              "a test sends values, and what an alert does is no value yet",
              "not known here",
              "write `expect alert \"…\" firing`");
      default -> throw new IllegalStateException(problem.toString());
    };
  }
}
