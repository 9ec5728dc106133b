package dev.belfry.check;

import dev.belfry.diagnostic.Diagnostic;

/** What is said about topics, actions, and what stands where it can't. */
final class PlaceWording {
  private final Saying say;

  PlaceWording(Saying say) {
    this.say = say;
  }

  Diagnostic of(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.BadPattern it ->
          say.error(
              "E0401",
              it.at(),
              "\"" + it.pattern() + "\" is no topic: " + it.why(),
              "not a topic",
              new Meant(say).pattern(it));
      case CheckProblem.Parameters it ->
          say.error(
              "E0402",
              it.at(),
              "the names in `" + it.name() + "(…)` and in its pattern differ",
              "other names than in the pattern",
              it.captures().isEmpty()
                  ? "the pattern captures nothing: `" + it.name() + "` stands without parentheses"
                  : "write `" + it.name() + "(" + String.join(", ", it.captures()) + ")`");
      case CheckProblem.CodecAndType it ->
          say.error(
              "E0406",
              it.at(),
              "`as "
                  + it.codec().word()
                  + "` gives "
                  + it.codec().described()
                  + ", and the topic is declared as "
                  + it.type().described(),
              "gives " + it.codec().described(),
              "leave one of the two out");
      case CheckProblem.ManyTopics it ->
          say.error(
              "E0403",
              it.at(),
              it.what() + " stands for many topics, and one is needed here",
              "not one topic",
              "put a name or a text in place of each wildcard");
      case CheckProblem.NoCarrier it ->
          say.error(
              "E0404",
              it.at(),
              "no topic of this state carries all of " + Saying.listed(it.captures()),
              "the captures are spread over several topics",
              "one topic must capture all that the others do");
      case CheckProblem.NotATopic it ->
          say.error(
              "E0405",
              it.at(),
              "a topic is needed here",
              "not a topic",
              say.written(it.at()).startsWith("\"")
                  ? "write " + say.line(it.at(), "topic " + say.written(it.at()))
                  : "name a declared topic, or write topic \"home/+/door\"");
      case CheckProblem.BarePath it ->
          say.error(
              "E0405",
              it.at(),
              "a topic is written in quotes",
              "read as a division",
              "write " + say.line(it.at(), "topic \"" + say.written(it.at()) + "\""));
      default -> sayOfTheRest(problem);
    };
  }

  private Diagnostic sayOfTheRest(CheckProblem problem) {
    return switch (problem) {
      case CheckProblem.NotConfigured it ->
          say.error(
              "E0501",
              it.at(),
              "there is no " + it.kind() + " `" + it.name() + "`; " + Saying.there(it.known()),
              "not in the configuration",
              new Meant(say).configured(it));
      case CheckProblem.DaysJoined it ->
          say.error(
              "E0504",
              it.at(),
              "days are joined with `and`",
              "one more day",
              "part days by commas: `" + String.join(", ", it.days()) + "`");
      case CheckProblem.NotOneOf it ->
          say.error(
              "E0504",
              it.at(),
              "`" + it.word() + "` is no " + it.kind() + ": there are " + Saying.listed(it.known()),
              "no such " + it.kind(),
              new Meant(say).word(it));
      case CheckProblem.TooOften it -> tooOften(it);
      case CheckProblem.TooMany it ->
          say.error(
              "E0606",
              it.at(),
              "at most " + it.limit() + " events are counted, and these are " + it.times(),
              "too many",
              "count fewer within a shorter time, or ask `count(…)` of a topic");
      case CheckProblem.StateInWhen it ->
          say.error(
              "E0601",
              it.at(),
              "this is a state, and `when` needs an event; a state stands behind `while`",
              "a state, not an event",
              new Meant(say).event(it));
      case CheckProblem.EventInState it ->
          say.error(
              "E0602",
              it.at(),
              "this is an event, and a state is needed here; an event stands behind `when`",
              "an event, not a state",
              new Meant(say).state(it));
      case CheckProblem.FinallyWithEvent it ->
          say.error(
              "E0603",
              it.at(),
              "`finally` needs a state that ends, and this rule has a `when`",
              "this rule is triggered by an event",
              "leave `when` out, or put what follows `finally` into a rule of its own");
      case CheckProblem.NoTrigger it ->
          say.error(
              "E0605",
              it.at(),
              "nothing ever triggers this rule",
              "neither `when` nor `while`",
              "say when it runs: `when … becomes …` or `while … is …`");
      case CheckProblem.NotWholeDays it ->
          say.error(
              "E0604",
              it.at(),
              "from a day on, `every` counts whole days, and " + it.written() + " is not",
              "not whole days",
              "write `every 2 days`, or a time of day: `at 07:30 on monday, friday`");
      case CheckProblem.BadCron it -> {
        CronWording wording = CronWording.of(it.fault());
        yield say.error("E0610", it.at(), wording.message(), wording.label(), wording.help());
      }
      case CheckProblem.NoPlace it ->
          say.error(
              "E0611",
              it.at(),
              it.what() + " needs a place, and the configuration does not say where the site is",
              "the sun of which place?",
              "write `latitude` and `longitude` under `site` in the configuration");
      case CheckProblem.NotInTest it ->
          say.error(
              "E0621",
              it.at(),
              "`" + it.name() + "` changes, and a test writes down what it sends and expects",
              "not in a test",
              "write the value itself");
      case CheckProblem.Misplaced it ->
          say.error("E0622", it.at(), incomplete(it.what()), "not complete", whole(it.what()));
      case CheckProblem.NothingRanges it ->
          say.error(
              "E0623",
              it.at(),
              "`" + it.word() + "` asks about many topics, and this state is about one",
              "no `_` in it",
              "put `_` where the topics differ: `" + it.word() + "(door(_) is \"open\")`");
      default -> throw new IllegalStateException(problem.toString());
    };
  }

  /** How a topic is written that breaks a certain rule. */
  private static String incomplete(CheckProblem.Misplaced.What what) {
    return switch (what) {
      case CLIENT -> "a client of the broker is no value by itself";
      case CONNECTED -> "only a client of the broker is connected or not";
      case LAST -> "`last` says how far a window looks back, and here is no window";
      case EXTENT -> "this looks back over messages, and does not say how far";
    };
  }

  private static String whole(CheckProblem.Misplaced.What what) {
    return switch (what) {
      case CLIENT -> "ask for its connection: `client(\"id\") is connected`";
      case CONNECTED -> "name a client of the broker: `client(\"id\") is connected`";
      case LAST -> "put it into a window: `avg(temp, last 3)`";
      case EXTENT -> "say how far: `avg(temp, 10 min)` or `avg(temp, last 3)`";
    };
  }

  private Diagnostic tooOften(CheckProblem.TooOften it) {
    return it.nested()
        ? say.error(
            "E0506",
            it.at(),
            "this repeats " + it.times() + " times in one go, and " + it.limit() + " is the most",
            "too often without a wait",
            "let time pass: `every 1 s` behind `times`, or a `wait` within")
        : say.error(
            "E0506",
            it.at(),
            "at most " + it.limit() + " repetitions are possible, not " + it.times(),
            "too often",
            "let the rule happen again by itself: `when every 1 min`");
  }
}
