package dev.belfry.check;

import dev.belfry.codec.Type;
import dev.belfry.diagnostic.Diagnostic;
import dev.belfry.diagnostic.Nearest;
import dev.belfry.source.SourceFile;
import dev.belfry.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is said to authors about declarations that are well formed and yet wrong. */
final class Wording {
  /** How many names a message lists. */
  private static final int LISTED_NAMES = 8;

  private final SourceFile file;

  private Wording(SourceFile file) {
    this.file = file;
  }

  static Diagnostic diagnostic(SourceFile file, CheckProblem problem) {
    return new Wording(file).say(problem);
  }

  private Diagnostic say(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.NotYet it ->
          error("E0112", it.at(), it.what() + " is not supported yet", "not supported yet", null);
      case CheckProblem.UnknownName it ->
          error(
              "E0201",
              it.at(),
              "nothing here is called `" + it.name() + "`",
              "unknown name",
              nearOr(
                  it.name(),
                  it.known(),
                  it.called()
                      ? null
                      : "if a text is meant, put it in quotes: \"" + it.name() + "\""));
      case CheckProblem.DeclaredTwice it ->
          withPlace(
              "E0202",
              it.at(),
              "there are two " + it.what() + "s called `" + it.name() + "`",
              "the second one",
              it.first(),
              "the first one",
              "give one of them another name");
      case CheckProblem.Unbound it ->
          error(
              "E0203",
              it.at(),
              "`" + it.name() + "` is not bound: no topic of the rule's header captures it",
              "bound to nothing",
              nearOr(
                  it.name(),
                  it.bound(),
                  "name it in the header: `when door("
                      + it.name()
                      + ") …`, or put a text in quotes: \""
                      + it.name()
                      + "\""));
      case CheckProblem.CaptureIsDeclared it ->
          error(
              "E0205",
              it.at(),
              "`" + it.name() + "` is the name of a declaration and can't be a capture as well",
              "already a name",
              "choose another name for the capture, or quote a text that is meant");
      case CheckProblem.Recursive it ->
          error(
              "E0204",
              it.at(),
              "`" + it.name() + "` is defined by itself",
              "leads back here",
              "a let may use other lets, but never itself");
      case CheckProblem.TooManyLets it ->
          error(
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
          error(
              "E0206",
              it.at(),
              "`" + it.name() + "` takes " + arguments(it.wanted()) + ", not " + it.given(),
              "takes " + arguments(it.wanted()),
              it.wanted() == 0
                  ? "write `" + it.name() + "` alone"
                  : "write `" + it.name() + "(…)` with a name, a text or `_` for each");
      case CheckProblem.UnknownField it ->
          error(
              "E0207",
              it.at(),
              it.of() + " has no field `" + it.field() + "`: it has " + listed(it.known()),
              "no such field",
              near(it.field(), it.known()));
      case CheckProblem.NoMessageHere it ->
          error(
              "E0208",
              it.at(),
              "`" + it.name() + "` belongs to a message, and there is none here",
              "no message here",
              "it stands behind `and` in a `when`, and in the actions of a rule with a `when`");
      default -> sayOfTypes(problem);
    };
  }

  private Diagnostic sayOfTypes(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.Mismatch it ->
          error(
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
              mismatchHelp(it));
      case CheckProblem.Never it -> never(it);
      case CheckProblem.NotAState it ->
          error(
              "E0303",
              it.at(),
              it.what() + " is " + it.type().described() + ", not a state",
              "true or false is needed",
              "compare it: `is`, `<`, `between` …");
      case CheckProblem.Unfit it -> unfit(it);
      case CheckProblem.WrongType it ->
          error(
              "E0305",
              it.at(),
              it.what() + " is " + it.type().described() + ", and " + it.wanted() + " is needed",
              it.wanted() + " is needed",
              null);
      case CheckProblem.BadRegex it ->
          error(
              "E0306",
              it.at(),
              "\"" + it.regex() + "\" is no regular expression: " + it.why(),
              "not a regular expression",
              null);
      default -> sayOfTopics(problem);
    };
  }

  private Diagnostic sayOfTopics(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.BadPattern it ->
          error(
              "E0401",
              it.at(),
              "\"" + it.pattern() + "\" is no topic: " + it.why(),
              "not a topic",
              it.why().contains("wildcard")
                  ? "a message goes to one topic: write a name, or put one in:"
                      + " \"home/{room}/light\""
                  : null);
      case CheckProblem.Parameters it ->
          error(
              "E0402",
              it.at(),
              "the names in `" + it.name() + "(…)` and in its pattern differ",
              "other names than in the pattern",
              it.captures().isEmpty()
                  ? "the pattern captures nothing: `" + it.name() + "` stands without parentheses"
                  : "write `" + it.name() + "(" + String.join(", ", it.captures()) + ")`");
      case CheckProblem.ManyTopics it ->
          error(
              "E0403",
              it.at(),
              it.what() + " stands for many topics, and one is needed here",
              "not one topic",
              "put a name or a text in place of each wildcard");
      case CheckProblem.NoCarrier it ->
          error(
              "E0404",
              it.at(),
              "no topic of this state carries all of " + listed(it.captures()),
              "the captures are spread over several topics",
              "one topic must capture all that the others do");
      case CheckProblem.NotATopic it ->
          error(
              "E0405",
              it.at(),
              "a topic is needed here",
              "not a topic",
              "name a declared topic, or write topic \"home/+/door\"");
      default -> sayOfTheRest(problem);
    };
  }

  private Diagnostic sayOfTheRest(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.NotConfigured it ->
          error(
              "E0501",
              it.at(),
              "there is no " + it.kind() + " `" + it.name() + "`; " + there(it.known()),
              "not in the configuration",
              near(it.name(), it.known()));
      case CheckProblem.NotOneOf it ->
          error(
              "E0504",
              it.at(),
              "`" + it.word() + "` is no " + it.kind() + ": there are " + listed(it.known()),
              "no such " + it.kind(),
              near(it.word(), it.known()));
      case CheckProblem.TooOften it -> tooOften(it);
      case CheckProblem.TooMany it ->
          error(
              "E0606",
              it.at(),
              "at most " + it.limit() + " events are counted, and these are " + it.times(),
              "too many",
              "count fewer within a shorter time, or ask `count(…)` of a topic");
      case CheckProblem.StateInWhen it ->
          error(
              "E0601",
              it.at(),
              "this is a state, and `when` needs an event; a state stands behind `while`",
              "a state, not an event",
              it.comparison()
                  ? "write `becomes`, `rises above` or `falls below`, or put it behind `while`"
                  : "write `updates` or `becomes`, or put it behind `while`");
      case CheckProblem.EventInState it ->
          error(
              "E0602",
              it.at(),
              "this is an event, and a state is needed here; an event stands behind `when`",
              "an event, not a state",
              "write `when … " + it.word() + " …`, or ask a state: `is`, `<`, `between` …");
      case CheckProblem.FinallyWithEvent it ->
          error(
              "E0603",
              it.at(),
              "`finally` needs a state that ends, and this rule has a `when`",
              "this rule is triggered by an event",
              "leave `when` out, or put what follows `finally` into a rule of its own");
      case CheckProblem.NoTrigger it ->
          error(
              "E0605",
              it.at(),
              "nothing ever triggers this rule",
              "neither `when` nor `while`",
              "say when it runs: `when … becomes …` or `while … is …`");
      case CheckProblem.NotWholeDays it ->
          error(
              "E0604",
              it.at(),
              "from a day on, `every` counts whole days, and " + it.written() + " is not",
              "not whole days",
              null);
      default -> throw new IllegalStateException(problem.toString());
    };
  }

  private Diagnostic tooOften(CheckProblem.TooOften it) {
    return it.nested()
        ? error(
            "E0506",
            it.at(),
            "this repeats " + it.times() + " times in one go, and " + it.limit() + " is the most",
            "too often without a wait",
            "let time pass: `every 1 s` behind `times`, or a `wait` within")
        : error(
            "E0506",
            it.at(),
            "at most " + it.limit() + " repetitions are possible, not " + it.times(),
            "too often",
            "let the rule happen again by itself: `when every 1 min`");
  }

  private Diagnostic never(CheckProblem.Never it) {
    String message =
        it.subject() + " is never \"" + it.text() + "\": it is " + alternatives(it.texts());
    String help = Nearest.of(it.text(), it.texts()).map(Wording::didYouMean).orElse(null);
    return withDeclared("E0302", it.at(), message, "not one of them", it.declared(), help);
  }

  private Diagnostic unfit(CheckProblem.Unfit it) {
    String takes =
        it.wanted() instanceof Type.OneOf oneOf
            ? alternatives(oneOf.texts())
            : it.wanted().described();
    String given =
        it.given().startsWith("\"")
            ? it.given()
            : it.given() + ", which is " + it.type().described();
    String help =
        it.wanted() instanceof Type.OneOf oneOf
            ? Nearest.of(it.given().replace("\"", ""), oneOf.texts())
                .map(Wording::didYouMean)
                .orElse(null)
            : null;
    return withDeclared(
        "E0304",
        it.at(),
        it.topic() + " takes " + takes + ", not " + given,
        "does not fit",
        it.declared(),
        help);
  }

  private static @Nullable String mismatchHelp(CheckProblem.Mismatch it) {
    if (it.leftType() == Type.Simple.BOOL) {
      return "write `is true` or `is false`";
    }
    return it.leftType() == Type.Simple.NUMBER && it.rightType() == Type.Simple.TEXT
        ? "write the number without quotes"
        : null;
  }

  private static String arguments(int count) {
    return count == 0 ? "no arguments" : count == 1 ? "1 argument" : count + " arguments";
  }

  private static String didYouMean(String text) {
    return "did you mean \"" + text + "\"?";
  }

  private static @Nullable String near(String name, Collection<String> known) {
    return Nearest.of(name, known).map(found -> "did you mean `" + found + "`?").orElse(null);
  }

  private static @Nullable String nearOr(
      String name, Collection<String> known, @Nullable String otherwise) {
    String near = near(name, known);
    return near == null ? otherwise : near;
  }

  private static String there(Collection<String> known) {
    return known.isEmpty() ? "the configuration has none" : "there are " + listed(known);
  }

  private static String listed(Collection<String> names) {
    String shown =
        names.stream()
            .sorted()
            .limit(LISTED_NAMES)
            .map(n -> "`" + n + "`")
            .collect(Collectors.joining(", "));
    int more = names.size() - LISTED_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String alternatives(List<String> texts) {
    List<String> quoted = texts.stream().map(text -> "\"" + text + "\"").toList();
    return quoted.size() == 1
        ? quoted.getFirst()
        : String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
  }

  private Diagnostic withDeclared(
      String code,
      Span at,
      String message,
      String label,
      Optional<CheckProblem.Place> declared,
      @Nullable String help) {
    return declared
        .map(place -> withPlace(code, at, message, label, place, "what it can be", help))
        .orElseGet(() -> error(code, at, message, label, help));
  }

  private Diagnostic withPlace(
      String code,
      Span at,
      String message,
      String label,
      CheckProblem.Place place,
      String placeText,
      @Nullable String help) {
    return new Diagnostic(
        code,
        Diagnostic.Severity.ERROR,
        file,
        at,
        message,
        label,
        List.of(new Diagnostic.Label(place.file(), place.span(), placeText)),
        Optional.ofNullable(help));
  }

  private Diagnostic error(
      String code, Span at, String message, String label, @Nullable String help) {
    return new Diagnostic(
        code,
        Diagnostic.Severity.ERROR,
        file,
        at,
        message,
        label,
        List.of(),
        Optional.ofNullable(help));
  }
}
