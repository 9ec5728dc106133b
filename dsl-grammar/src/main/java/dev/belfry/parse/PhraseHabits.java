package dev.belfry.parse;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** How plain English, and rule languages near to it, speak of states and events. */
final class PhraseHabits {
  private static final String MORE =
      "(?:greater|more|higher|bigger|larger|warmer|hotter|over|longer)";
  private static final String LESS = "(?:less|lower|smaller|fewer|colder|cooler|under|shorter)";
  private static final String UP =
      "(?:goes|gets|climbs|jumps|moves|grows|comes|rises|exceeds|becomes|is)(?:\\s+up)?";
  private static final String DOWN =
      "(?:goes|gets|drops|sinks|dips|moves|comes|falls|becomes|is)(?:\\s+down)?";

  static final List<Habit> ALL =
      List.of(
          Habit.of(
              "\\btime\\s*>=?\\s*(\\d\\d?:\\d\\d)\\s+and\\s+<=?\\s*(?=\\d)",
              "time between $1 and "),
          Habit.of("\\bcrosses\\b", "rises above"),
          Habit.of("\\bminus\\b", "-"),
          Habit.of("\\bplus\\b", "+"),
          Habit.of(
              "(" + Habits.TOPIC + ")\\s*([<>]=?)\\s*([\\w:.\"-]+)\\s+(and|or)\\s+([<>]=?)",
              "$1 $2 $3 $4 $1 $5",
              "each side is a comparison of its own"),
          Habit.of("\\b(?:is\\s+)?opened\\b", "becomes \"open\""),
          Habit.of(
                  "(\\bwhen\\s+"
                      + Habits.TOPIC
                      + "\\s+)(?:becomes|is|gets)?\\s*(?:>=?|"
                      + MORE
                      + "\\s+than)\\s*(?:or\\s+equal\\s+to\\s+)?",
                  "$1rises above ")
              .inAnyCase(),
          Habit.of(
                  "(\\bwhen\\s+"
                      + Habits.TOPIC
                      + "\\s+)(?:becomes|is|gets)?\\s*(?:<=?|"
                      + LESS
                      + "\\s+than)\\s*(?:or\\s+equal\\s+to\\s+)?",
                  "$1falls below ")
              .inAnyCase(),
          Habit.of(
              "(\\bwhen\\s+"
                  + Habits.TOPIC
                  + "\\s+)(?:"
                  + UP
                  + "\\s+)?(?:above|over|beyond|past)\\b",
              "$1rises above"),
          Habit.of(
              "(\\bwhen\\s+"
                  + Habits.TOPIC
                  + "\\s+)(?:"
                  + DOWN
                  + "\\s+)?(?:below|under|beneath)\\b",
              "$1falls below"),
          Habit.of("(\\bwhen\\s+" + Habits.TOPIC + "\\s+)exceeds\\b", "$1rises above"),
          Habit.of("\\b(?:is\\s+)?" + MORE + "\\s+than\\s+or\\s+equal\\s+to\\b", ">="),
          Habit.of("\\b(?:is\\s+)?" + LESS + "\\s+than\\s+or\\s+equal\\s+to\\b", "<="),
          Habit.of("\\b(?:is\\s+)?at\\s+least\\b", ">="),
          Habit.of("\\bis\\s+at\\s+most\\b", "<="),
          Habit.of("\\b(?:is\\s+)?" + MORE + "\\s+than\\b", "is above"),
          Habit.of("\\b(?:is\\s+)?" + LESS + "\\s+than\\b", "is below"),
          Habit.of("(?:\\bis\\s+)?\\b(?:above|over|exceeds)\\b", "is above"),
          Habit.of("(?:\\bis\\s+)?\\b(?:below|under)\\b", "is below"),
          Habit.of("\\bbecomes\\s*>=?", "is above"),
          Habit.of("\\bbecomes\\s*<=?", "is below"),
          Habit.of("\\b(?:is\\s+)?equals?(?:\\s+to)?\\b|\\bis\\s+equal\\s+to\\b", "is"),
          Habit.of(
              "("
                  + Habits.VALUE
                  + ")\\s*(<=?|>=?)\\s*("
                  + Habits.VALUE
                  + ")\\s*(<=?|>=?)\\s*("
                  + Habits.VALUE
                  + ")",
              "$1 $2 $3 and $3 $4 $5"),
          Habit.of(
              "\\bis\\s+(?:one|any|either)\\s+of\\s+\\[?\\(?((?:"
                  + Habits.VALUE
                  + ")(?:\\s*(?:,|or)\\s*(?:"
                  + Habits.VALUE
                  + "))*)[\\])]?",
              PhraseHabits::oneOf,
              null),
          Habit.of("\\bisn\\s*['\\u2019]?\\s*t\\b|\\baint\\b", "is not"),
          Habit.of("\\bopens\\b", "becomes \"open\""),
          Habit.of("\\bcloses\\b", "becomes \"closed\""),
          Habit.of("\\bturns\\s+(on|off)\\b", "becomes \"$1\""),
          Habit.of("\\bchange[sd]?\\s+(?:in)?to\\b", "changes to"),
          Habit.of("\\bchanged\\b", "changes"),
          Habit.of(
              "\\b(?:turns|turned|goes|went|gets|got|switches|switched|becoming|became)(?:\\s+(?:in)?to)?\\b",
              "becomes"),
          Habit.of("\\b(?:the|a|an|my)\\s+", "", "a topic is called by its name alone").inAnyCase(),
          Habit.of(
              "(?:\\bis\\s+|\\bhas\\s+)?\\bnot\\s+(?:been\\s+)?(?:updated|updates|seen|changed|received|heard|reporting)\\s+for\\b",
              "silent for"),
          Habit.of(
              "\\bno\\s+(?:message|update|news|data)s?\\s+(?:from|on|of)\\s+("
                  + Habits.TOPIC
                  + ")\\s+for\\b",
              "$1 silent for"),
          Habit.of(
              "\\bno\\s+(" + Habits.TOPIC + ")\\s+for\\b",
              "$1 is false for",
              "ask for what is, or for silence with `silent for`"),
          Habit.of(
              "\\b(becomes|is(?:\\s+not)?|receives|changes\\s+to)\\s+on\\b",
              "$1 \"on\"",
              "a text stands in quotes, and a `bool` is `true` or `false`"),
          Habit.of("\\b(receives|becomes|is)\\s+(?:payload|value|message|state)\\s+", "$1 "),
          Habit.of("\\btimes\\s+(?:in|per|during)\\b", "times within"));

  private PhraseHabits() {}

  private static String oneOf(MatchResult found) {
    return Arrays.stream(found.group(1).split("\\s*,\\s*|\\s+or\\s+"))
        .collect(Collectors.joining(", ", "in [", "]"));
  }
}
