package dev.belfry.parse;

import java.util.List;
import java.util.regex.MatchResult;

/** Signs of programming languages, spreadsheets and printed text. */
final class SignHabits {
  private static final String QUOTES = "texts stand between straight double quotes";
  private static final String COMMENT = "a comment begins with `#`";
  private static final String NO_UNIT = "a number has no unit, unless it is one of time";

  static final List<Habit> ALL =
      List.of(
          Habit.of("\\b(become|change|receive|update|rise|fall)(?=\\s)", "$1s"),
          Habit.of(
              "[\\u2018\\u201A']([^\\u2018\\u2019'\"\\n]*)[\\u2019\\u2018']", "\"$1\"", QUOTES),
          Habit.of(
              "[\\u201C\\u201D\\u201E\\u201F]([^\\u201C\\u201D\\u201F\"\\n]*)[\\u201C\\u201D\\u201F\"]",
              "\"$1\"",
              QUOTES),
          Habit.of(
              "[\\u00AB\\u2039\\u00BB]\\s*([^\\u00AB\\u00BB\\u2039\\u203A\"\\n]*?)\\s*[\\u00BB\\u203A\\u00AB]",
              "\"$1\"",
              QUOTES),
          Habit.of("`([^`\"\\n]*)`", SignHabits::template, QUOTES),
          Habit.of("['\\u2018\\u2019\\u201A\\u201C\\u201D\\u201E\\u00AB\\u00BB`]", "\"", QUOTES),
          Habit.of(
                  "/\\*\\s*([^*\\n]*?)[\\s\\S]*?\\*/",
                  "# $1",
                  "a comment begins with `#`, on each of its lines")
              .inWords(),
          Habit.of("//[ \\t]*", "# ", COMMENT),
          Habit.of("--[ \\t]*", "# ", COMMENT),
          Habit.of("/\\*", "#", COMMENT),
          Habit.of(
              "\\(?([^()?\\n]+?)\\s*\\?\\s*([^:\\n]+?)\\s*:\\s*([^()\\n]+)\\)?",
              SignHabits::choice,
              "a choice reads"),
          Habit.of("!==?|<>|≠|=/=|~=", "is not", "write `is not`, or `!=`"),
          Habit.of("={3}", "is", "compare with `is`, or with `==`"),
          Habit.of("≥|=>", ">=", "\"at least\" is written `>=`"),
          Habit.of("≤|=<", "<=", "\"at most\" is written `<=`"),
          Habit.of(":=", "=", "write `=`"),
          Habit.of("(?<![=<>!])=(?![=<>])", "is", "compare with `is`, or with `==`"),
          Habit.of("&&?", "and", "write `and`"),
          Habit.of("\\|\\|?", "or", "write `or`"),
          Habit.of("!\\s*(?!=)", "not ", "write `not`"),
          Habit.of("\\u2013|\\u2014|\\u2212", "-", "a minus is the plain sign `-`"),
          Habit.of("×", "*", "write `*`"),
          Habit.of("÷", "/", "write `/`"),
          Habit.of("(\\d),(\\d)", "$1.$2", "a number has a decimal point"),
          Habit.of("(?<=\\d)[ \\t]*(?:°[ \\t]*\\p{L}?|[%℃℉])", "", NO_UNIT),
          Habit.of(
              "(?<=\\d)[ \\t]*(?:[CFKWVA]|k?Wh|kW|mA|mV|hPa|bar|lx|lux|ppm|km|cm|mm|dBm?"
                  + "|degrees|percent|Watt|Volt)\\b",
              "",
              NO_UNIT),
          Habit.of("[ \\t]*;", "", "nothing needs to stand between two actions"),
          Habit.of("[ \\t]*,(?=\\s*\\n)", "", "nothing needs to stand at the end of a line"),
          Habit.of("\\$(\\{?)(\\p{L}\\w*)(\\}?)", "$2", "a name stands without a sign"),
          Habit.of(
              "\\{\\{?\\s*(\\p{L}\\w*)\\s*\\}\\}?",
              "$1",
              "a name needs no braces outside of a text"),
          Habit.of("\"[^\"\\n]*$", "$0\"", "end it with \" on the same line"));

  private SignHabits() {}

  private static String template(MatchResult found) {
    return "\"" + found.group(1).replace("${", "{") + "\"";
  }

  private static String choice(MatchResult found) {
    String choice =
        "if "
            + found.group(1).strip()
            + " then "
            + found.group(2)
            + " else "
            + found.group(3).strip();
    return found.group().startsWith("(") ? "(" + choice + ")" : " " + choice;
  }
}
