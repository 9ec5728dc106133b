package dev.belfry.parse;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** How topics are declared and named elsewhere. */
final class TopicHabits {
  static final List<Habit> ALL =
      List.of(
          Habit.of(
              "(\\btopic\\b[^\\n]*"
                  + Habits.TEXT
                  + ")\\s+(?:of\\s+)?(?:type|is|as)\\s+("
                  + Habits.NAME
                  + ")",
              "$1 : $2",
              "the type stands behind a colon"),
          Habit.of("\\b(?:default|initial|initially)\\s*:?\\s+(?=[\\d\"-])", "= "),
          Habit.of(
              "\\btopic\\s+(" + Habits.TEXT + ")\\s+as\\s+(" + Habits.NAME + ")",
              "topic $2 = $1",
              "the name comes first"),
          Habit.of(
              "\\btopic\\s+\"(" + Habits.NAME + ")\"\\s*=",
              "topic $1 =",
              "a name stands without quotes"),
          Habit.of(
              "\\btopic\\s+("
                  + Habits.NAME
                  + "(?:\\([^)\\n]*\\))?)\\s*(?:=>|->|:|is|at|on|for)?\\s*(?=\")",
              "topic $1 = "),
          Habit.of(
              "(\\btopic\\s+"
                  + Habits.NAME
                  + "(?:\\([^)\\n]*\\))?\\s*=\\s*)("
                  + Habits.PATH
                  + "|[\\p{L}\\p{Nd}_-]+)",
              "$1\"$2\"",
              "the topic stands in quotes"),
          Habit.of("\\(\\s*[+#*?]\\s*\\)", "(_)", "`_` stands for any"),
          Habit.of(
              "(:\\s*)(" + Habits.NAME + "(?:\\s*(?:\\||,|or)\\s*" + Habits.NAME + ")+)",
              TopicHabits::alternatives,
              "texts stand in quotes"),
          Habit.of(
              "(:\\s*)(" + Habits.TEXT + "(?:\\s*(?:\\||,|/|or)\\s*" + Habits.TEXT + ")+)",
              TopicHabits::alternatives,
              "alternatives are parted by `|`"),
          Habit.of(
              "(?<![\\p{L}\"/])(" + Habits.PATH + ")(?=\\s)",
              "\"$1\"",
              "a topic stands in quotes"));

  private TopicHabits() {}

  private static String alternatives(MatchResult found) {
    return Arrays.stream(found.group(2).split("\\s*[|,/]\\s*|\\s+or\\s+"))
        .map(it -> it.startsWith("\"") ? it : "\"" + it + "\"")
        .collect(Collectors.joining(" | ", found.group(1), ""));
  }
}
