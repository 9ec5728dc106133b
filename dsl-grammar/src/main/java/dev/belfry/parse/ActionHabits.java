package dev.belfry.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** How other tools send messages, tell people and write logs. */
final class ActionHabits {
  private static final String TARGET = "(" + Habits.TEXT + "|" + Habits.TOPIC + ")";
  private static final String VALUE = "(" + Habits.VALUE + "|true|false)";
  private static final String CHANNEL = "name a channel of the configuration";

  static final List<Habit> ALL =
      List.of(
          Habit.of(
              "\\bpublish\\s+topic\\s*[=:]\\s*("
                  + Habits.TEXT
                  + "),?\\s*(?:payload|value|message)\\s*[=:]\\s*"
                  + VALUE,
              "publish $1 $2"),
          Habit.of(
              "\\bnotify\\s+(" + Habits.NAME + ")\\s+(?:with|that|saying|text)\\s+(?=\")",
              "notify $1 "),
          // ---- telling people
          Habit.of(
              "\\b(?:send\\s+(?:an?\\s+)?(?:e?mail|message|sms|notification|alert)|e?mail|sms|message|tell"
                  + "|push|alert|say|inform)\\s+(?:to\\s+)?("
                  + Habits.NAME
                  + ")\\s*[:,]?\\s*("
                  + Habits.TEXT
                  + ")(?=\\s)",
              ActionHabits::telling,
              "people are told with `notify`"),
          Habit.of(
              "\\bnotify\\s+(" + Habits.TEXT + ")\\s+(?:to|at|for|via)\\s+(" + Habits.NAME + ")",
              "notify $2 $1",
              "who is told comes first"),
          Habit.of(
              "\\bnotify\\s+\"?[\\p{L}\\p{Nd}_.+-]+@[\\p{L}\\p{Nd}_.-]+\"?",
              "notify owner",
              "addresses stand in the configuration, under `channels`; a rule names the channel"),
          Habit.of(
              "\\bnotify\\s*\\(\\s*(" + Habits.NAME + ")\\s*,\\s*(" + Habits.TEXT + ")\\s*\\)",
              "notify $1 $2"),
          Habit.of("\\bnotify\\s+(" + Habits.TEXT + ")", "notify owner $1", CHANNEL),
          Habit.of("\\bnotify\\s+(?:to\\s+)?(" + Habits.NAME + ")\\s*[:,]\\s*(?=\")", "notify $1 "),
          Habit.of(
              "\\bnotify\\s+(" + Habits.NAME + ")\\s+(?:and|&|\\+|or)\\s+(" + Habits.NAME + ")",
              "notify $1, $2"),
          Habit.of(
              "\\bnotify\\s+(" + Habits.NAME + ")[ \\t]+(\\p{L}[^\"\\n]*?)[ \\t]*$",
              "notify $1 \"$2\"",
              "the text stands in quotes"),
          Habit.of("\\b(snapshot|clip|graph)\\s+(?:from\\s+)?(?!of\\b)(?=\\p{L})", "$1 of "),
          Habit.of(
              "\\b(?:attach|attaching|attachment|including|include|using|and|plus)\\s*:?\\s+(?=(?:snapshot|clip|graph)\\b)",
              "with "),
          Habit.of(
              "(" + Habits.TEXT + "),\\s*(" + Habits.NAME + ")",
              ActionHabits::filledIn,
              "values stand in braces within the text"),
          // ---- publishing
          Habit.of(
              TARGET
                  + "\\.(?:sendCommand|postUpdate|set|send|publish)\\s*\\(\\s*"
                  + VALUE
                  + "\\s*\\)",
              ActionHabits::publishing,
              null),
          Habit.of(
              "\\b(?:sendCommand|postUpdate|mqtt\\.publish|client\\.publish|publish|send)\\s*\\(\\s*"
                  + TARGET
                  + "\\s*,\\s*"
                  + VALUE
                  + "[^()\\n]*\\)",
              ActionHabits::publishing,
              null),
          Habit.of(
              "\\b(?:turn|switch)\\s+(on|off)\\s+(?:the\\s+)?" + TARGET,
              found -> turned(found.group(2), found.group(1)),
              null),
          Habit.of(
              "\\b(?:turn|switch)\\s+(?:the\\s+)?" + TARGET + "\\s+(on|off)\\b",
              found -> turned(found.group(1), found.group(2)),
              null),
          Habit.of(
              "\\b(?:publish|send)\\s+(" + Habits.TEXT + ")\\s+(?:to|on|at)\\s+" + TARGET,
              "publish $2 $1",
              "the topic comes first"),
          Habit.of(
              "\\b(publish|set|send)\\s+(?:to\\s+)?"
                  + TARGET
                  + "\\s*(?:=|:|,|\\bto\\b|\\bwith\\b|\\bvalue\\b|\\bpayload\\b)\\s*",
              "$1 $2 ",
              "the value stands right behind the topic"),
          Habit.of(
              "\\b(publish|set|send)\\s+(" + Habits.PATH + ")",
              "$1 \"$2\"",
              "a topic stands in quotes"),
          Habit.of("^(\\s*)" + TARGET + "\\s*(?::=|=|<-|:)\\s*(?=[^=])", "$1publish $2 "),
          Habit.of(
              "\\b(?:send|emit|post|write|output)\\b",
              "publish",
              "rules send messages with `publish`"),
          Habit.of("\\bretained\\b", "retain"),
          Habit.of(
              "[ \\t]*\\b(?:and|also)\\s+(?:then\\s+)?(?=(?:publish|set|notify|call|wait|repeat|log|stop)\\b)",
              " ",
              "actions follow one another without a word between"),
          Habit.of(
              "[ \\t]*[,;](?=\\s*(?:publish|set|notify|call|wait|repeat|log|stop)\\b)",
              "",
              "actions follow one another without a sign between"),
          // ---- calling, waiting and writing down
          Habit.of(
              "\\bcall\\s+" + Habits.TEXT,
              "call siren_api",
              "addresses stand in the configuration, under `connectors`; a rule calls one by its"
                  + " name"),
          Habit.of("\\b(" + Habits.NAME + ")\\.\\p{L}\\w*\\s*\\(\\s*\\)", "call $1"),
          Habit.of(
              "\\b(?:print|println|printf|echo|console\\.log|logInfo|logger\\.info|Serial\\.println|log)\\s*\\(\\s*([^\\n]*?)\\s*\\)(?=["
                  + " \\t]*$)",
              found -> "log " + joined(found.group(1)),
              null));

  private ActionHabits() {}

  private static String telling(MatchResult found) {
    return "notify " + found.group(1) + " " + found.group(2);
  }

  private static String publishing(MatchResult found) {
    String value = found.group(2);
    boolean word = value.matches("[A-Z]+");
    return "publish " + found.group(1) + " " + (word ? "\"" + value + "\"" : value);
  }

  private static String turned(String target, String onOrOff) {
    return "publish " + target + " \"" + onOrOff.toUpperCase(Locale.ROOT) + "\"";
  }

  private static String filledIn(MatchResult found) {
    String hole = "{" + found.group(2) + "}";
    return found.group(1).contains("%")
        ? found.group(1).replaceFirst("%[sdf]|%\\.\\df", Matcher.quoteReplacement(hole))
        : found.group(1).replaceFirst("\\{\\}|\"$", Matcher.quoteReplacement(" " + hole + "\""));
  }

  /** {@code "It is " + temp} as one text with a hole. */
  private static String joined(String sum) {
    return Arrays.stream(sum.split("\\s*\\+\\s*"))
        .map(part ->
            part.startsWith("\"") && part.endsWith("\"") && part.length() > 1
                ? part.substring(1, part.length() - 1)
                : "{" + part + "}")
        .collect(Collectors.joining("", "\"", "\""));
  }
}
